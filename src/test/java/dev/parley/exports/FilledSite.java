package dev.parley.exports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A site with something in each of its tables. */
final class FilledSite {
  static final String PIER = "pier";
  static final String QUAY = "https://ledger.example/quay";

  /** The key of QUAY before it moved. */
  static final String OLD_QUAY = "https://old.example/quay";

  private final TestParley parley = TestParley.shared();
  private final TestSite site;
  private final Desk ana;

  /** What the author of the first comment holds. */
  private JsonObject first = new JsonObject();

  private FilledSite(TestSite site) {
    this.site = site;
    this.ana = parley.moderator(site, "Ana of " + site.slug());
  }

  static FilledSite make() {
    FilledSite filled =
        new FilledSite(
            TestParley.shared()
                .site(new JsonObject().put("moderation", "none"), "https://ledger.example"));
    filled.talk();
    filled.decide();
    filled.administer();
    return filled;
  }

  TestSite site() {
    return site;
  }

  String slug() {
    return site.slug();
  }

  JsonObject first() {
    return first;
  }

  private JsonObject posted(Answer answer) {
    assertTrue(answer.status() == 201 || answer.status() == 202, answer::text);
    return answer.json();
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private void talk() {
    first = posted(site.post(PIER, "Ann", "The **pier** is closed, see https://tides.example/x"));
    JsonObject reply =
        posted(site.reply(PIER, id(first), "Bob", "Since Monday: 🚢 שלום ]]> & <b>"));
    JsonObject deep =
        posted(site.reply(PIER, id(reply), "Cleo", "`code` and\ntwo lines\n\n* a\n* b"));
    posted(site.reply(PIER, id(deep), "Ann", "Deeper still."));
    posted(
        site.post(
            site.submission(QUAY, "No Mail", "I give no address.")
                .put("author", new JsonObject().put("name", "No Mail"))));
    JsonObject gone = posted(site.post(QUAY, "Dora", "I take this back."));
    posted(site.reply(QUAY, id(gone), "Eve", "What did you say?"));
    parley.send(
        "DELETE",
        site.path("/comments/" + id(gone)),
        (byte[]) null,
        "Authorization",
        "Bearer " + gone.getString("editToken"));
    parley.send(
        "PATCH",
        site.path("/comments/" + id(reply)),
        new JsonObject().put("body", "Since Tuesday: 🚢 שלום ]]> & <b>"),
        "Authorization",
        "Bearer " + reply.getString("editToken"));
    parley.send(
        "PUT", site.path("/comments/" + id(first) + "/vote"), new JsonObject().put("value", 1));
    parley.send(
        "POST",
        site.path("/comments/" + id(deep) + "/reports"),
        new JsonObject().put("reason", "abuse").put("detail", "Look"));
  }

  private void decide() {
    for (String action : new String[] {"reject", "spam", "delete"}) {
      JsonObject receipt = posted(site.post(PIER, "Finn", "This will be gone: " + action));
      ana.decide(site, id(receipt), 1, action, action.equals("reject") ? "abuse" : null);
    }
    JsonObject answered = posted(site.post(QUAY, "Gus", "Rejected, though it was answered."));
    posted(site.reply(QUAY, id(answered), "Hugo", "An answer that stays."));
    JsonObject decided = ana.decide(site, id(answered), 1, "reject", "abuse");
    assertTrue(decided.getString("outcome").equals("applied"), decided::encode);
    ana.send(
        "POST", site.path("/cases/" + id(first) + "/notes"), new JsonObject().put("text", "Known"));
    ana.send("POST", site.path("/claims"), new JsonObject().put("case", id(answered)));
  }

  private void administer() {
    Desk administrator = parley.administrator();
    ana.send(
        "POST",
        site.path("/bans"),
        new JsonObject().put("kind", "domain").put("value", "bad.example").put("reason", "spam"));
    administrator.send(
        "PUT",
        site.path("/articles?article=" + QUAY),
        new JsonObject().put("title", "The quay & <more>").put("state", "closed").put("url", QUAY));
    administrator.send(
        "PUT",
        site.path("/policy"),
        new JsonObject()
            .put("moderation", "doubtful")
            .put("bannedWords", new JsonArray().add("zyx")));
    try (Copy shared = Copy.shared()) {
      int number = shared.site(slug()).id();
      shared.run(
          """
          insert into label (site_id, attribute, key, value, text, origin, created_at)
          values (%1$d, 'spam', 'k', true, 'Buy', 'them', now());
          insert into house_model (site_id, version, state, base_version, weights, card, created_at)
          values (%1$d, 1, 'champion', 'base', '\\x00ff10', '{"a": [1.0, 0.00001, 1e20]}', now());
          insert into ban_proposal (site_id, id, kind, value, reason, waiting, moderator_id)
          select site_id, gen_random_uuid(), 'ip', '203.0.113.0/24', 'Raid', 'spam', moderator_id
          from ban where site_id = %1$d limit 1;
          insert into old_scale (site_id, attribute, lang, olds, ours, texts, model_version)
          values (%1$d, 'toxicity', 'en', '{0.1, 0.30000000000000004}', '{1e-7, 0.5}', 9, 'm');
          insert into subscriber (site_id, id, email, language, pace, confirmed_at, created_at)
          select site_id, id, 'ann@example.org', 'de', 'daily', now(), now() from author
          where site_id = %1$d order by id limit 1;
          insert into subscription (site_id, comment_id, subscriber_id, article_id, state)
          select site_id, id, author_id, article_id, 'active' from comment
          where site_id = %1$d order by id limit 2;
          insert into audit (site_id, comment_id, published, language, risk, place, drawn_at,
            outcome)
          select site_id, id, true, 'en', 0.1, 0.7, now(), 2 from comment
          where site_id = %1$d order by id limit 1;
          insert into appeal (site_id, id, comment_id, text, created_at)
          select site_id, gen_random_uuid(), id, 'Why "not"?', now() from comment
          where site_id = %1$d order by id limit 1;
          insert into content_notice (site_id, id, comment_id, report_id, explanation, email,
            created_at)
          select site_id, gen_random_uuid(), id, gen_random_uuid(), 'It is illegal.',
            'cid@example.org', now()
          from comment where site_id = %1$d order by id limit 1;
          insert into purge (site_id, id, moderator_id, kind, value, within, action, created_at)
          select site_id, id, moderator_id, 'network', '192.0.2.0/24', 'day', 'spam', now()
          from decision where site_id = %1$d and moderator_id is not null order by id limit 1;
          insert into purge_decision (site_id, purge_id, decision_id)
          select site_id, id, id from purge where site_id = %1$d;
          insert into imported (site_id, source, key, comment_id)
          select site_id, 'isso', '7', id from comment where site_id = %1$d limit 1;
          """
              .formatted(number));
    }
    administrator.send(
        "PUT",
        site.path("/articles/aliases?article=" + OLD_QUAY),
        new JsonObject().put("key", QUAY));
  }
}
