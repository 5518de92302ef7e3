package dev.parley.imports;

import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Bodies;
import dev.parley.http.Parameters;
import dev.parley.loop.Loop;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes by which administrators import archives. */
public final class ImportRoutes {
  private static final String IMPORTS = "/api/v1/sites/:site/imports";

  private final Access access;
  private final Imports imports;

  public ImportRoutes(Access access, Imports imports) {
    this.access = access;
    this.imports = imports;
  }

  /** Comes before the reading of bodies: an archive is larger than any other body. */
  public void mountFirst(Router router) {
    router.post(IMPORTS).handler(Answers.answer(this::begin));
  }

  public void mount(Router router) {
    router.get(IMPORTS).handler(Answers.json(this::list));
    router.get(IMPORTS + "/:id").handler(Answers.json(this::one));
  }

  private Future<Answer> begin(RoutingContext context) {
    Bodies.keep(context);
    Upload.expect(context.request());
    return Loop.here(access.administratorOnSite(context))
        .compose(
            on ->
                Upload.of(context)
                    .compose(
                        upload ->
                            begin(on, upload)
                                .onFailure(refused -> upload.discard(context.vertx()))));
  }

  private Future<Answer> begin(OnSite on, Upload upload) {
    return Future.succeededFuture(upload)
        .map(ImportRoutes::request)
        .compose(request -> imports.begin(on, request))
        .map(id -> new Answer(202, new JsonObject().put("id", id.toString())));
  }

  private static ImportRequest request(Upload upload) {
    MultiMap fields = upload.fields();
    String from = Optional.ofNullable(fields.get("from")).orElse("");
    ImportSource source =
        ImportSource.ofCode(from)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "from", "Use one of " + String.join(", ", ImportSource.codes())));
    if (upload.isEmpty()) {
      throw Refusal.invalid("file", "Send the archive as the part named file");
    }
    return new ImportRequest(
        source,
        upload.folder(),
        Optional.ofNullable(fields.get("map")).map(PageRules::of).orElse(PageRules.NONE),
        rehearses(fields.get("dryRun")));
  }

  /** What is misspelt must not bring in what was only to be looked at. */
  private static boolean rehearses(@Nullable String dryRun) {
    return switch (dryRun == null ? "" : dryRun.strip().toLowerCase(Locale.ROOT)) {
      case "", "false", "0" -> false;
      case "true", "1", "on" -> true;
      default -> throw Refusal.invalid("dryRun", "Send true or false");
    };
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(on -> imports.latest(on.site().id()))
        .map(
            latest ->
                new JsonObject()
                    .put("formats", new JsonArray(ImportSource.codes()))
                    .put("imports", new JsonArray(latest)));
  }

  private Future<JsonObject> one(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(on -> imports.of(on.site().id(), Parameters.id(context, "id")));
  }
}
