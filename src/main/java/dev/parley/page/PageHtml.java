package dev.parley.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.b;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;
import static j2html.TagCreator.title;

import dev.parley.comment.Article;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadPage;
import dev.parley.comment.ThreadQuery.Sort;
import dev.parley.problem.Refusal;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders the whole document. */
final class PageHtml {
  private final View view;
  private final PageAddress address;
  private final ThreadPage page;
  private final Article article;
  private final String title;
  private final Optional<String> articleUrl;
  private final boolean closed;

  private PageHtml(View view) {
    this.view = view;
    this.address = view.address();
    this.page = view.page();
    this.article = page.article();
    this.title = article.title().isEmpty() ? view.site().name() : article.title();
    this.articleUrl = Optional.of(article.url()).filter(view.site()::hasPage);
    this.closed = article.state() == Article.State.CLOSED;
  }

  static String of(View view) {
    return new PageHtml(view).whole();
  }

  /** A refusal after which there is nothing else to show. */
  static String of(Refusal refusal) {
    return document(
        html(
                start(refusal.problem().title(), false),
                body(
                    main(
                        div(h1(refusal.problem().title()), p(refusal.detail()))
                            .withClass("about"))))
            .withLang("en"));
  }

  private String whole() {
    return document(
        html(
                start(problem() + count() + " · " + title, indexed()).with(links()),
                body(
                    articleUrl
                        .map(
                            url ->
                                header(a("← Back to the article").withHref(url))
                                    .withClass("top-of-page"))
                        .orElse(null),
                    main(
                        div(h1(title).attr("dir", "auto")).withClass("about"),
                        div(div(thread()).with(form()).withClass("p")).withClass("parley"))))
            .withLang("en")
            .attr("dir", "ltr"));
  }

  /**
   * The title comes first in screen readers, so it says when the page comes back with a problem.
   */
  private String problem() {
    return view.refusal().isPresent() ? "There is a problem · " : "";
  }

  private boolean indexed() {
    return address.plain() && view.refusal().isEmpty();
  }

  private static HeadTag start(String title, boolean indexed) {
    return head(
        meta().attr("charset", "utf-8"),
        meta().withName("viewport").withContent("width=device-width,initial-scale=1"),
        // Parts of a thread would only repeat the whole.
        indexed ? null : meta().withName("robots").withContent("noindex,follow"),
        title(title),
        link().withRel("stylesheet").withHref("/thread.css"));
  }

  private List<DomContent> links() {
    List<DomContent> links = new ArrayList<>();
    articleUrl.ifPresent(url -> links.add(link().withRel("canonical").withHref(url)));
    links.add(
        link()
            .withRel("alternate")
            .withType("application/atom+xml")
            .withTitle("Comments on " + title)
            .withHref(address.feed()));
    links.add(
        script(rawHtml(StructuredData.of(view.indexed(), title))).withType("application/ld+json"));
    return links;
  }

  private String count() {
    return Wording.comments(article.count());
  }

  private DomContent thread() {
    boolean empty = page.top().isEmpty();
    return section(
            div(
                    h2(count()).withId("h"),
                    closed ? null : a("Leave a Reply").withClass("jump").withHref("#leave"),
                    empty ? null : sorts())
                .withClass("bar"),
            published(),
            received(),
            closed ? closedMessage() : null,
            address.whole()
                ? null
                : p(a("Show all comments").withClass("more").withHref(address.thread())),
            empty ? emptyMessage() : new CommentList(view).list(),
            next())
        .attr("aria-labelledby", "h");
  }

  private DomContent sorts() {
    return nav()
        .withClass("sort")
        .attr("aria-label", "Sort comments")
        .with(sort(Sort.NEWEST, "Newest"), sort(Sort.OLDEST, "Oldest"), sort(Sort.TOP, "Top"));
  }

  private DomContent sort(Sort by, String name) {
    var link = a(name).withHref(address.sorted(by));
    return by == address.sort() ? link.attr("aria-current", "true") : link;
  }

  private @org.jspecify.annotations.Nullable DomContent published() {
    boolean shown =
        (address.posted() && address.comment().filter(id -> Placing.draws(page, id)).isPresent())
            || view.own().filter(own -> own.status() == Status.APPROVED).isPresent();
    return shown
        ? div(div("Your comment was published.")).withClass("msg").attr("role", "status")
        : null;
  }

  /** Shown where cookies are blocked, as in a frame on another site, or have expired. */
  private @org.jspecify.annotations.Nullable DomContent received() {
    boolean unseen =
        view.own().isEmpty() && address.held().filter(id -> !Placing.draws(page, id)).isPresent();
    return unseen
        ? div(div("Your comment was received. It appears here once a moderator approves it."))
            .withClass("msg")
            .attr("role", "status")
        : null;
  }

  private DomContent closedMessage() {
    return div(Icons.LOCK, div(b("Comments are closed"), text(Wording.closed(article))))
        .withClass("msg");
  }

  private static DomContent emptyMessage() {
    return p(b("No comments yet"), text("Be the first to say something.")).withClass("empty");
  }

  private @org.jspecify.annotations.Nullable DomContent next() {
    return page.next()
        .map(
            cursor ->
                nav(a("Load more comments" + rest())
                        .withClass("btn wide")
                        .withRel("next")
                        .withHref(address.next(cursor)))
                    .withClass("foot")
                    .attr("aria-label", "Pages"))
        .orElse(null);
  }

  /** The number of comments after the first page; later pages do not know how many came before. */
  private String rest() {
    if (address.cursor().isPresent() || address.parent().isPresent()) {
      return "";
    }
    long shown =
        page.top().stream()
            .mapToLong(root -> root.replyCount() + (root.tombstone().isPresent() ? 0 : 1))
            .sum();
    return " (" + Wording.number(Math.max(1, article.count() - shown)) + ")";
  }

  private List<DomContent> form() {
    if (!closed) {
      return List.of(new FormSection(view).leave());
    }
    // A thread that closes while someone is writing must not lose their text.
    return view.refusal()
        .map(
            refused ->
                List.<DomContent>of(
                    section(
                            h3("Your comment").withId("leave-title"),
                            FormSection.message(refused),
                            div(textarea(view.form().body())
                                    .attr("readonly")
                                    .attr("dir", "auto")
                                    .attr("aria-labelledby", "leave-title"))
                                .withClass("f"))
                        .withClass("form")
                        .withId("leave")
                        .attr("aria-labelledby", "leave-title")))
        .orElse(List.of());
  }
}
