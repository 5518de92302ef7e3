package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.site.Site;
import dev.parley.smtp.Message;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Writes the messages to readers, when they are sent. */
final class ReaderLetters {
  /** How long a question may be answered. */
  private static final Duration ANSWERABLE = Duration.ofDays(7);

  /** The most replies of a day's message. */
  private static final int MOST_REPLIES = 30;

  static final String REPLIES =
      """
      select reply.id, reply.author_name, reply.body, reply.html,
        article.id as article_id, article.key, article.url, article.title
      from notice
      join comment reply on reply.site_id = $1 and reply.id = notice.comment_id
      join article on article.site_id = $1 and article.id = reply.article_id
      join subscription on subscription.site_id = $1 and subscription.comment_id = reply.parent_id
      where notice.site_id = $1 and notice.mail_id = $2 and reply.status = 1
        and subscription.state = 'active'
      order by reply.id limit $3
      """;

  private final Database database;
  private final MailLinks links;
  private final String domain;
  private final Clock clock;

  /**
   * @param domain in which messages have their ids
   */
  ReaderLetters(Database database, MailLinks links, String domain, Clock clock) {
    this.database = database;
    this.links = links;
    this.domain = domain;
    this.clock = clock;
  }

  /** The message; empty when there is nothing to tell any more. */
  Future<Optional<Message>> write(QueuedMail mail, Site site) {
    return database
        .pool()
        .preparedQuery(
            """
            select email, language, confirmed_at is not null and pace <> 'never' as reached
            from subscriber where site_id = $1 and id = $2
            """)
        .execute(Tuple.of(mail.site(), mail.recipient()))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : write(mail, site, rows.iterator().next()));
  }

  private Future<Optional<Message>> write(QueuedMail mail, Site site, Row subscriber) {
    MailWords words = MailWords.of(subscriber.getString("language"));
    String to = subscriber.getString("email");
    if (mail.kind() == MailKind.CONFIRMATION) {
      return Future.succeededFuture(Optional.of(confirmation(mail, site, to, words)));
    }
    if (!subscriber.getBoolean("reached")) {
      return Future.succeededFuture(Optional.empty());
    }
    return database
        .pool()
        .preparedQuery(REPLIES)
        .execute(Tuple.of(mail.site(), mail.id(), MOST_REPLIES))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(replies(mail, site, to, words, rows)));
  }

  /** Nothing of it was typed by whoever gave the address, who may be anybody. */
  private Message confirmation(QueuedMail mail, Site site, String to, MailWords words) {
    Letter letter =
        letter(site, words)
            .paragraph(words.say("confirm.text", "site", site.name()))
            .button(
                words.say("confirm.button"),
                links.confirm(mail.site(), mail.recipient(), clock.instant().plus(ANSWERABLE)))
            .small(words.say("confirm.ignore"), null);
    return message(
        mail,
        site,
        to,
        Optional.empty(),
        words.say("confirm.subject", "site", site.name()),
        letter);
  }

  private Message replies(
      QueuedMail mail, Site site, String to, MailWords words, RowSet<Row> replies) {
    Letter letter = letter(site, words);
    for (Row reply : replies) {
      letter
          .paragraph(
              words.say(
                  "reply.intro", "name", reply.getString("author_name"), "page", page(site, reply)))
          .quote(reply.getString("body"), reply.getString("html"))
          .button(
              words.say("reply.button"),
              links.comment(
                  site, reply.getString("key"), reply.getString("url"), reply.getUUID("id")));
    }
    letter
        .small(words.say("footer.why", "site", site.name()), null)
        .small(words.say("footer.change"), links.preferences(mail.site(), mail.recipient()));
    Row first = replies.iterator().next();
    boolean daily = mail.key().startsWith("day ");
    return message(
        mail,
        site,
        to,
        // A reader's messages about one page are one conversation.
        daily
            ? Optional.empty()
            : Optional.of("thread." + first.getUUID("article_id") + "@" + domain),
        daily
            ? words.say("daily.subject", "site", site.name())
            : words.say("reply.subject", "page", page(site, first)),
        letter);
  }

  private static Letter letter(Site site, MailWords words) {
    return new Letter(site, words.language(), words.direction());
  }

  private static String page(Site site, Row reply) {
    String title = reply.getString("title");
    return title.isEmpty() ? site.name() : title;
  }

  private Message message(
      QueuedMail mail,
      Site site,
      String to,
      Optional<String> conversation,
      String subject,
      Letter letter) {
    return new Message(
        to,
        mail.id() + "@" + domain,
        conversation,
        Optional.of(links.unsubscribe(mail.site(), mail.recipient())),
        site.name(),
        subject,
        letter.signed().text(),
        letter.html(),
        clock.instant());
  }
}
