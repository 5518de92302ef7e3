package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.imports.Imports;
import dev.parley.outbox.Outbox;
import dev.parley.review.QueueFigures;
import dev.parley.sitemodel.SiteModels;
import dev.parley.slow.OtherProcess;
import dev.parley.webhook.WebhookModule;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the metrics tell of the work of moderators and of the service. */
@OtherProcess
class ServiceMetricsTest {
  private static final Pattern LARGE =
      Pattern.compile("Seq Scan on (?:comment|decision|webhook_delivery|outbox)\\b");

  @AutoClose private final TestParley parley = TestParley.start(java.util.Map.of());

  private String metrics() {
    return parley.get("/metrics").text();
  }

  private void await(String line) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!metrics().contains(line)) {
      assertTrue(System.nanoTime() < deadline, () -> line + " is not in\n" + metrics());
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static List<String> documented() throws Exception {
    return Pattern.compile("`(parley_[a-z_]+)")
        .matcher(Files.readString(Path.of("src/site/markdown/operating.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void figures_tellWhatWaits_andAreAllDocumented() throws Exception {
    TestSite site = parley.site(new JsonObject().put("moderation", "all"));
    JsonObject held = site.post("pier", "Ann", "The pier is open.").json();
    JsonObject shown = parley.site().post("quay", "Bo", "The quay is wet.").json();
    assertFalse(shown.isEmpty());

    await("parley_queue_cases{queue=\"pending\",site=\"%s\"} 1.0".formatted(site.slug()));
    await("parley_verdicts_total{verdict=\"approve\"} ");
    await("parley_check_seconds_count{check=\"links\"} 2");
    await("parley_screening_seconds_count 2");
    await("parley_outbox_entries 0.0");
    await("parley_webhook_deliveries 0.0");
    await("parley_imports_running 0.0");
    JsonObject decided =
        parley
            .administrator()
            .decide(site, held.getJsonObject("comment").getString("id"), 1, "approve", null);
    assertEquals("applied", decided.getString("outcome"));
    await("parley_queue_cases{queue=\"pending\",site=\"%s\"} 0.0".formatted(site.slug()));

    parley.change(
        "insert into drift (site_id, id, what, language, measure, began_at)"
            + " select id, gen_random_uuid(), 'spam', 'de', 0.5, now() from site where slug = $1",
        site.slug());
    await(
        "parley_drift_measure{language=\"de\",site=\"%s\",what=\"spam\"} 0.5"
            .formatted(site.slug()));

    // Models and mail have none before there are any.
    List<String> told =
        Pattern.compile("(?m)^(parley_[a-z_]+)")
            .matcher(metrics())
            .results()
            .map(found -> found.group(1))
            .toList();
    for (String name : told) {
      assertTrue(
          documented().stream().anyMatch(name::startsWith), name + " is not in operating.md");
    }
    for (String name : documented()) {
      assertTrue(
          name.startsWith("parley_model")
              || name.startsWith("parley_mail")
              || told.stream().anyMatch(one -> one.startsWith(name)),
          name + " is documented, but not told");
    }
  }

  @Test
  void figures_onFilledTables_readNoLargeTableWhole() throws Exception {
    parley.site().post("pier", "Ann", "The pier is open.");
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      for (String filling :
          List.of(
              """
              insert into comment select (jsonb_populate_record(comment, jsonb_build_object(
                'id', gen_random_uuid(), 'root_id', gen_random_uuid()))).*
              from comment, generate_series(1, 20000)
              """,
              """
              insert into webhook (site_id, id, url, events, secret, created_at)
              values (1, gen_random_uuid(), 'https://x.example', '{}', '', now())
              """,
              """
              insert into webhook_delivery (webhook_id, id, site_id, act_id, type, place,
                happened_at, status, due_at, created_at)
              select webhook.id, gen_random_uuid(), 1, gen_random_uuid(), 'x', 0, now(), 1, now(),
                now() from webhook, generate_series(1, 20000)
              """,
              "analyze comment",
              "analyze webhook_delivery")) {
        database.pool().query(filling).execute().await(60, TimeUnit.SECONDS);
      }
      for (String select :
          List.of(
              QueueFigures.SELECT,
              WebhookModule.FIGURES,
              Outbox.FIGURES,
              Imports.FIGURES,
              SiteModels.FIGURES)) {
        StringBuilder plan = new StringBuilder();
        database
            .pool()
            .query("explain " + select)
            .execute()
            .await(60, TimeUnit.SECONDS)
            .forEach(row -> plan.append(row.getString(0)).append('\n'));
        // The outbox is nearly empty here, as it is in service.
        assertEquals(
            List.of(),
            LARGE.matcher(plan.toString().replaceAll("Seq Scan on outbox", "")).results().toList(),
            plan::toString);
      }
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }
}
