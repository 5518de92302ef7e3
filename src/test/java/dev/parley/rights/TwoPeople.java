package dev.parley.rights;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.comment.Author;
import dev.parley.comment.EditToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A site with everything a service may know of two people: Ottilie, and Bruno beside her. */
final class TwoPeople {
  private final String tag;
  private final String address;

  private final TestParley parley;
  private final Dump dump;
  private final TestSite site;
  private final int number;
  private final Desk moderator;
  private final List<JsonObject> hers = new ArrayList<>();
  private final List<JsonObject> his = new ArrayList<>();

  TwoPeople(TestParley parley, Dump dump) {
    this.parley = parley;
    this.dump = dump;
    this.site =
        parley.site(
            new JsonObject()
                .put("moderation", "none")
                .put("retention", new JsonObject().put("wholeAddress", true)));
    this.number =
        Integer.parseInt(
            dump.values("select id as value from site where slug = $1", site.slug()).get(0));
    // Different in each test: what is looked for is looked for in the whole database.
    this.tag =
        "ottilie" + "abcdefghij".charAt(number / 10 % 10) + "abcdefghij".charAt(number % 10) + "x";
    this.address = "198.18." + number % 256 + ".177";
    this.moderator = parley.moderator(site, "Mia of " + site.slug());
    talk();
    decide();
    tellOthers();
  }

  String name() {
    return Character.toUpperCase(tag.charAt(0)) + tag.substring(1) + " Quandt";
  }

  String email() {
    return tag + "@erased.example";
  }

  private String website() {
    return "https://" + tag + "-lamps.example/";
  }

  String address() {
    return address;
  }

  /** In each of her texts. */
  String word() {
    return "zanzibar" + tag.substring(7);
  }

  TestSite site() {
    return site;
  }

  int number() {
    return number;
  }

  /** Her receipts, the latest last. */
  List<JsonObject> hers() {
    return hers;
  }

  List<JsonObject> his() {
    return his;
  }

  Desk moderator() {
    return moderator;
  }

  static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  String author() {
    return Author.idOf(number, email()).toString();
  }

  /** What must be nowhere. */
  List<String> traces() {
    List<String> all =
        new ArrayList<>(List.of(name(), email(), tag + "-lamps", address, word(), tag, author()));
    hers.forEach(
        receipt ->
            all.add(
                HexFormat.of().formatHex(new EditToken(receipt.getString("editToken")).hash())));
    return all;
  }

  /** Where each trace is, of those that are anywhere. */
  Map<String, Object> found() {
    Map<String, Object> found = new TreeMap<>();
    traces()
        .forEach(
            trace -> {
              Map<String, List<String>> places = dump.search(trace);
              if (!places.isEmpty()) {
                found.put(trace, places);
              }
            });
    return found;
  }

  private JsonObject send(JsonObject submission, String... headers) {
    List<String> all = new ArrayList<>(List.of("X-Forwarded-For", address));
    all.addAll(List.of(headers));
    Answer answer = site.post(submission, all.toArray(String[]::new));
    assertTrue(answer.status() == 201 || answer.status() == 202, answer::text);
    return answer.json();
  }

  JsonObject hers(String article, String body, String... headers) {
    JsonObject submission = site.submission(article, name(), body);
    submission.getJsonObject("author").put("email", email()).put("url", website());
    JsonObject receipt = send(submission, headers);
    hers.add(receipt);
    return receipt;
  }

  private JsonObject his(String article, String parent, String body) {
    JsonObject receipt = site.reply(article, parent, "Bruno Keller", body).json();
    his.add(receipt);
    return receipt;
  }

  private void talk() {
    JsonObject first =
        hers(
            "pier",
            "The " + word() + " lamps, see https://" + tag + "-lamps.example/x",
            "Idempotency-Key",
            "k1");
    his("pier", id(first), "I saw them too.");
    JsonObject edited = hers("pier", word() + " again.");
    parley.send(
        "PATCH",
        site.path("/comments/" + id(edited)),
        new JsonObject().put("body", "More " + word() + ", write to " + email()),
        "Authorization",
        "Bearer " + edited.getString("editToken"));
    his("quay", null, "The quay is quiet.");
    hers("quay", word() + ", rejected");
    hers("quay", word() + ", spam");
    hers("quay", word() + ", deleted by a moderator");
    JsonObject back = hers("quay", word() + ", taken back");
    parley.send(
        "DELETE",
        site.path("/comments/" + id(back)),
        (byte[]) null,
        "Authorization",
        "Bearer " + back.getString("editToken"));
    String to = site.path("/comments/" + id(first));
    parley.send("PUT", to + "/vote", new JsonObject().put("value", 1));
    parley.send(
        "POST",
        to + "/reports",
        new JsonObject().put("reason", "abuse").put("detail", name() + " sells " + word()));
    parley.send(
        "POST",
        site.path("/comments/" + id(his.get(1)) + "/reports"),
        new JsonObject()
            .put("reason", "abuse")
            .put("detail", "Ask " + email() + ", says " + name()));
    claim();
  }

