package dev.parley.mail;

import dev.parley.comment.ReasonText;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.site.Site;
import dev.parley.smtp.Message;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells people what became of what they asked for: authors of their appeals, others of the notices
 * they gave of illegal comments. Each gets one message for a decision, without anything a stranger
 * might have typed, so that nobody needs to have proven their address; and none when the decision
 * was taken back in its first minute.
 */
final class OutcomeLetters {
  private static final Duration TAKEN_BACK = Duration.ofMinutes(1);

  /** The decision stands in the key: of one that was taken back since, nothing is found. */
  private static final String SEPARATOR = " ";

  static final String APPEAL =
      """
      select author.email, comment.id, comment.notify, comment.status, appeal.outcome,
        appeal.sentence, article.key, article.url, article.title
      from appeal
      join comment on comment.site_id = $1 and comment.id = appeal.comment_id
      join author on author.site_id = $1 and author.id = comment.author_id
      join article on article.site_id = $1 and article.id = comment.article_id
      where appeal.site_id = $1 and appeal.answer = $2 and author.email is not null
      """;

  static final String NOTICE =
      """
      select notice.email, comment.id, comment.notify, notice.outcome, article.key, article.url,
        article.title
      from content_notice notice
      join comment on comment.site_id = $1 and comment.id = notice.comment_id
      join article on article.site_id = $1 and article.id = comment.article_id
      where notice.site_id = $1 and notice.id = $3 and notice.answer = $2
        and notice.email is not null
      """;

  private final Database database;
  private final MailLinks links;
  private final String domain;
  private final Clock clock;

  /**
   * @param domain in which messages have their ids
   */
  OutcomeLetters(Database database, MailLinks links, String domain, Clock clock) {
    this.database = database;
    this.links = links;
    this.domain = domain;
    this.clock = clock;
  }

  /**
   * Queues the message about what a decision has answered.
   *
   * @param recipient the author, or the notice
   */
  static Future<Void> queue(
      SqlClient on, int site, MailKind kind, UUID recipient, UUID decision, Instant now) {
    return MailQueue.add(
        on, site, kind, recipient, kind.code() + SEPARATOR + decision, now.plus(TAKEN_BACK));
  }

  /** The message; empty when there is nothing to tell any more. */
  Future<Optional<Message>> write(QueuedMail mail, Site site) {
    UUID decision =
        Ids.parse(mail.key().substring(mail.key().indexOf(SEPARATOR) + 1)).orElseThrow();
    return mail.kind() == MailKind.APPEAL
        ? found(APPEAL, Tuple.of(mail.site(), decision))
            .map(found -> found.map(row -> appeal(mail, site, row)))
        : found(NOTICE, Tuple.of(mail.site(), decision, mail.recipient()))
            .map(found -> found.map(row -> notice(mail, site, row)));
  }

  private Future<Optional<Row>> found(String statement, Tuple parameters) {
    return database
        .pool()
        .preparedQuery(statement)
        .execute(parameters)
        .map(rows -> rows.stream().findFirst());
  }

  private Message notice(QueuedMail mail, Site site, Row row) {
    MailWords words = words(site, null);
    String page = page(site, row);
    boolean removed = row.getString("outcome").equals("removed");
    Letter letter =
        new Letter(site, words.language(), words.direction())
            .paragraph(
                removed
                    ? words.say("notice.removed", "page", page)
                    : words.say("notice.kept", "page", page))
            .paragraph(words.say("notice.redress"))
            .small(words.say("notice.why", "site", site.name()), null);
    return message(mail, site, row, words.say("notice.subject", "site", site.name()), letter);
  }

  private Message appeal(QueuedMail mail, Site site, Row row) {
    MailWords words = words(site, row.getString("notify"));
    boolean overturned = row.getString("outcome").equals("overturned");
    String page = page(site, row);
    Letter letter =
        new Letter(site, words.language(), words.direction())
            .paragraph(
                overturned
                    ? words.say("appeal.overturned", "page", page)
                    : words.say("appeal.upheld", "page", page));
    Optional.ofNullable(row.getString("sentence"))
        .ifPresent(sentence -> letter.paragraph(ReasonText.sentence(sentence)));
    if (overturned) {
      letter.button(
          words.say("appeal.button"),
          links.comment(site, row.getString("key"), row.getString("url"), row.getUUID("id")));
    }
    return message(
        mail,
        site,
        row,
        words.say("appeal.subject", "site", site.name()),
        letter.small(words.say("appeal.why", "site", site.name()), null));
  }

  private static MailWords words(Site site, @org.jspecify.annotations.Nullable String language) {
    return MailWords.of(language == null ? site.settings().languages().get(0) : language);
  }

  private static String page(Site site, Row row) {
    String title = row.getString("title");
    return title.isEmpty() ? site.name() : title;
  }

  private Message message(QueuedMail mail, Site site, Row row, String subject, Letter letter) {
    return new Message(
        row.getString("email"),
        mail.id() + "@" + domain,
        Optional.empty(),
        Optional.empty(),
        site.name(),
        subject,
        letter.signed().text(),
        letter.html(),
        clock.instant());
  }
}
