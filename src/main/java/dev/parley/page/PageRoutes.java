package dev.parley.page;

import dev.parley.comment.ArticleKeys;
import dev.parley.comment.Threads;
import dev.parley.http.Answers;
import dev.parley.http.ClientAddress;
import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.http.UrlEncoded;
import dev.parley.posting.PostingRoutes;
import dev.parley.posting.Receipt;
import dev.parley.posting.Submission;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Page;
import dev.parley.publish.PageCache;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** {@code /sites/:site/thread}: reading a thread and posting to it without JavaScript. */
public final class PageRoutes {
  private static final String THREAD = "/sites/:site/thread";
  private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
  private static final CharSequence PERSONAL = HttpHeaders.createOptimized("private, no-store");
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";

  private final Sites sites;
  private final ArticleKeys keys;
  private final Vertx vertx;
  private final PageCache cache;
  private final PostingRoutes posting;
  private final ClientAddress addresses;
  private final Clock clock;
  private final OwnOrigin own;
  private final Views views;

  /**
   * @param mail whether readers can have mail about replies
   */
  public PageRoutes(
      Vertx vertx,
      PageCache cache,
      Sites sites,
      ArticleKeys keys,
      Threads threads,
      PostingRoutes posting,
      ClientAddress addresses,
      Clock clock,
      OwnOrigin own,
      boolean mail) {
    this.vertx = vertx;
    this.cache = cache;
    this.sites = sites;
    this.keys = keys;
    this.posting = posting;
    this.addresses = addresses;
    this.clock = clock;
    this.own = own;
    this.views = new Views(threads, posting, clock, mail);
  }

  public void mount(Router router) {
    router.get(THREAD).handler(Answers.handled(this::read));
    router.post(THREAD).handler(Answers.handled(this::post));
  }

  private Future<Void> read(RoutingContext context) {
    return at(PageAddress.of(context), (site, address) -> read(context, site, address));
  }

  /** Does something with the article that the key of an address leads to. */
  private Future<Void> at(PageAddress sent, BiFunction<Site, PageAddress, Future<Void>> work) {
    return sites
        .get(sent.site())
        .compose(
            site -> keys.of(site, sent.article()).compose(key -> work.apply(site, sent.of(key))));
  }

  private Future<Void> read(RoutingContext context, Site site, PageAddress address) {
    return address.held().isPresent()
        ? personal(context, site, address, Optional.empty())
        : cache
            .ofArticle(site, address.article(), address, () -> page(site, address))
            .compose(page -> page.send(context.request()));
  }

  /** The page as everyone sees it, rendered off the event loop. */
  private Future<Page> page(Site site, PageAddress address) {
    return views
        .view(site, address, Optional.empty(), Form.empty(clock.instant()), Optional.empty())
        .compose(view -> vertx.executeBlocking(() -> Page.of(HTML, PageHtml.of(view)), false));
  }

  /** The page with the reader's own waiting comment. */
  private Future<Void> personal(
      RoutingContext context, Site site, PageAddress address, Optional<Refusal> unheard) {
    return views
        .own(site, address, context.request())
        .compose(
            own -> views.view(site, address, own, Form.empty(clock.instant()), Optional.empty()))
        .map(view -> view.unheard(unheard))
        .compose(view -> vertx.executeBlocking(() -> PageHtml.of(view), false))
        .compose(
            html -> {
              context.response().putHeader(HttpHeaders.CACHE_CONTROL, PERSONAL);
              return send(
                  context.response(),
                  unheard.map(refusal -> refusal.problem().status()).orElse(200),
                  html);
            });
  }

  private Future<Void> post(RoutingContext context) {
    refuseOtherOrigins(context.request());
    refuseOtherTypes(context.request());
    PageAddress sent = PageAddress.of(context);
    Map<String, List<String>> fields = UrlEncoded.fields(context.body().buffer());
    Optional<UUID> appealed = AppealForm.comment(fields);
    if (appealed.isPresent()) {
      return at(
          sent,
          (site, address) ->
              appeal(context, site, address, appealed.get(), AppealForm.words(fields)));
    }
    Form form = Form.of(fields);
    return at(
        sent,
        (site, address) ->
            post(site, address, form, context)
                .compose(receipt -> redirect(context, address, receipt))
                .recover(failure -> again(context, site, address, form, failure)));
  }

