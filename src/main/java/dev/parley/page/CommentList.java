package dev.parley.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.time;

import dev.parley.comment.Article;
import dev.parley.comment.Entry;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadPage;
import dev.parley.comment.ThreadQuery.Cursor;
import j2html.tags.DomContent;
import j2html.tags.specialized.ArticleTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.OlTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renders the comments of a thread as nested lists, with the widget's markup. */
final class CommentList {
  /** Elements that begin a new line. */
  private static final Pattern LINE = Pattern.compile("<(?:br|p|li|pre)\\b|\n(?!<)");

  private final View view;
  private final ThreadPage page;

  CommentList(View view) {
    this.view = view;
    this.page = view.page();
  }

  OlTag list() {
    return ol().withClass("list").with(page.top().stream().map(entry -> item(entry, 0)));
  }

  private LiTag item(Entry entry, int level) {
    LiTag item = li(comment(entry));
    if (view.answers(entry.id()) && answerable(entry)) {
      item.with(new FormSection(view).reply(entry));
    }
    List<LiTag> below = below(entry, level);
    return below.isEmpty() ? item : item.with(ol().withClass("r").with(below));
  }

  /** The replies that are drawn, then links to those that are not. */
  private List<LiTag> below(Entry entry, int level) {
    List<LiTag> below = new ArrayList<>();
    List<Entry> replies = page.repliesOf(entry);
    if (level < Placing.LEVELS - 1) {
      replies.forEach(reply -> below.add(item(reply, level + 1)));
    }
    Cursor next = page.repliesNext().get(entry.id());
    boolean unread = level == 0 && replies.isEmpty() && next == null;
    if (entry.replyCount() > 0 && (level == Placing.LEVELS - 1 || unread)) {
      String more = Wording.counted(entry.replyCount(), "more reply", "more replies");
      below.add(
          li(
              a(text("Continue thread (" + more + ")"), span("→").attr("aria-hidden", "true"))
                  .withClass("more")
                  .withHref(view.address().below(entry.id()))));
    }
    if (next != null) {
      long rest = Math.max(1, entry.replyCount() - shown(replies));
      below.add(
          li(
              a("Show " + Wording.counted(rest, "more reply", "more replies"))
                  .withClass("more")
                  .withHref(view.address().below(entry.id(), next))));
    }
    return below;
  }

  private long shown(List<Entry> entries) {
    return entries.stream()
        .mapToLong(entry -> (entry.tombstone().isPresent() ? 0 : 1) + shown(page.repliesOf(entry)))
        .sum();
  }

  private Optional<View.Own> own(Entry entry) {
    return view.own().filter(own -> own.is(entry));
  }

  /** Whether it is shown to everyone and can be answered. */
  private boolean answerable(Entry entry) {
    return entry.tombstone().isEmpty()
        && own(entry).map(own -> own.status() == Status.APPROVED).orElse(true)
        && page.article().state() != Article.State.CLOSED;
  }

  private ArticleTag comment(Entry entry) {
    String id = entry.id().toString();
    return article(
            div(
                    avatar(entry),
                    div(head(entry)).with(notice(entry)).with(body(entry)).with(foot(entry)))
                .withClass("top"))
        .withClass("c")
        .withId("comment-" + id)
        .attr("aria-labelledby", "n" + id);
  }

  /** None in another's page, which has no styles for it. */
  private @Nullable DomContent avatar(Entry entry) {
    return view.address().isIncluded()
        ? null
        : div(Wording.initials(entry.authorName()))
            .withClass("av h" + Wording.hue(entry.authorName()))
            .attr("aria-hidden", "true");
  }

  /** How long ago it was written; in another's page, which may be kept for long, when. */
  private String written(Entry entry) {
    return view.address().isIncluded()
        ? Wording.date(entry.createdAt())
        : Wording.ago(entry.createdAt(), view.now());
  }

  private DomContent head(Entry entry) {
    String id = entry.id().toString();
    return header(
            h3(name(entry)).withClass("n").withId("n" + id).attr("dir", "auto"),
            own(entry).isPresent() ? span("You").withClass("badge you") : null,
            a(time(written(entry))
                    .attr("datetime", entry.createdAt().toString())
                    .withTitle(Wording.dateAndTime(entry.createdAt())))
                .withClass("t")
                .withHref("#comment-" + id),
            entry.editedAt() == null ? null : span("· edited").withClass("ed"))
        .withClass("hd");
  }

  private static DomContent name(Entry entry) {
    if (entry.tombstone().isPresent()) {
      return text("Comment removed");
    }
    String url = entry.authorUrl();
    return url != null && url.matches("(?i)https?://.*")
        ? a(entry.authorName()).withHref(url).withRel("nofollow ugc noopener")
        : text(entry.authorName());
  }

  /** What only its author is told. */
  private List<DomContent> notice(Entry entry) {
    Optional<View.Own> own = own(entry).filter(mine -> mine.status() != Status.APPROVED);
    if (own.isEmpty()) {
      return List.of();
    }
    boolean waits = own.get().status() == Status.PENDING;
    String told =
        waits
            ? "Your comment is waiting for a moderator. Only you can see it."
            : own.get().statement().orElse("Your comment was not published.")
                + " Only you can see it.";
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        p(
                waits ? Icons.CLOCK : Icons.WARN,
                span(
                    text(told),
                    own.get().appeal().map(said -> span(said).withClass("why")).orElse(null)))
            .withClass("held")
            .attr("role", "note"));
    if (own.get().appealable()) {
      parts.add(AppealForm.of(view, own.get()));
    }
    return parts;
  }

  private static List<DomContent> body(Entry entry) {
    DomContent words =
        entry
            .tombstone()
            .<DomContent>map(status -> p(gone(status)).withClass("gone"))
            // It passed the sanitiser before it was stored.
            .orElseGet(() -> rawHtml(entry.html()));
    DomContent body = div(words).withClass("b").attr("dir", "auto");
    return List.of(isTall(entry.html()) ? details(summary("Read more"), body) : body);
  }

  /** Whether a text is longer than about one screen, and therefore folded. */
  private static boolean isTall(String html) {
    return LINE.matcher(html).results().count() + html.length() / 90 > 40;
  }

  private static String gone(Status status) {
    return status == Status.DELETED
        ? "The author removed this comment."
        : "A moderator removed this comment because it broke the comment rules.";
  }

  private List<DomContent> foot(Entry entry) {
    boolean public_ = own(entry).map(own -> own.status() == Status.APPROVED).orElse(true);
    if (entry.tombstone().isPresent() || !public_) {
      return List.of();
    }
    return List.of(
        footer(
                span(span("Score ").withClass("vh"), text(Wording.number(entry.votes())))
                    .withClass("s"),
                answerable(entry)
                    ? a("Reply")
                        .withClass("rep")
                        .withHref(view.address().replyTo(entry.id()))
                        .attr("aria-label", "Reply to " + entry.authorName())
                    : null)
            .withClass("ft"));
  }
}
