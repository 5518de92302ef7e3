package dev.parley.akismet;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.Keys;
import dev.parley.apikey.Teaching;
import dev.parley.apikey.Usage;
import dev.parley.http.Bodies;
import dev.parley.http.Failures;
import dev.parley.model.Attribute;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Akismet's calls for its unchanged clients ({@code spec.yml} and {@code HttpClient.php} of
 * Automattic/akismet-sdk-php, {@code class.akismet.php} of WordPress). Calls that only concern
 * accounts at Akismet are missing, except two that WordPress needs: it keeps a key only if it is
 * told of an account, and reports when it is deactivated.
 */
public final class AkismetRoutes {
  private static final String THANKS = "Thanks for making the web a better place.";

  /** The largest body, in bytes. Clients send at least a mebibyte. */
  private static final int LARGEST = 2 * 1024 * 1024;

  /** In characters; real host names are shorter. */
  private static final int LEAST_KEY = 20;

  private final Keys keys;
  private final CommentCheck check;
  private final Teaching teaching;
  private final Usage usage;
  private final Bodies bodies;

  public AkismetRoutes(
      Keys keys, CommentCheck check, Teaching teaching, Usage usage, Bodies bodies) {
    this.keys = keys;
    this.check = check;
    this.teaching = teaching;
    this.usage = usage;
    this.bodies = bodies;
  }

  public void mount(Router router) {
    router.post("/1.1/verify-key").handler(call(AkismetRoutes::verify));
    router.post("/1.1/get-subscription").handler(call(AkismetRoutes::subscription));
    router.post("/1.1/deactivate").handler(call(AkismetRoutes::deactivate));
    router.post("/1.1/comment-check").handler(call(this::check));
    router.post("/1.1/submit-spam").handler(call((caller, form) -> teach(caller, form, true)));
    router.post("/1.1/submit-ham").handler(call((caller, form) -> teach(caller, form, false)));
    router.get("/1.2/usage-limit").handler(call(this::usage));
    router.post("/1.2/usage-limit").handler(call(this::usage));
    router.route("/1.1/*").handler(AkismetRoutes::unknown);
    router.route("/1.2/*").handler(AkismetRoutes::unknown);
  }

  /** A call's work for the holder of a valid key. */
  private interface Call {
    Future<AkismetReply> answer(ApiKeyHolder caller, FormBody form);
  }

  private Handler<RoutingContext> call(Call call) {
    return context ->
        bodies
            .read(context, LARGEST)
            .compose(body -> form(context, body))
            .compose(form -> answer(call, context.request(), form))
            .otherwise(failure -> AkismetReply.of(Failures.refusal(context, failure)))
            .onSuccess(reply -> reply.write(context.response()));
  }

  /** Decoding up to two mebibytes is work for the processor. */
  private static Future<FormBody> form(RoutingContext context, Buffer body) {
    return context.vertx().executeBlocking(() -> FormBody.of(context.request(), body), false);
  }

  private Future<AkismetReply> answer(Call call, HttpServerRequest request, FormBody form) {
    return keys.caller(key(request, form)).compose(caller -> call.answer(caller, form));
  }

  private static void unknown(RoutingContext context) {
    AkismetReply.unknown().write(context.response());
  }

  /**
   * The key: a field, or the first label of the host name, which is the only place akismet-api
   * sends it.
   */
  private static String key(HttpServerRequest request, FormBody form) {
    return form.text("api_key")
        .or(() -> form.text("key"))
        .or(() -> firstLabel(request))
        .map(String::strip)
        .orElseThrow(() -> new Refusal(Problem.INVALID, "Missing required field: api_key"));
  }

  private static Optional<String> firstLabel(HttpServerRequest request) {
    if (request.authority() == null) {
      return Optional.empty();
    }
    String host = request.authority().host();
    int dot = host.indexOf('.');
    return dot >= LEAST_KEY ? Optional.of(host.substring(0, dot)) : Optional.empty();
  }

  private static Future<AkismetReply> verify(ApiKeyHolder caller, FormBody form) {
    return Future.succeededFuture(AkismetReply.text("valid"));
  }

  private static Future<AkismetReply> subscription(ApiKeyHolder caller, FormBody form) {
    return Future.succeededFuture(
        AkismetReply.json(
            new JsonObject()
                .put("status", "active")
                .put("account_type", "parley")
                .put("account_name", "Parley")));
  }

  /** Nothing is stored about a client, so there is nothing to undo; its key stays valid. */
  private static Future<AkismetReply> deactivate(ApiKeyHolder caller, FormBody form) {
    return Future.succeededFuture(AkismetReply.text("deactivated"));
  }

  private Future<AkismetReply> check(ApiKeyHolder caller, FormBody form) {
    form.required("blog");
    form.required("user_ip");
    TestMode mode = TestMode.of(form);
    if (!mode.test()) {
      usage.count(caller.token());
    }
    return check.of(caller, AkismetComment.of(form), mode);
  }

  /** A correction may come weeks later, for a comment whose sender's address has been deleted. */
  private Future<AkismetReply> teach(ApiKeyHolder caller, FormBody form, boolean spam) {
    form.required("blog");
    AkismetComment comment = AkismetComment.of(form);
    TestMode mode = TestMode.of(form);
    Future<Void> taught =
        mode.test() || mode.surelySpam()
            ? Future.succeededFuture()
            : teaching.teach(
                caller, comment.text(), Attribute.SPAM, spam, comment.author(caller.site()));
    return taught.map(done -> AkismetReply.text(THANKS));
  }

  private Future<AkismetReply> usage(ApiKeyHolder caller, FormBody form) {
    return usage
        .ofThisMonth(caller.token())
        .map(
            checks -> {
              JsonObject json =
                  new JsonObject()
                      .put("limit", "none")
                      .put("usage", checks)
                      .put("percentage", "0.00")
                      .put("throttled", false);
              if (form.flag("extended")) {
                json.put("notice_level", "NOTICE_NONE").put("upgrade", false);
              }
              return AkismetReply.json(json);
            });
  }
}