  /** Objects to a decision about an own comment, and shows what is said of it then. */
  private Future<Void> appeal(
      RoutingContext context, Site site, PageAddress address, UUID id, Optional<String> text) {
    posting.takeFeedback(context, site);
    PageAddress shown = address.waiting(id);
    if (text.isEmpty()) {
      return personal(context, site, shown, Optional.of(AppealForm.empty()));
    }
    String token = OwnCookie.token(context.request(), id).orElse("");
    return posting
        .appeal(site, id, token, text.get())
        .compose(own -> redirect(context, address.waiting(id.toString())))
        .recover(
            failure ->
                failure instanceof Refusal refusal && !token.isEmpty()
                    ? personal(context, site, shown, Optional.of(refusal))
                    : Future.failedFuture(failure));
  }

  private Future<Receipt> post(Site site, PageAddress address, Form form, RoutingContext context) {
    HttpServerRequest request = context.request();
    return Future.succeededFuture(form)
        .map(
            filled ->
                Submission.ofForm(
                    site,
                    Parameters.inLanguage(
                        context,
                        filled.fields(
                            address.article(), OwnCookie.proofs(request), clock.instant())),
                    addresses.of(request)))
        .compose(posting::post);
  }

  /** Redirects to the page, so that reloading it posts nothing. */
  private Future<Void> redirect(RoutingContext context, PageAddress address, Receipt receipt) {
    String id = receipt.entry().id().toString();
    OwnCookie.add(context.request(), address.site(), id, receipt.token().text(), own.isSecure());
    return redirect(context, receipt.isShown() ? address.published(id) : address.waiting(id));
  }

  private static Future<Void> redirect(RoutingContext context, String to) {
    return context
        .response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, to)
        .putHeader(HttpHeaders.CACHE_CONTROL, PERSONAL)
        .end();
  }

  /** The page again, with the reader's text and the reason it was refused. */
  private Future<Void> again(
      RoutingContext context, Site site, PageAddress address, Form form, Throwable failure) {
    if (!(failure instanceof Refusal refusal)) {
      return Future.failedFuture(failure);
    }
    keepRejected(context, address, refusal);
    return views
        .view(site, address.replying(form.parent()), Optional.empty(), form, Optional.of(refusal))
        .compose(
            view -> {
              HttpServerResponse response = context.response();
              response.putHeader(HttpHeaders.CACHE_CONTROL, PERSONAL);
              if (refusal.retryAfterSeconds() > 0) {
                response.putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
              }
              return send(response, refusal.problem().status(), PageHtml.of(view));
            });
  }

  /** Of a comment that a rule has rejected this browser keeps the proof: its author may object. */
  private void keepRejected(RoutingContext context, PageAddress address, Refusal refusal) {
    if (refusal.members().get("id") instanceof String id
        && refusal.members().get("editToken") instanceof String token) {
      OwnCookie.add(context.request(), address.site(), id, token, own.isSecure());
    }
  }

  private static Future<Void> send(HttpServerResponse response, int status, String html) {
    return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, HTML).end(html);
  }

  /** Sends a refusal as a page, for readers who followed a link. */
  public static void problem(HttpServerResponse response, Refusal refusal) {
    if (refusal.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    send(response, refusal.problem().status(), PageHtml.of(refusal));
  }

  /**
   * Only this page's own form may post here: another page could otherwise post in the reader's
   * name.
   */
  private void refuseOtherOrigins(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean ours =
        site != null
            ? site.equals("same-origin") || site.equals("none")
            : origin == null || own.is(request, origin);
    if (!ours) {
      throw new Refusal(Problem.FORBIDDEN, "This form can only be sent from its own page.");
    }
  }

  private static void refuseOtherTypes(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM_TYPE)) {
      throw new Refusal(Problem.UNSUPPORTED_MEDIA_TYPE, "Send the form of this page.");
    }
  }
}
