package dev.parley.imports;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.loop.Regularly;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The imports of all sites. This node runs one after the other, so that readers notice little; how
 * far each is stands in the database, for whichever node is asked. Safe for several threads.
 */
public final class Imports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Imports.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A running import that has said nothing for so long runs no more: its node has ended. */
  private static final int SILENT_SECONDS = 60;

  private static final int LISTED = 20;

  /** For the metrics: imports that run, and the records they have read. */
  public static final String FIGURES =
      """
      select count(*)::float8 as running,
        coalesce(sum((report->>'read')::bigint), 0)::float8 as records
      from import where state = 'running' and seen_at > now() - interval '1 minute'
      """;

  private final Vertx vertx;
  private final Database database;
  private final Sites sites;
  private final Announcer announcer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread one = new Thread(work, "imports");
            one.setDaemon(true);
            return one;
          });
  private final Map<UUID, Begun> running = new ConcurrentHashMap<>();
  private final Runnable endTelling;

  private record Begun(OnSite on, ImportRequest request, ImportRun run) {
    JsonObject json() {
      return run.json().put("dryRun", request.dryRun());
    }
  }

  /** Where an import is. */
  private enum State {
    RUNNING,
    DONE,
    FAILED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Imports(Vertx vertx, Database database, Sites sites, Announcer announcer) {
    this.vertx = vertx;
    this.database = database;
    this.sites = sites;
    this.announcer = announcer;
    UploadFolders.deleteAbandoned(vertx)
        .onFailure(failure -> log.warn("What earlier uploads have left stays", failure));
    this.endTelling =
        Regularly.every(vertx, EVERY, "How far imports are is told later", this::tellAll);
  }

  /** Begins an import. Its files are given up with {@code request.close()} when it has ended. */
  Future<UUID> begin(OnSite on, ImportRequest request) {
    return vertx
        .executeBlocking(() -> request.run(sites, on.site()), false)
        .compose(run -> begin(on, request, run));
  }

  private Future<UUID> begin(OnSite on, ImportRequest request, ImportRun run) {
    UUID id = Ids.next();
    return database
        .pool()
        .preparedQuery(
            "insert into import (site_id, id, moderator_id, state, report) values ($1, $2, $3, $4, $5)")
        .execute(
            Tuple.of(
                on.site().id(),
                id,
                on.moderator().id(),
                State.RUNNING.code(),
                new Begun(on, request, run).json()))
        .map(
            begun -> {
              running.put(id, new Begun(on, request, run));
              thread.execute(() -> run(id));
              return id;
            });
  }

  private void run(UUID id) {
    Begun begun = running.get(id);
    if (begun == null) {
      return;
    }
    try (ImportRequest request = begun.request()) {
      if (request.dryRun()) {
        begun.run().rehearse(database);
      } else {
        begun.run().store(database, threads -> announcer.announce(new Changes(threads, List.of())));
        log(begun).await(1, TimeUnit.MINUTES);
      }
      end(id, begun, State.DONE, begun.json());
    } catch (Exception | StackOverflowError failed) {
      log.warn("An import failed", failed);
      end(id, begun, State.FAILED, begun.json().put("error", words(failed)));
    }
  }

  private static String words(Throwable failed) {
    return failed instanceof IOException
            || failed instanceof WaitedTooLong
            || Database.isUnavailable(failed)
        ? String.valueOf(failed.getMessage())
        : "It failed unexpectedly; the log of the service says why";
  }

  private Future<Void> log(Begun begun) {
    return Ledger.write(
        database.pool(),
        Administered.of(
            begun.on().site().id(), begun.on().moderator(), Kind.IMPORT, begun.run().summary()));
  }

  private void end(UUID id, Begun begun, State state, JsonObject report) {
    running.remove(id);
    write(id, begun.on().site().id(), state, report)
        .onFailure(failure -> log.warn("The end of an import could not be stored", failure));
  }

  private Future<Void> tellAll() {
    return Future.join(
            running.entrySet().stream()
                .map(
                    one ->
                        write(
                            one.getKey(),
                            one.getValue().on().site().id(),
                            State.RUNNING,
                            one.getValue().json()))
                .toList())
        .mapEmpty();
  }

  /** What has ended stays ended. */
  private Future<Void> write(UUID id, int site, State state, JsonObject report) {
    return database
        .pool()
        .preparedQuery(
            """
            update import set state = $3, report = $4, seen_at = now()
            where site_id = $1 and id = $2 and state = 'running'
            """)
        .execute(Tuple.of(site, id, state.code(), report))
        .mapEmpty();
  }

  /** How far an import of a site is, or what it came to. */
  Future<JsonObject> of(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, state, report, created_at,
              state = 'running' and seen_at < now() - make_interval(secs => $3) as silent
            from import where site_id = $1 and id = $2
            """)
        .execute(Tuple.of(site, id, (double) SILENT_SECONDS))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such import")))
        .map(Imports::json);
  }

  /** The last imports of a site, the latest first. */
  Future<List<JsonObject>> latest(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, state, report, created_at,
              state = 'running' and seen_at < now() - make_interval(secs => $2) as silent
            from import where site_id = $1 order by id desc limit $3
            """)
        .execute(Tuple.of(site, (double) SILENT_SECONDS, LISTED))
        .map(rows -> rows.stream().map(Imports::json).toList());
  }

  private static JsonObject json(Row row) {
    JsonObject json =
        new JsonObject()
            .put("id", row.getUUID("id").toString())
            .put("createdAt", row.getOffsetDateTime("created_at").toInstant().toString());
    boolean silent = row.getBoolean("silent");
    json.put("state", silent ? State.FAILED.code() : row.getString("state"));
    json.mergeIn((JsonObject) row.getValue("report"));
    if (silent) {
      json.put("error", "The service ended meanwhile. Import the archive once more.");
    }
    return json;
  }

  /** Ends what runs; what is stored stays. */
  @Override
  public void close() {
    endTelling.run();
    thread.shutdownNow();
  }
}
