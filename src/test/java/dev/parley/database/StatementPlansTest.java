package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.benchmark.Filling;
import dev.parley.rights.Pruning;
import dev.parley.site.Sites;
import dev.parley.slow.LongRunning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has PostgreSQL explain every statement of a walk through the service (auto_explain), on filled
 * tables and with generic plans, which is what prepared statements come to.
 */
@LongRunning
class StatementPlansTest {
  private static final int WAITING = 57_000;
  private static final int SHOWN = 3_000;
  private static final Pattern WHOLE_TABLE =
      Pattern.compile(
          "Seq Scan on (?:comment|screening|decision|author|link|article|article_alias|outbox|webhook_delivery)\\b");

  /** Figures count no further than this, however large the table is. */
  private static final Pattern COUNTED_SO_FAR =
      Pattern.compile("Query Text:[^\\v]*(?:\\v[^\\v]*){0,12}limit 10001\\) (?:counted|waiting)");

  /** The log read through for one comment, which its index would find. */
  private static final Pattern WHOLE_LOG =
      Pattern.compile(
          "Index Scan[^\\n]* using decision_(?:by_moderator|of_people|pkey) on decision[^\\n]*\\n"
              + "\\s*Index Cond: \\(site_id = \\$1\\)\\n\\s*Filter: \\(comment_id = ");

  /** All that a site shows read through for one article; not a conversation or comments by id. */
  private static final Pattern WHOLE_SITE =
      Pattern.compile(
          "on comment[^\\n]*\\n\\s*(?:Index|Recheck) Cond: [( ]*site_id = \\$1"
              + "(?![^\\n]*(?:root_id = |id = ANY))[^\\n]*\\n"
              + "\\s*Filter: [( ]*article_id = ");

  /** One comment that waits and one that is shown, as {@link Filling} names them. */
  private static final String WAITS = "01900000-0002-7711-8000-000000002711";

  private static final String SHOWS = "01900000-0000-7014-8000-000000000014";

  private static final String WEBHOOK = "01900000-0000-7000-8000-00000000aaaa";

  private final Vertx vertx = Vertx.vertx();

