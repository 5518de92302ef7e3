package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisingChecksTest {
  private static final Optional<String> HOMEPAGE = Optional.of("https://cheap-things.biz/");

  private static Draft draft(
      String name, Optional<String> url, String title, String text, int approved) {
    return Drafts.sent(name, url, title, text, approved, Surroundings.NONE);
  }

  private static List<Finding> praise(String text, Optional<String> url, String title, int seen) {
    return new PraiseCheck().look(Drafts.unjudged(draft("Ana", url, title, text, seen)));
  }

  private static List<Finding> name(String name, Optional<String> url, String text, int seen) {
    return new AuthorNameCheck()
        .look(Drafts.unjudged(draft(name, url, "Bridge closed", text, seen)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Great post!",
        "Nice article, thanks for sharing.",
        "Thank you for sharing this great information.",
        "I will bookmark your site. Keep up the good work!",
        "Very informative. Looking forward to your next post",
        "Excellent write-up, very helpful, thanks a lot",
        "Gr3at p0st, thanks for sharing",
        "Toller Artikel, vielen Dank! Weiter so",
        "Ótimo artigo, obrigado por compartilhar!"
      })
  void praise_ofAnyArticle_withLink_isFound(String text) {
    List<Finding> found = praise(text, HOMEPAGE, "Bridge closed until spring", 0);

    assertEquals(1, found.size());
    assertTrue(found.get(0).strength() > 0.8, () -> found.get(0).toString());
    assertTrue(found.get(0).message().contains("no word of the title"));
    assertTrue(!found.get(0).marks().get().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The council should have repaired the bridge years ago, see https://council.example/minutes",
        "Thanks for sharing, but the figure for the budget is from 2019; this year's report says"
            + " four million, see https://council.example/budget.pdf",
        "I disagree with every word of this. https://my-view.example",
        "My site has photographs of the old bridge, taken before the flood in nineteen fifty-three:"
            + " https://old-photographs.example",
        "https://council.example/minutes",
      })
  void praise_argumentsWithLinks_areLeftAlone(String text) {
    assertEquals(List.of(), praise(text, Optional.empty(), "Bridge closed until spring", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Great post!", "Nice article, thanks for sharing.", "Well said."})
  void praise_withoutLink_isPoliteness(String text) {
    assertEquals(List.of(), praise(text, Optional.empty(), "Bridge closed", 0));
  }

  @Test
  void praise_byRegulars_isLeftAlone() {
    assertEquals(List.of(), praise("Great post!", HOMEPAGE, "Bridge closed", 1));
  }

  @Test
  void praise_thatNamesTheSubject_countsHalf() {
    String text = "Great article about the bridge, thanks for sharing";

    double onTopic = praise(text, HOMEPAGE, "Bridge closed", 0).get(0).strength();
    double anywhere = praise(text, HOMEPAGE, "Council elections", 0).get(0).strength();

    assertEquals(anywhere / 2, onTopic, 1e-9);
  }

  @Test
  void praise_withLink_waitsForAPerson_andIsNeverRejected() {
    Screening screening = Drafts.by(new PraiseCheck(), new FirstLinkCheck());

    assertEquals(
        Verdict.HOLD,
        screening
            .screen(draft("Ana", HOMEPAGE, "Bridge closed", "Great post, thanks for sharing!", 0))
            .await()
            .verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "www.cheap-things.biz, 1",
    "http://cheap-things.biz, 1",
    "Payday Loans Online, 1",
    "Best SEO Company, 1",
    "C4sino Bonus, 1",
  })
  void name_ofAnAdvertiser_isFound(String name, double strength) {
    List<Finding> found = name(name, HOMEPAGE, "I walk there every day.", 0);

    assertEquals(strength, found.get(0).strength());
    assertTrue(found.get(0).message().contains(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana",
        "John Smith",
        "J. R. Hartley",
        "Mr. T",
        "Ümit Özdağ",
        "张伟",
        "reader_42",
        "St.Pauli"
      })
  void name_ofAPersonWithAHomepage_isLeftAlone(String name) {
    assertEquals(List.of(), name(name, HOMEPAGE, "I walk there every day.", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dick Buyer", "Essayist", "Loan Nguyen", "The Plumber"})
  void name_withATradeButNoLink_isLeftAlone(String name) {
    assertEquals(List.of(), name(name, Optional.empty(), "I walk there every day.", 0));
  }

  @Test
  void name_whoseSiteIsLinkedOnceMore_isSaid() {
    List<Finding> found =
        name("Ana", HOMEPAGE, "More at https://shop.cheap-things.biz/offers today.", 0);

    assertEquals(0.5, found.get(0).strength());
    assertTrue(found.get(0).message().contains("cheap-things.biz"));
  }

  @Test
  void name_ofRegulars_isLeftAlone() {
    assertEquals(List.of(), name("Best SEO Company", HOMEPAGE, "I walk there.", 3));
  }
}
