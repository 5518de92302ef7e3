package dev.parley.webhook;

import dev.parley.comment.ReportReasons;
import dev.parley.database.Database;
import dev.parley.site.ConsoleLinks;
import dev.parley.webhook.ChatMessage.Link;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Says events in sentences, in English as the console is. What a moderator acts on comes with the
 * author's name, how the comment begins, and a link to its case; of a comment that may be a threat
 * only the reason is said. Of people nothing is said but that name.
 */
final class ChatMessages {
  private static final int LONGEST_NAME = 100;

  private static final String ACT =
      """
      select action, moderator_id is not null as by_moderator from decision
      where site_id = $1 and id = $2
      """;

  private final Database database;
  private final ConsoleLinks console;

  ChatMessages(Database database, ConsoleLinks console) {
    this.database = database;
    this.console = console;
  }

  /** A row of the log, as far as it is told. */
  private record Told(String action, boolean byModerator) {
    static Told of(Row row) {
      return new Told(row.getString("action"), row.getBoolean("by_moderator"));
    }
  }

  Future<ChatMessage> of(Webhook webhook, Delivery delivery) {
    String site = ChatText.line(webhook.siteName(), LONGEST_NAME);
    return WebhookEvent.ofCode(delivery.type())
        .map(event -> of(webhook, delivery, event, site))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    sentence("Parley tries whether it can write here about " + site + ".")));
  }

  private Future<ChatMessage> of(
      Webhook webhook, Delivery delivery, WebhookEvent event, String site) {
    return switch (event) {
      case COMMENT_HELD, COMMENT_SPAM ->
          act(webhook, delivery)
              .compose(
                  act ->
                      act.filter(Told::byModerator).isPresent()
                          ? toModerators(webhook, delivery, byModerator(event, site), false)
                          : toModerators(webhook, delivery, byRule(event, site), true));
      case COMMENT_REPORTED ->
          report(webhook, delivery)
              .compose(
                  reason ->
                      toModerators(
                          webhook,
                          delivery,
                          " was reported on " + site + ": " + reason + ".",
                          false));
      case DECISION_MADE ->
          act(webhook, delivery)
              .map(
                  act ->
                      ofComment(
                          webhook,
                          delivery,
                          "A moderator decided on a comment on "
                              + site
                              + act.map(told -> ": " + told.action()).orElse("")
                              + "."));
      case COMMENT_CREATED -> plain(webhook, delivery, "A comment was written on " + site + ".");
      case COMMENT_APPROVED -> plain(webhook, delivery, "A comment was approved on " + site + ".");
      case COMMENT_REJECTED -> plain(webhook, delivery, "A comment was rejected on " + site + ".");
      case COMMENT_EDITED -> plain(webhook, delivery, "A comment was edited on " + site + ".");
      case COMMENT_DELETED ->
          Future.succeededFuture(sentence("A comment was deleted on " + site + "."));
      case BAN_CREATED -> Future.succeededFuture(sentence("Somebody was banned on " + site + "."));
      case RAID_DETECTED ->
          Future.succeededFuture(
              new ChatMessage(
                  "Suddenly many comments come in on " + site + ".",
                  Optional.empty(),
                  Optional.of(new Link("Open the queue", console.queue(webhook.site())))));
      case MODEL_CHOSEN ->
          Future.succeededFuture(sentence("Another model was chosen for " + site + "."));
      case MODEL_DRIFTED ->
          Future.succeededFuture(
              sentence("What the models say on " + site + " has changed. See the dashboard."));
    };
  }

  private static String byModerator(WebhookEvent event, String site) {
    return event == WebhookEvent.COMMENT_HELD
        ? " was put back into the queue by a moderator on " + site + "."
        : " was marked as spam by a moderator on " + site + ".";
  }

  private static String byRule(WebhookEvent event, String site) {
    return (event == WebhookEvent.COMMENT_HELD ? " was held on " : " was put aside as spam on ")
        + site;
  }

  /**
   * What a moderator acts on.
   *
   * @param rest what follows the words for the comment
   * @param why whether the reasons follow, and the full stop
   */
  private Future<ChatMessage> toModerators(
      Webhook webhook, Delivery delivery, String rest, boolean why) {
    return comment(webhook, delivery)
        .map(
            found -> {
              if (found.isEmpty()) {
                return sentence("A comment that is deleted now" + rest + (why ? "." : ""));
              }
              ToldComment comment = found.get();
              String sentence =
                  "A comment"
                      + comment.author().map(name -> " by " + name).orElse("")
                      + rest
                      + (why ? reasons(comment.reasons()) : "");
              return new ChatMessage(
                  sentence, comment.excerpt(), ofComment(webhook, delivery, sentence).link());
            });
  }

  private static String reasons(List<String> reasons) {
    return reasons.isEmpty() ? "." : ": " + String.join(", ", reasons) + ".";
  }

  private static ChatMessage sentence(String sentence) {
    return new ChatMessage(sentence, Optional.empty(), Optional.empty());
  }

  private Future<ChatMessage> plain(Webhook webhook, Delivery delivery, String sentence) {
    return Future.succeededFuture(ofComment(webhook, delivery, sentence));
  }

  private ChatMessage ofComment(Webhook webhook, Delivery delivery, String sentence) {
    return new ChatMessage(
        sentence,
        Optional.empty(),
        delivery
            .comment()
            .map(id -> new Link("Open the case", console.caseOf(webhook.site(), id))));
  }

  private Future<Optional<ToldComment>> comment(Webhook webhook, Delivery delivery) {
    UUID id = delivery.comment().orElse(delivery.act());
    return first(ToldComment.SELECT, webhook, id).map(row -> row.flatMap(ToldComment::of));
  }

  private Future<Optional<Told>> act(Webhook webhook, Delivery delivery) {
    return first(ACT, webhook, delivery.act()).map(row -> row.map(Told::of));
  }

  /** The word for why, never what the reader wrote beside it. */
  private Future<String> report(Webhook webhook, Delivery delivery) {
    return first(
            "select reason from report where site_id = $1 and id = $2", webhook, delivery.act())
        .map(
            row ->
                row.map(report -> report.getString("reason").toLowerCase(Locale.ROOT))
                    .filter(ReportReasons.CODES::contains)
                    .orElse("other"));
  }

  private Future<Optional<Row>> first(String sql, Webhook webhook, UUID id) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(Tuple.of(webhook.siteId(), id))
        .map(rows -> rows.stream().findFirst());
  }
}
