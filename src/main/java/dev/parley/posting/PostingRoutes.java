package dev.parley.posting;

import dev.parley.comment.ArticleKeys;
import dev.parley.comment.ReaderHash;
import dev.parley.comment.ReportReasons;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadJson;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.ClientAddress;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/**
 * The writing routes of the Reader API, and those by which readers see their own comments. They
 * belong to one event loop.
 */
public final class PostingRoutes {
  /** Characters of an appeal. */
  public static final int LONGEST_APPEAL = 2_000;

  private static final String COMMENT = "/api/v1/sites/:site/comments/:id";

  private final Sites sites;
  private final ArticleKeys keys;
  private final Database database;
  private final Threads threads;
  private final Posting posting;
  private final Editing editing;
  private final Feedback feedback;
  private final Appealing appealing;
  private final Intake intake;
  private final RateLimit commentLimit;
  private final RateLimit feedbackLimit;
  private final ClientAddress addresses;

  PostingRoutes(
      Sites sites,
      ArticleKeys keys,
      Database database,
      Threads threads,
      Posting posting,
      Editing editing,
      Feedback feedback,
      Appealing appealing,
      Intake intake,
      RateLimit commentLimit,
      RateLimit feedbackLimit,
      ClientAddress addresses) {
    this.sites = sites;
    this.keys = keys;
    this.database = database;
    this.threads = threads;
    this.posting = posting;
    this.editing = editing;
    this.feedback = feedback;
    this.appealing = appealing;
    this.intake = intake;
    this.commentLimit = commentLimit;
    this.feedbackLimit = feedbackLimit;
    this.addresses = addresses;
  }

  public void mount(Router router) {
    router.post("/api/v1/sites/:site/comments").handler(Answers.answer(this::post));
    router.post("/api/v1/sites/:site/preview").handler(Answers.json(this::preview));
    router.get("/api/v1/sites/:site/votes").handler(Answers.json(this::votes));
    router.get(COMMENT).handler(Answers.json(this::comment));
    router.patch(COMMENT).handler(Answers.json(this::edit));
    router.delete(COMMENT).handler(Answers.empty(204, this::delete));
    router.put(COMMENT + "/vote").handler(Answers.json(this::vote));
    router.post(COMMENT + "/reports").handler(Answers.empty(202, this::report));
    router.post("/api/v1/sites/:site/notices").handler(Answers.answer(this::notice));
    router.post(COMMENT + "/appeal").handler(Answers.answer(this::appeal));
  }

  private Future<Site> site(RoutingContext context) {
    return sites.get(context.pathParam("site"));
  }

  private Future<Answer> post(RoutingContext context) {
    Fields fields = Parameters.inLanguage(context, Fields.ofBody(context));
    Optional<String> key = idempotencyKey(context);
    String address = addresses.of(context.request());
    return site(context)
        .compose(
            site -> {
              tell(context, commentLimit, site);
              return stored(Submission.of(site, fields, address, key));
            })
        .map(Receipt::answer);
  }

  /** Posts a comment. One that a rule rejects is refused with the reason. */
  public Future<Receipt> post(Submission submission) {
    return stored(submission).map(Receipt::unlessRejected);
  }

  private Future<Receipt> stored(Submission submission) {
    return keys.of(submission.site(), submission.articleKey())
        .compose(key -> posting.post(submission.under(key)));
  }

  /** Tells the client with the answer, whichever it is, what it may still do. */
  private void tell(RoutingContext context, RateLimit limit, Site site) {
    String address = addresses.of(context.request());
    context.addHeadersEndHandler(
        sent ->
            limit
                .allowance(site.id(), address)
                .ifPresent(allowance -> allowance.tell(context.response())));
  }

  /** Counts a request of a reader that is no post; refused when there were too many. */
  public void takeFeedback(RoutingContext context, Site site) {
    tell(context, feedbackLimit, site);
    feedbackLimit.take(site.id(), addresses.of(context.request()));
  }

  private static Optional<String> idempotencyKey(RoutingContext context) {
    Optional<String> key =
        Optional.ofNullable(context.request().getHeader("Idempotency-Key"))
            .filter(text -> !text.isBlank());
    if (key.isPresent() && key.get().length() > 255) {
      throw Refusal.invalid("Idempotency-Key", "Use at most 255 characters");
    }
    return key;
  }

  private Future<JsonObject> preview(RoutingContext context) {
    Fields fields = Fields.ofBody(context);
    return site(context)
        .compose(
            site -> {
              takeFeedback(context, site);
              String body = Submission.body(site.settings(), fields);
              fields.check();
              return intake.preview(body);
            })
        .map(html -> new JsonObject().put("html", html));
  }

  /** An approved comment for anyone; any comment for its author. */
  private Future<JsonObject> comment(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    Optional<String> token = Parameters.bearer(context);
    return site(context)
        .compose(
            site ->
                token.isPresent()
                    ? own(site, id, token.get())
                        .compose(own -> ownJson(site, own))
                        .recover(failure -> asStranger(site, id, failure))
                    : publicJson(site, id));
  }

