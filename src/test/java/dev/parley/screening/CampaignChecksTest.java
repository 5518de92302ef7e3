package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Draft;
import dev.parley.comment.Lookup;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Cluster;
import dev.parley.comment.Surroundings.LinkRecord;
import dev.parley.comment.Surroundings.Place;
import dev.parley.comment.Surroundings.Rate;
import dev.parley.comment.Surroundings.Similar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignChecksTest {
  private static final Instant NOW = Drafts.NOW;
  private static final Screening ALL =
      Drafts.by(
          new LinksCheck(),
          new DuplicateCheck(),
          new CampaignCheck(),
          new LinkReputationCheck(),
          new FirstLinkCheck(),
          new BurstCheck(),
          new AuthorChecks.Newcomer());

  private static Draft draft(
      String text, Optional<String> url, int approved, Surroundings surroundings) {
    return Drafts.sent("Ana", url, "", text, approved, surroundings);
  }

  private static Surroundings cluster(Cluster cluster) {
    return new Surroundings(
        Lookup.of(List.of()), Lookup.of(cluster), Lookup.of(List.of()), Lookup.of(List.of()));
  }

  private static Surroundings links(LinkRecord... links) {
    return new Surroundings(
        Lookup.of(List.of()),
        Lookup.of(Cluster.NONE),
        Lookup.of(List.of(links)),
        Lookup.of(List.of()));
  }

  private static Surroundings rates(Rate... rates) {
    return new Surroundings(
        Lookup.of(List.of()),
        Lookup.of(Cluster.NONE),
        Lookup.of(List.of()),
        Lookup.of(List.of(rates)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0",
    "1, 0, 0, 0, 0.25",
    "1, 1, 0, 0, 1",
    "1, 0, 1, 0, 1",
    "2, 0, 0, 0, 0.5",
    "3, 0, 0, 0, 0.75",
    "4, 0, 0, 0, 1",
    "100, 0, 0, 0, 1",
    "100, 0, 0, 1, 0.5",
    "100, 0, 0, 2, 0",
    "20, 3, 0, 2, 1",
    "2, 0, 0, 1, 0"
  })
  void campaign_copiesAndDecisions_addUp(
      int comments, int spam, int rejected, int approved, double expected) {
    Cluster cluster = new Cluster(comments, 1, 1, NOW, spam, rejected, approved);

    assertEquals(expected, CampaignCheck.strength(cluster), 1e-9);
  }

  @Test
  void campaign_evidence_isCounts() {
    Cluster cluster = new Cluster(17, 9, 6, NOW.minus(Duration.ofHours(70)), 12, 0, 1);

    Screened screened =
        ALL.screen(draft("Any text.", Optional.empty(), 3, cluster(cluster))).await();

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        "17 comments nearly like this by 9 authors on 6 articles in 3 days, of them 12 marked as"
            + " spam, 1 approved by a moderator",
        screened.signals().get(0).message());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, APPROVE",
    "0, 0, 50, 0, 0, APPROVE",
    "1, 0, 0, 0, 0.333, APPROVE",
    "2, 0, 0, 0, 0.5, APPROVE",
    "4, 0, 0, 0, 0.667, HOLD",
    "14, 0, 0, 0, 0.875, HOLD",
    "14, 0, 14, 0, 0.467, APPROVE",
    "3, 0, 0, 80, 0.12, APPROVE",
    "0, 4, 0, 0, 0.5, APPROVE",
    "0, 2, 10, 0, 0.077, APPROVE"
  })
  void linkReputation_ofARegular_isSmoothed(
      int spam, int rejected, int approved, int standing, double strength, Verdict verdict) {
    LinkRecord link = new LinkRecord("pills.example", spam, rejected, approved, standing);

    assertEquals(strength, LinkReputationCheck.strength(link), 1e-3);
    assertEquals(
        verdict,
        ALL.screen(draft("See https://pills.example/x", Optional.empty(), 5, links(link)))
            .await()
            .verdict());
  }

  @Test
  void linkReputation_newcomerWithTwiceRefusedDomain_isHeldWithCounts() {
    Screened screened =
        ALL.screen(
                draft(
                    "Nice place.",
                    Optional.of("https://www.pills.example"),
                    0,
                    links(new LinkRecord("pills.example", 2, 1, 0, 1))))
            .await();

    Signal signal = only(screened, Reason.LINK_REPUTATION).get(0);
    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        "pills.example: 2 spam, 1 rejected, 0 approved here, 1 undecided", signal.message());
  }

  private static List<Signal> only(Screened screened, Reason reason) {
    return screened.signals().stream().filter(signal -> signal.reason() == reason).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See https://other.example/minutes for the minutes.",
        "It is on other.com somewhere.",
        "Look: www.other.org!"
      })
  void firstLink_newcomer_isToldAndNotHeld(String text) {
    Screened screened = ALL.screen(draft(text, Optional.empty(), 0, Surroundings.NONE)).await();

    assertEquals(1, only(screened, Reason.FIRST_LINK).size());
    assertEquals(1, only(screened, Reason.FIRST_LINK).get(0).evidence().size());
    assertEquals(Verdict.APPROVE, screened.verdict());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No link at all here, e.g. this one.",
        "Mr.Smith went to the U.S. for 3.5 days.",
        "You wrote so yourselves: https://news.ledger.example/quay",
        "Write to me at ana@other.example."
      })
  void firstLink_noLinkOrOneToTheSiteItself_isNothing(String text) {
    Screened screened = ALL.screen(draft(text, Optional.empty(), 0, Surroundings.NONE)).await();

    assertTrue(only(screened, Reason.FIRST_LINK).isEmpty(), () -> screened.signals().toString());
  }

  @Test
  void firstLink_authorAddressOfANewcomer_counts() {
    Optional<String> url = Optional.of("https://blog.other.example/");

    assertEquals(
        1,
        only(ALL.screen(draft("Hello.", url, 0, Surroundings.NONE)).await(), Reason.FIRST_LINK)
            .size());
    assertEquals(
        0,
        only(ALL.screen(draft("Hello.", url, 1, Surroundings.NONE)).await(), Reason.FIRST_LINK)
            .size());
  }

  @ParameterizedTest
  @CsvSource({
    "ARTICLE, 1, 0, false",
    "ARTICLE, 12, 0, false",
    "ARTICLE, 18, 0, true",
    "ARTICLE, 60, 20, false",
    "ARTICLE, 80, 18, true",
    "SITE, 30, 0, false",
    "SITE, 45, 1, true",
    "SITE, 300, 100, false",
    "NETWORK, 8, 0, false",
    "NETWORK, 16, 0.5, true",
    "NETWORK, 16, 6, false"
  })
  void burst_farAboveTheUsual_isToldAndNeverHoldsAlone(
      Place place, int count, double usual, boolean told) {
    Screened screened =
        ALL.screen(draft("Hear, hear.", Optional.empty(), 0, rates(new Rate(place, count, usual))))
            .await();

    assertEquals(told ? 1 : 0, only(screened, Reason.BURST).size());
    assertEquals(Verdict.APPROVE, screened.verdict());
  }

  @Test
  void burst_onAllPlacesAtOnce_isOneFindingAndDoesNotHold() {
    Screened screened =
        ALL.screen(
                draft(
                    "Hear, hear.",
                    Optional.empty(),
                    0,
                    rates(
                        new Rate(Place.ARTICLE, 200, 1),
                        new Rate(Place.SITE, 300, 4),
                        new Rate(Place.NETWORK, 100, 0))))
            .await();

    assertEquals(1, only(screened, Reason.BURST).size());
    assertEquals(Verdict.APPROVE, screened.verdict());
  }

  @Test
  void burst_withANewcomersLink_isHeld() {
    Screened screened =
        ALL.screen(
                draft(
                    "Look at https://other.example/",
                    Optional.empty(),
                    0,
                    rates(new Rate(Place.ARTICLE, 60, 0.4))))
            .await();

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        "60 comments on this article in 5 minutes; 0.4 are usual",
        only(screened, Reason.BURST).get(0).message());
  }

  private static Verdict duplicate(boolean own, int approved) {
    Similar similar = new Similar(UUID.randomUUID(), true, own, false, NOW);
    return ALL.screen(
            draft(
                "We shall overcome some day, my friends.",
                Optional.empty(),
                1,
                new Surroundings(
                    Lookup.of(List.of(similar)),
                    Lookup.of(new Cluster(2, 2, 2, NOW, 0, 0, approved)),
                    Lookup.of(List.of()),
                    Lookup.of(List.of()))))
        .await()
        .verdict();
  }

  @Test
  void duplicate_ofWhatModeratorsLetPass_isHeldOnlyFromTheSameAuthor() {
    assertEquals(Verdict.HOLD, duplicate(false, 0));
    assertEquals(Verdict.APPROVE, duplicate(false, 2));
    assertEquals(Verdict.HOLD, duplicate(true, 2));
  }

  @ParameterizedTest
  @CsvSource({"0, duplicate", "1, campaign", "2, link-reputation", "3, burst"})
  void screen_factThatCouldNotBeRead_holdsInTheNameOfItsCheck(int missing, String check) {
    Surroundings none = Surroundings.NONE;
    Surroundings known =
        new Surroundings(
            missing == 0 ? Lookup.unknown() : none.similar(),
            missing == 1 ? Lookup.unknown() : none.cluster(),
            missing == 2 ? Lookup.unknown() : none.links(),
            missing == 3 ? Lookup.unknown() : none.rates());

    Screened screened = ALL.screen(draft("A fine text.", Optional.empty(), 4, known)).await();

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        List.of(check),
        Stream.of(Reason.UNAVAILABLE)
            .flatMap(reason -> only(screened, reason).stream())
            .map(Signal::check)
            .toList());
  }
}
