package dev.parley.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ban of a domain is said to touch is what it keeps out. */
class BannedCommentsTest {
  private static final List<String> BODIES =
      List.of(
          "[this page](https://casino.example/) was useful",
          "go to casino.example now, they say",
          "go to cas**ino**.example tomorrow",
          "cas&#105;no.example has it in blue",
          "cas[ino](https://quay.example/).example has it in red",
          "<https://shop.casino.example/sale> ends soon",
          "see shop.casino.example today",
          "https://workshop.casino.example/ mends chairs",
          "we met at mycasino.example, or so",
          "casino.example.org is another place",
          "A casino, for example, would be too loud.",
          "https://BÜCHER.example/ has all novels",
          "read xn--bcher-kva.example on the train",
          "read BÜCHER.example tonight",
          "listen to hörbücher.example tonight",
          "Books & bread are all we need.");

  private final TestParley parley = TestParley.shared();
  private final TestSite site =
      parley.site(new JsonObject().put("moderation", "first").put("spamQueue", 1));
  private final Desk ana = parley.moderator(site, "Ana");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "casino.example",
        "shop.casino.example",
        "bücher.example",
        "xn--bcher-kva.example",
        "casino.example.org"
      })
  void dryRun_ofADomain_countsWhatTheBanKeepsOut(String domain) {
    List<JsonObject> submissions = submissions();
    submissions.forEach(submission -> assertEquals(202, post(submission, "A").status()));

    JsonObject told = ban(domain, true).json();
    JsonObject banned = ban(domain, false).json();

    int refused =
        (int)
            submissions.stream()
                .filter(submission -> post(submission, "B").status() == 403)
                .count();
    assertEquals(expected(domain), refused);
    assertEquals(refused, told.getInteger("matches"));
    assertEquals(refused, told.getInteger("waiting"));
    assertEquals(refused, banned.getInteger("decided"));
  }

  private static int expected(String domain) {
    return switch (domain) {
      case "casino.example" -> 8 + 3;
      case "shop.casino.example" -> 2 + 1;
      case "bücher.example", "xn--bcher-kva.example" -> 3;
      case "casino.example.org" -> 1;
      default -> 0;
    };
  }

  /** Each text, and a few whose author's name, address or website is what is banned. */
  private List<JsonObject> submissions() {
    List<JsonObject> all = new ArrayList<>();
    for (String body : BODIES) {
      all.add(submission("Reader", "readers.example", null, body));
    }
    all.add(submission("casino.example", "readers.example", null, "Good morning to you all."));
    all.add(submission("Derek", "shop.casino.example", null, "Good evening to you all."));
    all.add(
        submission("Mona", "readers.example", "https://www.casino.example/", "Good night then."));
    all.add(
        submission("Lotte", "mycasino.example", "https://mycasino.example/", "Good day, friends."));
    return all;
  }

  private static JsonObject submission(String name, String host, String url, String body) {
    return new JsonObject()
        .put("article", new JsonObject().put("key", "quay"))
        .put("author", new JsonObject().put("name", name).put("email", host).put("url", url))
        .put("body", body);
  }

  /** Every text is a newcomer's, so that all of them wait. */
  private Answer post(JsonObject submission, String round) {
    JsonObject sent = submission.copy();
    JsonObject author = sent.getJsonObject("author");
    String mailbox = round + Integer.toHexString(sent.getString("body").hashCode());
    author.put("email", mailbox + "@" + author.getString("email"));
    return site.post(sent);
  }

  private Answer ban(String domain, boolean dryRun) {
    Answer answer =
        ana.send(
            "POST",
            site.path("/bans"),
            new JsonObject()
                .put("kind", "domain")
                .put("value", domain)
                .put("reason", "Advertising")
                .put("waiting", "reject")
                .put("dryRun", dryRun));
    assertEquals(dryRun ? 200 : 201, answer.status(), answer.text());
    return answer;
  }
}