  /** A client with a wrong token sees what everyone sees. */
  private Future<JsonObject> asStranger(Site site, UUID id, Throwable failure) {
    return failure instanceof Refusal refusal && refusal.problem() == Problem.NOT_FOUND
        ? publicJson(site, id)
        : Future.failedFuture(failure);
  }

  /** A comment for the holder of its edit token; not found without the right token. */
  public Future<OwnComment> own(Site site, UUID id, String token) {
    return OwnComment.find(database, site.id(), id, Optional.of(token));
  }

  private Future<JsonObject> publicJson(Site site, UUID id) {
    return threads
        .approved(site.id(), id)
        .map(
            entry ->
                ThreadJson.comment(
                        entry.orElseThrow(
                            () -> new Refusal(Problem.NOT_FOUND, "There is no such comment")))
                    .put("status", Status.APPROVED.code()));
  }

  private Future<JsonObject> ownJson(Site site, OwnComment own) {
    Status status = own.shownStatus();
    return threads
        .entry(site.id(), own.id())
        .map(
            entry -> {
              JsonObject json =
                  ThreadJson.comment(entry.orElseThrow())
                      .put("status", status.code())
                      .put("body", own.body())
                      .put("editableUntil", own.editableUntil().toString());
              if (status.restricted()) {
                json.put(
                    "statement",
                    Statement.json(
                        status.code(),
                        own.reason(),
                        own.decidedAt().orElse(own.editableUntil()),
                        own.decidedBy().isPresent()));
              }
              json.put("appealable", own.isAppealable());
              own.appeal()
                  .filter(appeal -> appeal.spent() || !status.restricted())
                  .ifPresent(appeal -> json.put("appeal", appeal.json()));
              return json;
            });
  }

  private Future<JsonObject> edit(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    Fields fields = Fields.ofBody(context);
    String address = addresses.of(context.request());
    return site(context)
        .compose(
            site -> {
              tell(context, commentLimit, site);
              String body = Submission.body(site.settings(), fields);
              fields.check();
              return OwnComment.find(database, site.id(), id, Parameters.bearer(context))
                  .compose(own -> editing.edit(site, own, body, address))
                  .compose(
                      done -> OwnComment.find(database, site.id(), id, Parameters.bearer(context)))
                  .compose(own -> ownJson(site, own));
            });
  }

  private Future<Void> delete(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    return site(context)
        .compose(
            site ->
                OwnComment.find(database, site.id(), id, Parameters.bearer(context))
                    .compose(own -> editing.delete(site, own)));
  }

  private Future<Answer> notice(RoutingContext context) {
    ContentNotice notice = ContentNotice.of(Fields.ofBody(context));
    return site(context)
        .compose(
            site -> {
              takeFeedback(context, site);
              return feedback.notice(site.id(), notice);
            })
        .map(id -> new Answer(202, new JsonObject().put("id", id.toString())));
  }

  private Future<Answer> appeal(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    Fields fields = Fields.ofBody(context);
    String text = fields.text("text", LONGEST_APPEAL, "Say why the decision is wrong");
    fields.check();
    Optional<String> token = Parameters.bearer(context);
    return site(context)
        .compose(
            site -> {
              takeFeedback(context, site);
              return appeal(site, id, token.orElse(""), text)
                  .compose(own -> ownJson(site, own))
                  .map(own -> new Answer(202, own));
            });
  }

  /** Objects to what was decided about an own comment; answers how it stands then. */
  public Future<OwnComment> appeal(Site site, UUID id, String token, String text) {
    return own(site, id, token)
        .compose(own -> appealing.appeal(site.id(), own, text))
        .compose(done -> own(site, id, token));
  }

  private ReaderHash readerOf(RoutingContext context, Site site) {
    return feedback.readerOf(site.id(), addresses.of(context.request()));
  }

  private Future<JsonObject> votes(RoutingContext context) {
    String article = Parameters.required(context, "article");
    return site(context)
        .compose(
            site ->
                keys.of(site, article)
                    .compose(key -> feedback.votes(site.id(), key, readerOf(context, site))))
        .map(votes -> new JsonObject().put("votes", votes));
  }

  private Future<JsonObject> vote(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    Fields fields = Fields.ofBody(context);
    int value = fields.number("value", 2, -1, 1);
    if (value == 2 && fields.json().getValue("value") == null) {
      fields.error("value", "Send 1, 0 or -1");
    }
    fields.check();
    return site(context)
        .compose(
            site -> {
              takeFeedback(context, site);
              return feedback.vote(site.id(), id, readerOf(context, site), value);
            })
        .map(votes -> new JsonObject().put("votes", votes));
  }

  private Future<Void> report(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    Fields fields = Fields.ofBody(context);
    String reason = fields.text("reason", 50, "Choose a reason");
    Optional<String> detail = fields.optionalText("detail", 2_000);
    if (!reason.isEmpty() && !ReportReasons.CODES.contains(reason)) {
      fields.error("reason", "Use one of " + String.join(", ", ReportReasons.CODES));
    }
    fields.check();
    return site(context)
        .compose(
            site -> {
              takeFeedback(context, site);
              return feedback.report(site.id(), id, readerOf(context, site), reason, detail);
            });
  }
}
