package dev.parley.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * The webhook of Microsoft Teams' app Workflows: a message with an Adaptive Card, whose text blocks
 * read some Markdown, and dates in double braces.
 */
final class TeamsFormat implements ChatFormat {
  private static final Set<Character> SPECIAL =
      Set.of('\\', '*', '_', '~', '`', '[', ']', '<', '>');

  @Override
  public JsonObject body(ChatMessage message) {
    JsonArray blocks = new JsonArray().add(block(message.sentence()));
    message.quotation().ifPresent(quotation -> blocks.add(block(quotation)));
    JsonObject card =
        new JsonObject()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.4")
            .put("body", blocks);
    message
        .link()
        .ifPresent(
            link ->
                card.put(
                    "actions",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("type", "Action.OpenUrl")
                                .put("title", link.words())
                                .put("url", link.address()))));
    return new JsonObject()
        .put("type", "message")
        .put(
            "attachments",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("contentType", "application/vnd.microsoft.card.adaptive")
                        .put("content", card)));
  }

  private static JsonObject block(String text) {
    String shown = ChatText.escaped(text, SPECIAL).replace("{", "{" + ChatText.GAP);
    return new JsonObject().put("type", "TextBlock").put("text", shown).put("wrap", true);
  }
}
