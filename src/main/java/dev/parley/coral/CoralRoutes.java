package dev.parley.coral;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.CleanText;
import dev.parley.apikey.Keys;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Bodies;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phase that Coral calls for each new or edited comment. Its request is signed with a secret
 * that {@code coral.secrets} gives to a site; a program that signs with an API key names the key in
 * the address.
 */
public final class CoralRoutes {
  private static final Logger log = LoggerFactory.getLogger(CoralRoutes.class);
  private static final int LARGEST = 256 * 1024;

  /** Coral's words for people who may write what they like. */
  private static final Set<String> STAFF = Set.of("STAFF", "MODERATOR", "ADMIN");

  private final CoralSecrets secrets;
  private final Keys keys;
  private final Sites sites;
  private final Screening screening;
  private final Bodies bodies;
  private final Clock clock;

  public CoralRoutes(
      CoralSecrets secrets,
      Keys keys,
      Sites sites,
      Screening screening,
      Bodies bodies,
      Clock clock) {
    this.secrets = secrets;
    this.keys = keys;
    this.sites = sites;
    this.screening = screening;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Comes before the reading of bodies: the signature is that of the very bytes. */
  public void mount(Router router) {
    router.post("/compat/coral/phase").handler(Answers.answer(this::phase));
  }

  private Future<Answer> phase(RoutingContext context) {
    return bodies
        .read(context, LARGEST)
        .compose(body -> site(context, body).compose(site -> judged(site, Fields.ofBody(body))))
        .map(Answer::ok);
  }

  private Future<Site> site(RoutingContext context, Buffer body) {
    String header =
        Optional.ofNullable(context.request().getHeader("X-Coral-Signature")).orElse("");
    Optional<String> slug = secrets.site(header, body.getBytes());
    if (slug.isPresent()) {
      return sites.get(slug.get());
    }
    String key =
        Parameters.text(context, "key")
            .filter(known -> CoralSecrets.signs(known, header, body.getBytes()))
            .orElseThrow(
                () ->
                    new Refusal(
                        Problem.UNAUTHENTICATED,
                        "No secret of coral.secrets has signed this request"));
    return keys.caller(key).map(ApiKeyHolder::site);
  }

  private Future<JsonObject> judged(Site site, Fields fields) {
    Fields comment = fields.object("comment");
    String body = comment.json().getValue("body") instanceof String text ? text : "";
    String action = fields.text("action", 20, "Send NEW or EDIT");
    if (!action.equals("NEW") && !action.equals("EDIT")) {
      fields.error("action", "Send NEW or EDIT");
    }
    Optional<String> role =
        fields.optionalObject("author").map(author -> String.valueOf(author.getValue("role")));
    fields.check();
    if (body.isBlank() || role.filter(STAFF::contains).isPresent()) {
      return Future.succeededFuture(CoralAnswer.NONE.json());
    }
    return screening
        .run(() -> draft(site, CleanText.of(body)))
        .compose(screening::screen)
        .map(CoralAnswer::of)
        .otherwise(CoralRoutes::unjudged)
        .map(CoralAnswer::json);
  }

  /** Coral sends what its editor makes, which is HTML. */
  private Draft draft(Site site, String body) {
    Text text = Text.read(body, Text.Format.HTML, site.settings(), Optional.empty());
    return Draft.asked(Place.on(site), text, clock.instant());
  }

  /** Any failure would make Coral show the comment; a person looks at it instead. */
  private static CoralAnswer unjudged(Throwable failure) {
    log.warn("A comment of Coral waits for its moderators", failure);
    return CoralAnswer.UNJUDGED;
  }
}
