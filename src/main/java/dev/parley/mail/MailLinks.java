package dev.parley.mail;

import dev.parley.comment.Action;
import dev.parley.mail.LinkToken.Purpose;
import dev.parley.site.ConsoleLinks;
import dev.parley.site.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The addresses that links in mail lead to. */
final class MailLinks {
  private final LinkToken tokens;
  private final String base;
  private final ConsoleLinks console;

  /**
   * @param base the service's own address, without a slash at its end
   */
  MailLinks(LinkToken tokens, String base) {
    this.tokens = tokens;
    this.base = base.replaceFirst("/+$", "");
    this.console = new ConsoleLinks(base);
  }

  String confirm(int site, UUID subscriber, Instant until) {
    return base
        + "/mail/confirm/"
        + tokens.sign(Purpose.CONFIRM, site, subscriber, until.getEpochSecond());
  }

  String preferences(int site, UUID subscriber) {
    return base + "/mail/preferences/" + tokens.sign(Purpose.READER, site, subscriber);
  }

  String unsubscribe(int site, UUID subscriber) {
    return base + "/mail/unsubscribe/" + tokens.sign(Purpose.READER, site, subscriber);
  }

  /** The page on which a moderator decides on one version of a comment. */
  String decide(int site, UUID comment, int version, UUID moderator, Action action, Instant until) {
    return base
        + "/mail/decide/"
        + tokens.sign(
            Purpose.DECIDE,
            site,
            moderator,
            comment,
            version,
            action.code(),
            until.getEpochSecond());
  }

  /** Where a moderator stops mail about a site. */
  String quiet(int site, UUID moderator) {
    return base + "/mail/quiet/" + tokens.sign(Purpose.QUIET, site, moderator);
  }

  /** A comment where readers see it: under its article, or else on the page of its thread. */
  String comment(Site site, String articleKey, String articleUrl, UUID comment) {
    String page =
        site.hasPage(articleUrl)
            ? articleUrl.replaceFirst("#.*", "")
            : base
                + "/sites/"
                + site.slug()
                + "/thread?article="
                + URLEncoder.encode(articleKey, StandardCharsets.UTF_8)
                + "&comment="
                + comment;
    return page + "#comment-" + comment;
  }

  /** A case in the console. */
  String inConsole(Site site, UUID comment) {
    return console.caseOf(site.slug(), comment);
  }

  /** The queue of a site in the console. */
  String console(Site site) {
    return console.queue(site.slug());
  }
}
