package dev.parley.mail;

import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;

import dev.parley.comment.Action;
import dev.parley.site.Site;

/** What moderators read behind the links in their mail, in English as their console is. */
final class ModeratorMailPage {
  private static final MailWords ENGLISH = MailWords.of("en");

  private ModeratorMailPage() {}

  private static String verb(Action action) {
    return action == Action.APPROVE ? "Approve" : "Reject";
  }

  /** Asks before anything is decided. */
  static String asking(Action action, String author, String html) {
    return MailPage.page(
        ENGLISH,
        verb(action) + " this comment?",
        p(author + " wrote:").attr("dir", "auto"),
        blockquote(rawHtml(html)).attr("dir", "auto"),
        MailPage.asking(verb(action)));
  }

  static String done(Action action) {
    return MailPage.said(
        ENGLISH,
        action == Action.APPROVE ? "The comment was approved" : "The comment was rejected",
        "The log names you. In the console it can be undone.");
  }

  static String decidedBefore() {
    return MailPage.said(
        ENGLISH,
        "Nothing was decided",
        "The comment was changed or decided on since this mail was written. Open it in the console.");
  }

  static String old() {
    return MailPage.said(
        ENGLISH,
        "This link is no longer valid",
        "It has expired, or you moderate this site no longer. Sign in to the console instead.");
  }

  static String quiet(Site site) {
    return MailPage.page(
        ENGLISH,
        "Stop mail about " + site.name() + "?",
        p("You will no longer be told what waits there, nor of threats."),
        MailPage.asking("Stop this mail"));
  }

  static String isQuiet(Site site) {
    return MailPage.said(
        ENGLISH,
        "You get no more mail about " + site.name(),
        "PUT /api/v1/me/notifications begins it again.");
  }
}
