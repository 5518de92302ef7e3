package dev.parley.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.tag;

import dev.parley.comment.Article;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders the thread as a part of the publisher's own page: the widget's element with the comments
 * in it. They are what is read until the widget takes their place, or where it never comes.
 */
final class IncludeHtml {
  private final View view;
  private final Article article;

  private IncludeHtml(View view) {
    this.view = view;
    this.article = view.page().article();
  }

  static String of(View view) {
    return new IncludeHtml(view).element();
  }

  private String element() {
    return tag("parley-comments")
        .attr("site", view.site().slug())
        .attr("article", article.key())
        .with(
            script(rawHtml(StructuredData.ofArticle(view.indexed(), view.address().thread())))
                .withType("application/ld+json"),
            section().with(thread()))
        .render();
  }

  private List<DomContent> thread() {
    List<DomContent> thread = new ArrayList<>();
    thread.add(h2(Wording.comments(article.count())));
    if (article.state() == Article.State.CLOSED) {
      thread.add(p(Wording.closed(article)));
    }
    if (view.page().top().isEmpty()) {
      thread.add(p("No comments yet"));
    } else {
      thread.add(new CommentList(view).list());
    }
    view.page()
        .next()
        .ifPresent(
            cursor ->
                thread.add(
                    p(a("More comments").withRel("next").withHref(view.address().next(cursor)))));
    if (article.state() != Article.State.CLOSED) {
      thread.add(p(a("Leave a Reply").withHref(view.address().thread() + "#leave")));
    }
    return thread;
  }
}