  /** Somebody else types her address in another network. */
  private void claim() {
    moderator.decide(site, id(hers.get(0)), 1, "approve", null);
    JsonObject claim = site.submission("pier", "Somebody", "I am she.");
    claim.getJsonObject("author").put("email", email());
    Answer answer = site.post(claim, "X-Forwarded-For", "203.0.113.9");
    assertTrue(answer.status() < 300, answer::text);
  }

  private void decide() {
    moderator.decide(site, id(hers.get(2)), 1, "reject", "abuse");
    moderator.decide(site, id(hers.get(3)), 1, "spam", null);
    moderator.decide(site, id(hers.get(4)), 1, "delete", null);
    appeal(hers.get(2), "My " + word() + " harm nobody, signed " + name());
    notice(his.get(0), "He copies " + word(), name(), email());
    notice(hers.get(0), name() + " sells " + word() + " at " + email(), "Somebody", null);
    note(hers.get(0), name() + ", the lamp seller");
    note(his.get(0), "Answers " + name() + " <" + email() + ">");
    ban("email", email(), name() + " sells");
    ban("author", author(), "lamps of " + email());
    ban("ip", address, "her network");
    moderator.send(
        "POST", site.path("/email-views"), new JsonObject().put("case", id(hers.get(0))));
  }

  private void notice(JsonObject receipt, String explanation, String from, String address) {
    Answer answer =
        parley.send(
            "POST",
            site.path("/notices"),
            new JsonObject()
                .put("comment", id(receipt))
                .put("explanation", explanation)
                .put("name", from)
                .put("email", address)
                .put("goodFaith", true));
    assertTrue(answer.status() == 202, answer::text);
  }

  private void appeal(JsonObject receipt, String text) {
    Answer answer =
        parley.send(
            "POST",
            site.path("/comments/" + id(receipt) + "/appeal"),
            new JsonObject().put("text", text),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertTrue(answer.status() == 202, answer::text);
  }

  private void note(JsonObject receipt, String text) {
    moderator.send(
        "POST", site.path("/cases/" + id(receipt) + "/notes"), new JsonObject().put("text", text));
  }

  private void ban(String kind, String value, String reason) {
    Answer answer =
        moderator.send(
            "POST",
            site.path("/bans"),
            new JsonObject().put("kind", kind).put("value", value).put("reason", reason));
    assertTrue(answer.status() < 300, answer::text);
  }

  /** What only other programs and archives bring. */
  private void tellOthers() {
    String comment = id(hers.get(0));
    dump.run(
        """
        insert into label (site_id, attribute, key, value, text, origin, author_id, author_name,
          author_url, created_at)
        values ($1, 'spam', 'k', true, $5, 'them', $2::text::uuid, $3, $4, now())
        """,
        number,
        author(),
        name(),
        website(),
        word());
    dump.run(
        "insert into imported (site_id, source, key, comment_id) values ($1, 'isso', $2, $3::text::uuid)",
        number,
        email() + "#7",
        comment);
    dump.run(
        """
        insert into import (site_id, id, state, report) values ($1, gen_random_uuid(), 'done', $2)
        """,
        number,
        new JsonObject().put("skipped", new JsonArray().add("by " + email())));
    dump.run(
        """
        with hook as (
          insert into webhook (site_id, id, url, events, secret, off_since, created_at)
          values ($1, gen_random_uuid(), 'https://hook.example/', '{}', 'whsec_AAAA', now(), now())
          returning id)
        insert into webhook_delivery (webhook_id, id, site_id, act_id, type, place, comment_id,
          happened_at, status, due_at, answer, created_at)
        select hook.id, gen_random_uuid(), $1, gen_random_uuid(), type, 0, comment, now(), 1, now(),
          $3, now()
        from hook, (values ('comment.created', $2::text::uuid), ('ban', null)) told(type, comment)
        """,
        number,
        comment,
        "I know " + name());
    for (String statement :
        new String[] {
          """
          insert into subscriber (site_id, id, email, language, created_at)
          values ($1, $2::text::uuid, $4, 'en', now())
          """,
          """
          insert into subscription (site_id, comment_id, subscriber_id, article_id, state)
          select $1, id, $2::text::uuid, article_id, 'active' from comment
          where site_id = $1 and id = $3::text::uuid and $4::text <> ''
          """,
          """
          insert into mail (site_id, id, kind, recipient, key, due_at, expires_at)
          select $1, $3::text::uuid, 'replies', $2::text::uuid, 'reply', now() + interval '1 day',
            now() + interval '2 days' where $4::text <> ''
          """,
          """
          insert into notice (site_id, subscriber_id, comment_id, mail_id)
          select $1, $2::text::uuid, $3::text::uuid, $3::text::uuid where $4::text <> ''
          """
        }) {
      dump.run(statement, number, author(), comment, email());
    }
    dump.run(
        "insert into house_round (site_id, decisions, leased_until) values ($1, 7, now())"
            + " on conflict (site_id) do update set decisions = 7",
        number);
    dump.run("analyze");
  }
}
