package dev.parley.exports;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Downloads;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The route by which administrators take a site out. */
public final class ExportRoutes {
  private static final int PART = 1 << 16;

  private final Access access;
  private final Downloads downloads;
  private final Database database;
  private final Clock clock;

  public ExportRoutes(Access access, Downloads downloads, Database database, Clock clock) {
    this.access = access;
    this.downloads = downloads;
    this.database = database;
    this.clock = clock;
  }

  /**
   * An export that is asked for.
   *
   * @param packed whether to pack it with gzip
   */
  private record Asked(OnSite on, ExportFormat format, boolean packed) {}

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/export").handler(Answers.handled(this::export));
  }

  private Future<Void> export(RoutingContext context) {
    return access.administratorOnSite(context).compose(on -> export(context, on));
  }

  private Future<Void> export(RoutingContext context, OnSite on) {
    ExportFormat format =
        ExportFormat.ofCode(String.valueOf(context.request().getParam("to")))
            .orElseThrow(() -> Refusal.invalid("to", "Use one of " + ExportFormat.codes()));
    Asked asked = new Asked(on, format, !format.isPacked() && takesGzip(context));
    HttpServerResponse response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      return head(response, asked).end();
    }
    return downloads.begin(
        context.vertx().getOrCreateContext(),
        () -> note(asked),
        () -> head(response, asked).setChunked(true),
        out ->
            new ExportRun(asked.on().site(), asked.format())
                .write(database, asked.packed() ? new GZIPOutputStream(out, PART) : out));
  }

  /** What was taken out stands in the log before anything leaves. */
  private Future<Void> note(Asked asked) {
    return Ledger.write(
        database.pool(),
        Administered.of(
            asked.on().site().id(), asked.on().moderator(), Kind.EXPORT, asked.format().code()));
  }

  private static boolean takesGzip(RoutingContext context) {
    return context.parsedHeaders().acceptEncoding().stream()
        .anyMatch(one -> one.value().equalsIgnoreCase("gzip") && one.weight() > 0);
  }

  private HttpServerResponse head(HttpServerResponse response, Asked asked) {
    ExportFormat format = asked.format();
    String name =
        String.format(
            Locale.ROOT,
            "%s-%s-%s%s",
            asked.on().site().slug(),
            format.code(),
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            format.ending());
    if (asked.packed()) {
      response.putHeader("Content-Encoding", "gzip");
    }
    return response
        .putHeader("Content-Type", format.mediaType())
        .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", "private, no-store");
  }
}
