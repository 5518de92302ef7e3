package dev.parley.mail;

import static dev.parley.mail.MailWorld.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of mail when the mail server is away, busy, or says no. */
class MailOutageTest {
  private static final MailWorld WORLD = new MailWorld();

  private final TestSite site = WORLD.parley.site(new JsonObject().put("moderation", "none"));

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @AfterEach
  void mend() {
    WORLD.mail.atRecipient(to -> Optional.empty());
    WORLD.mail.atData(message -> Optional.empty());
  }

  private void reply(String article, String parent, String body) {
    Answer answer = site.reply(article, parent, "Jon Vale", body);
    assertEquals(201, answer.status(), answer::text);
  }

  private String state(String recipient, String kind) {
    return WORLD.count(
                "select count(*) from mail join subscriber on subscriber.id = recipient"
                    + " where email = $1 and kind = $2 and done_at is not null",
                recipient,
                kind)
            > 0
        ? "done"
        : "waiting";
  }

  @Test
  void anHourWithoutMailServer_losesAndDoublesNothingAndDelaysNoPost() {
    String id = WORLD.confirmed(site, "hour", "Amy Cole", "Is anybody there?");
    WORLD.settled();
    WORLD.mail.down();
    long slowest = 0;
    for (int minute = 0; minute < 60; minute++) {
      if (minute % 6 == 0) {
        long begin = System.nanoTime();
        reply("hour", id, "Answer number " + minute);
        slowest = Math.max(slowest, System.nanoTime() - begin);
      }
      WORLD.clock.forward(Duration.ofMinutes(1));
      WORLD.settled();
    }
    assertEquals(1, WORLD.mail.to(address("Amy Cole")).size());
    WORLD.mail.up();
    for (int minute = 0; minute < 70; minute++) {
      WORLD.clock.forward(Duration.ofMinutes(1));
    }
    List<Received> told = WORLD.to(address("Amy Cole"), 11);
    WORLD.settled();

    assertEquals(11, WORLD.mail.to(address("Amy Cole")).size());
    Set<String> texts = new HashSet<>();
    told.forEach(one -> texts.add(one.part("text/plain")));
    assertEquals(11, texts.size());
    assertTrue(slowest < Duration.ofSeconds(5).toNanos(), "a post waited for the mail server");
  }

  @Test
  void greylisting_firstTryIsPutOff_sendsOnceAMinuteLater() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    WORLD.mail.atRecipient(
        to -> seen.add(to) ? Optional.of("451 4.7.1 Greylisted, come back") : Optional.empty());
    WORLD.ask(site, "grey", "Bea Dole", "I am at a careful provider.");
    MailWorld.until(() -> seen.contains(address("Bea Dole")), yes -> yes);
    WORLD.settled();
    assertEquals(0, WORLD.mail.to(address("Bea Dole")).size());

    WORLD.clock.forward(Duration.ofSeconds(61));
    WORLD.to(address("Bea Dole"), 1);
    WORLD.settled();

