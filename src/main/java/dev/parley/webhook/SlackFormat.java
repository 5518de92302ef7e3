package dev.parley.webhook;

import io.vertx.core.json.JsonObject;

/**
 * Slack's incoming webhooks, and Mattermost's, which read the same: {@code text} in mrkdwn, where
 * three characters are written as entities (docs.slack.dev/messaging/formatting-message-text).
 */
final class SlackFormat implements ChatFormat {
  @Override
  public JsonObject body(ChatMessage message) {
    StringBuilder text = new StringBuilder(shown(message.sentence()));
    message.quotation().ifPresent(quotation -> text.append('\n').append(shown(quotation)));
    message
        .link()
        .ifPresent(
            link ->
                text.append("\n<")
                    .append(escaped(link.address()))
                    .append('|')
                    .append(escaped(link.words()))
                    .append('>'));
    return new JsonObject().put("text", text.toString());
  }

  /** Mattermost reads Markdown too, where a backslash would be seen in Slack. */
  private static String shown(String text) {
    return escaped(text).replace("](", "]" + ChatText.GAP + "(").replace('`', '\'');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