  @Test
  void statements_onFilledTables_readNoLargeTableWhole(@TempDir Path directory) throws Exception {
    try (TestParley filled = TestParley.start(settings("database.dataDir", directory))) {
      // Of nothing is there any that old, but it is looked for.
      JsonObject kept =
          new JsonObject().put("emailDays", 3_650).put("rejectedDays", 3_650).put("logDays", 3_650);
      TestSite site = filled.site(new JsonObject().put("retention", kept), "https://quay.example");
      String url = filled.service().databaseUrl();
      fill(url, site.slug());
      Path log = directory.resolve("postgres.log");
      long before = Files.size(log);
      try (TestParley explained = TestParley.start(settings("database.url", url))) {
        walk(explained, site.slug());
        expire(url);
        explained.service().siteModels().orElseThrow().relearn(1).await(1, TimeUnit.MINUTES);
      }
      String plans = Files.readString(log).substring((int) before);
      assertTrue(plans.contains("Index Scan"), "nothing was explained");
      assertTrue(plans.contains("first_at"), "nobody learnt");
      assertEquals(List.of(), places(WHOLE_TABLE, plans));
      // Nobody has decided anything when the tables are analysed, as on the first day.
      assertEquals(List.of(), places(WHOLE_LOG, plans));
      assertEquals(List.of(), places(WHOLE_SITE, plans));
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** The comments are from 2024. */
  private void expire(String url) throws Exception {
    Database database = Database.open(vertx, url, 1);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new Pruning(database, new Sites(database), Clock.systemUTC(), registry)
        .run()
        .await(2, TimeUnit.MINUTES);
    database.close().await(10, TimeUnit.SECONDS);
    assertTrue(registry.get("parley.pruned.last").gauge().value() > 0);
  }

  private static java.util.Map<String, String> settings(String name, Object value) {
    return java.util.Map.of(name, value.toString(), "http.trustedProxies", "127.0.0.0/8");
  }

  /** Sessions that begin later explain what they run. */
  private void fill(String url, String site) throws Exception {
    PgConnection connection =
        PgConnection.connect(vertx, PgConnectOptions.fromUri(url)).await(10, TimeUnit.SECONDS);
    Filling.of(connection, site, WAITING, SHOWN).await(5, TimeUnit.MINUTES);
    // Acts that nobody could be told of for a day.
    connection
        .query(
            "insert into outbox (site_id, id, acts, due_at) select 1, gen_random_uuid(), '{}',"
                + " now() + make_interval(secs => n) from generate_series(1, 20000) n;"
                + " analyze outbox")
        .execute()
        .await(10, TimeUnit.SECONDS);
    // Articles of other sites that were moved long ago.
    connection
        .query(
            "insert into article_alias (site_id, id, key, article_id, used_at)"
                + " select 100 + n % 20, gen_random_uuid(), 'old-' || n, gen_random_uuid(),"
                + " now() - interval '9 days' from generate_series(1, 20000) n;"
                + " analyze article_alias")
        .execute()
        .await(10, TimeUnit.SECONDS);
    // A webhook that was told much, and whose receiver was away for the second half of it.
    connection
        .query(
            "insert into webhook (site_id, id, url, events, secret, created_at) select id, '"
                + WEBHOOK
                + "', 'https://127.0.0.1/', '{}', 'whsec_AAAA', now() - interval '9 days'"
                + " from site where slug = '"
                + site
                + "';"
                + " insert into webhook_delivery (webhook_id, id, site_id, act_id, type, place,"
                + " comment_id, happened_at, status, due_at, created_at)"
                + " select '"
                + WEBHOOK
                + "', ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,"
                + " (select site_id from webhook), gen_random_uuid(),"
                + " 'comment.created', 0,"
                + " gen_random_uuid(), now(), n / 10001, now() + make_interval(secs => n - 20),"
                + " now() - make_interval(mins => n)"
                + " from generate_series(1, 20000) n; analyze webhook_delivery")
        .execute()
        .await(10, TimeUnit.SECONDS);
    for (String setting :
        List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            "plan_cache_mode = force_generic_plan")) {
      connection
          .query("alter database postgres set " + setting)
          .execute()
          .await(10, TimeUnit.SECONDS);
    }
    connection.close().await(10, TimeUnit.SECONDS);
  }

  /** The statements with a place in their plan: what it is, and how they begin. */
  private static List<String> places(Pattern place, String log) {
    return Arrays.stream(log.split("duration: "))
        .filter(plan -> !COUNTED_SO_FAR.matcher(plan).find())
        .flatMap(plan -> place.matcher(plan).results().map(read -> brief(read, plan)))
        .distinct()
        .toList();
  }

  private static String brief(MatchResult read, String plan) {
    String text = plan.substring(plan.indexOf("Query Text:")).replaceAll("\\s+", " ");
    return read.group() + ": " + text.substring(0, Math.min(120, text.length()));
  }

  /** Every reading route with its parameters, then those that write. */
  private static void walk(TestParley parley, String site) throws IOException {
    Desk desk = parley.administrator();
    String root = "/api/v1/sites/" + site;
    String article = "article=article-1";
    String author = author(desk, root);
    Stream.of(
            "/comments?" + article,
            "/comments?" + article + "&sort=oldest",
            "/comments?" + article + "&sort=top",
            "/comments?" + article + "&parent=" + SHOWS,
            "/comments/" + SHOWS,
            "/counts?" + article,
            "/feed.atom",
            "/feed.atom?" + article,
            "/feed.json",
            "/feed.json?" + article,
            "/votes?" + article,
            "/queues",
            "/cases/" + WAITS,
            "/cases/" + WAITS + "/conversation",
            "/decisions",
            "/decisions?action=approve",
            "/decisions?q=needle",
            "/authors/" + author,
            "/bans",
            "/models",
            "/webhooks",
            "/webhooks/" + WEBHOOK + "/deliveries",
            "/articles",
            "/articles?q=needle",
            "/policy/versions",
            "/stats?from=2024-01-01&to=2024-12-31",
            "/stats",
            "/transparency?from=2024-01-01&to=2024-12-31",
            "/transparency",
            "/policy")
        .forEach(path -> answered(desk, "GET", root + path, null));
    for (String queue : List.of("pending", "reported", "appeals", "spam", "rejected", "approved")) {
      for (String sort : List.of("worst", "oldest", "newest")) {
        for (String filter :
            List.of(
                "",
                "&reason=LINKS",
                "&q=needle",
                "&q=ana@quay.example",
                "&" + article,
                "&author=" + author,
                "&author=Reader",
                "&scoreFrom=0.9&scoreTo=0.95",
                "&from=2026-01-01&to=2026-01-02")) {
          answered(desk, "GET", root + "/cases?queue=" + queue + "&sort=" + sort + filter, null);
        }
      }
    }
    JsonObject listed = answered(desk, "GET", root + "/articles?limit=1", null);
    answered(desk, "GET", root + "/articles?limit=1&cursor=" + listed.getString("next"), null);
    answered(desk, "POST", root + "/policy/preview", new JsonObject().put("toxicityHold", 0.4));
    for (String to : List.of("parley", "wordpress", "disqus", "remark42")) {
      TestParley.Answer export = desk.get(root + "/export?to=" + to);
      assertTrue(export.status() == 200, export::text);
    }
    answered(desk, "GET", "/sites/" + site + "/thread?" + article, null);
    answered(desk, "GET", "/sites/" + site + "/include?" + article, null);
    answered(desk, "GET", "/sites/" + site + "/sitemap.xml", null);
    JsonObject comment =
        new JsonObject()
            .put("article", new JsonObject().put("key", "article-1"))
            .put("author", new JsonObject().put("name", "Ana").put("email", "ana@quay.example"))
            .put("body", "See https://domain1.example/x for what else the paper said last week.");
    JsonObject receipt = answered(desk, "POST", root + "/comments", comment);
    String id = receipt.getJsonObject("comment").getString("id");
    JsonObject proof =
        new JsonObject().put("comment", id).put("editToken", receipt.getString("editToken"));
    answered(
        desk, "POST", root + "/comments", comment.copy().put("proofs", new JsonArray().add(proof)));
    // The same address from another network is a claim.
    TestParley.Answer claimed =
        parley.send("POST", root + "/comments", comment, "X-Forwarded-For", "192.0.2.7");
    assertTrue(claimed.status() < 300, claimed::text);
    answered(desk, "PUT", root + "/comments/" + SHOWS + "/vote", new JsonObject().put("value", 1));
    answered(
        desk,
        "POST",
        root + "/comments/" + SHOWS + "/reports",
        new JsonObject().put("reason", "spam"));
    answered(desk, "POST", root + "/claims", new JsonObject().put("case", WAITS));
    answered(desk, "POST", root + "/cases/" + WAITS + "/notes", new JsonObject().put("text", "Hm"));
    for (String kind : Set.of("author", "email", "domain", "ip")) {
      String value =
          kind.equals("author")
              ? author
              : kind.equals("email")
                  ? "x@x.example"
                  : kind.equals("domain") ? "banned.example" : "192.0.2.0/24";
      answered(
          desk,
          "POST",
          root + "/bans",
          new JsonObject().put("kind", kind).put("value", value).put("reason", "spam"));
    }
    JsonObject seen = new JsonObject().put("id", WAITS).put("version", 1);
    JsonObject decision =
        new JsonObject().put("cases", new JsonArray().add(seen)).put("action", "approve");
    answered(desk, "POST", root + "/decisions", decision);
    awaitTold(desk, root + "/webhooks/" + WEBHOOK, id);
    decide(desk, root, id, "reject");
    TestParley.Answer filed =
        parley.send(
            "POST",
            root + "/comments/" + id + "/appeal",
            new JsonObject().put("text", "Why?"),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertTrue(filed.status() == 202, filed::text);
    JsonObject notice =
        new JsonObject()
            .put("comment", SHOWS)
            .put("explanation", "It is illegal.")
            .put("email", "x@x.example")
            .put("goodFaith", true);
    answered(desk, "POST", root + "/notices", notice);
    decide(desk, root, SHOWS, "approve");
    String answer = decide(desk, root, id, "approve");
    answered(desk, "POST", root + "/decisions/" + answer + "/undo", new JsonObject());
    purge(desk, root, author);
    remap(desk, root);
    assertTrue(!id.isEmpty());
    for (JsonObject person :
        List.of(
            new JsonObject().put("email", "ana@quay.example"),
            new JsonObject().put("email", "reader5@readers.example"))) {
      answered(desk, "POST", root + "/erasures", person.put("keepText", true));
      answered(desk, "POST", root + "/erasures", person.copy().put("keepText", false));
    }
  }

  /** Decides about a case as it stands; the decision's id. */
  private static String decide(Desk desk, String root, String id, String action) {
    int version = answered(desk, "GET", root + "/cases/" + id, null).getInteger("version");
    JsonObject seen = new JsonObject().put("id", id).put("version", version);
    JsonObject decision =
        new JsonObject().put("cases", new JsonArray().add(seen)).put("action", action);
    return answered(desk, "POST", root + "/decisions", decision)
        .getJsonArray("decisions")
        .getJsonObject(0)
        .getString("id");
  }

  private static void purge(Desk desk, String root, String author) {
    JsonObject purge = new JsonObject().put("within", "all").put("action", "spam");
    for (JsonObject by :
        List.of(
            new JsonObject().put("network", "203.0.113.99"),
            new JsonObject().put("domain", "purged.example"),
            new JsonObject().put("like", "Nothing of what anybody has ever written here."),
            new JsonObject().put("author", author))) {
      answered(desk, "POST", root + "/purges", purge.copy().put("by", by).put("dryRun", true));
    }
    JsonObject none = purge.copy().put("by", new JsonObject().put("network", "203.0.113.99"));
    String id = answered(desk, "POST", root + "/purges", none).getString("id");
    answered(desk, "POST", root + "/purges/" + id + "/undo", new JsonObject());
    answered(desk, "GET", root + "/purges", null);
  }

  /** Articles of many comments get other keys, and are closed by their age. */
  private static void remap(Desk desk, String root) {
    JsonObject policy =
        answered(desk, "GET", root + "/policy", null)
            .put("articleKey", "canonical")
            .put("closeAfterDays", 9_999);
    answered(desk, "PUT", root + "/policy", policy);
    String key = moved(desk, root);
    answered(
        desk,
        "PUT",
        root + "/articles/aliases?article=" + key,
        new JsonObject().put("key", "https://quay.example/moved"));
    answered(
        desk,
        "POST",
        root + "/articles/remap",
        new JsonObject().put("map", "https://quay.example/moved moved-again"));
    JsonObject article =
        answered(desk, "GET", root + "/comments?article=" + key, null).getJsonObject("article");
    assertEquals("moved-again", article.getString("key"));
    while (!article.containsKey("closedAt")) {
      article =
          answered(desk, "GET", root + "/comments?article=" + key, null).getJsonObject("article");
    }
  }

  private static String moved(Desk desk, String root) {
    return answered(desk, "GET", root + "/cases/" + SHOWS, null)
        .getJsonObject("comment")
        .getJsonObject("article")
        .getString("key");
  }

  /** Waits until the new comment stands in the queue, and has another message sent. */
  private static void awaitTold(Desk desk, String webhook, String comment) {
    String told = "";
    while (!told.contains(comment)) {
      told = answered(desk, "GET", webhook + "/deliveries?limit=100", null).encode();
    }
    String test = answered(desk, "POST", webhook + "/test", new JsonObject()).getString("id");
    String state = "";
    while (!state.contains("not public")) {
      state =
          answered(desk, "GET", webhook + "/deliveries?limit=100", null)
              .getJsonArray("deliveries")
              .stream()
              .map(JsonObject.class::cast)
              .filter(one -> one.getString("id").equals(test))
              .findFirst()
              .map(JsonObject::encode)
              .orElse("");
    }
    answered(desk, "POST", webhook + "/deliveries/" + test + "/replay", new JsonObject());
  }

  private static String author(Desk desk, String root) {
    return answered(desk, "GET", root + "/cases/" + WAITS, null)
        .getJsonObject("author")
        .getString("id");
  }

  private static JsonObject answered(Desk desk, String method, String path, JsonObject body) {
    TestParley.Answer answer = body == null ? desk.get(path) : desk.send(method, path, body);
    assertTrue(answer.status() < 300, () -> method + " " + path + ": " + answer);
    return answer.text().startsWith("{") ? answer.json() : new JsonObject();
  }
}