    assertEquals(1, WORLD.mail.to(address("Bea Dole")).size());
  }

  @Test
  void recipient_unknownForEver_isWrittenToNeverAgain() {
    WORLD.mail.atRecipient(
        to ->
            to.equals(address("Cy Gone"))
                ? Optional.of("550 5.1.1 <cy.gone@readers.example> unknown")
                : Optional.empty());
    WORLD.ask(site, "gone", "Cy Gone", "My address has a mistake in it.");
    MailWorld.until(() -> state(address("Cy Gone"), "confirmation"), "done"::equals);
    WORLD.mail.atRecipient(to -> Optional.empty());
    WORLD.clock.forward(Duration.ofHours(25));
    WORLD.ask(site, "gone", "Cy Gone", "And once more.");
    WORLD.settled();

    assertEquals(0, WORLD.mail.to(address("Cy Gone")).size());
    assertEquals(1, WORLD.mail.tried().stream().filter(address("Cy Gone")::equals).count());
    assertEquals(
        0,
        WORLD.count("select count(*) from mail where reply like '%readers%'"),
        "an answer is kept without the address in it");
  }

  @Test
  void recipient_refusedBecauseThisServerMayNotRelay_keepsTheAddress() {
    WORLD.mail.atRecipient(to -> Optional.of("554 5.7.1 Relay access denied"));
    WORLD.ask(site, "relay", "Dee Wright", "The operator made a mistake.");
    MailWorld.until(() -> WORLD.mail.tried(), all -> all.contains(address("Dee Wright")));
    WORLD.settled();
    WORLD.mail.atRecipient(to -> Optional.empty());
    WORLD.clock.forward(Duration.ofMinutes(2));

    WORLD.to(address("Dee Wright"), 1);
  }

  @Test
  void message_refusedForGood_isNotTriedAgainAndTheAddressStays() {
    AtomicInteger refused = new AtomicInteger();
    WORLD.mail.atData(
        message -> {
          refused.incrementAndGet();
          return Optional.of("554 5.6.0 This looks like spam");
        });
    String id = WORLD.ask(site, "spammy", "Eli Stone", "My provider is strict.");
    MailWorld.until(() -> state(address("Eli Stone"), "confirmation"), "done"::equals);
    WORLD.mail.atData(message -> Optional.empty());
    WORLD.clock.forward(Duration.ofHours(25));
    WORLD.settled();
    assertEquals(1, refused.get());

    WORLD.ask(site, "spammy", "Eli Stone", "And once more.");
    WORLD.to(address("Eli Stone"), 1);
    assertTrue(!id.isEmpty());
  }

  @Test
  void server_acceptsAndTheAnswerIsLost_sendsTheSameMessageIdAgain() {
    List<String> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
    WORLD.mail.atData(
        message -> {
          ids.add(message.header("Message-ID"));
          return ids.size() == 1
              ? Optional.of("451 4.3.0 Lost after acceptance")
              : Optional.empty();
        });
    WORLD.ask(site, "twice", "Fay Reef", "What if the answer is lost?");
    MailWorld.until(ids::size, n -> n == 1);
    WORLD.settled();
    WORLD.clock.forward(Duration.ofSeconds(61));
    WORLD.to(address("Fay Reef"), 1);

    assertEquals(2, ids.size());
    assertEquals(ids.get(0), ids.get(1));
  }

  @Test
  void message_putOffForThreeDays_isGivenUp() {
    WORLD.mail.atRecipient(
        to ->
            to.equals(address("Guy Full"))
                ? Optional.of("452 4.2.2 Mailbox full")
                : Optional.empty());
    WORLD.ask(site, "full", "Guy Full", "My mailbox is full.");
    MailWorld.until(() -> WORLD.mail.tried(), all -> all.contains(address("Guy Full")));
    WORLD.settled();
    for (int hour = 0; hour < 80; hour += 2) {
      WORLD.clock.forward(Duration.ofHours(2));
      WORLD.settled();
    }
    int tried = (int) WORLD.mail.tried().stream().filter(address("Guy Full")::equals).count();

    assertEquals(
        1,
        WORLD.count(
            "select count(*) from mail join subscriber on subscriber.id = recipient"
                + " where email = $1 and mail.state = 'expired' and reply = '452 4.2.2'",
            address("Guy Full")));
    assertTrue(tried > 10 && tried < 30, tried + " tries");
  }

  @Test
  void metrics_afterMail_countOutcomes() {
    WORLD.ask(site, "metrics", "Hew Mott", "Count me.");
    WORLD.to(address("Hew Mott"), 1);
    WORLD.settled();

    String metrics = WORLD.parley.get("/metrics").text();
    assertTrue(metrics.contains("parley_mail_total{outcome=\"sent\"}"), metrics);
  }
}
