package dev.parley.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Discord's webhooks: {@code content} in Markdown of at most 2,000 characters, which mentions
 * nobody, whatever is in it.
 */
final class DiscordFormat implements ChatFormat {
  private static final int MOST = 2_000;
  private static final Set<Character> SPECIAL =
      Set.of('\\', '*', '_', '~', '`', '|', '[', ']', '<', '>', '#');

  @Override
  public JsonObject body(ChatMessage message) {
    String sentence = escaped(message.sentence());
    String quotation = message.quotation().map(text -> "\n" + escaped(text)).orElse("");
    // In angle brackets, an address gets no preview.
    String link =
        message
            .link()
            .map(to -> "\n[" + escaped(to.words()) + "](<" + to.address() + ">)")
            .orElse("");
    String whole = sentence + quotation + link;
    // The parts are short, but nothing limits the service's own address.
    return new JsonObject()
        .put("content", whole.length() <= MOST ? whole : sentence + quotation)
        .put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
  }

  private static String escaped(String text) {
    return ChatText.escaped(text, SPECIAL);
  }
}
