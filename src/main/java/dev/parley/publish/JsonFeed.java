package dev.parley.publish;

import dev.parley.publish.Feed.Item;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What a comment answers and how
 * many comments are below it stands in the extension {@code _parley}.
 */
final class JsonFeed {
  private JsonFeed() {}

  static JsonObject of(Feed feed) {
    JsonObject json =
        new JsonObject()
            .put("version", "https://jsonfeed.org/version/1.1")
            .put("title", feed.title())
            .put("feed_url", feed.self());
    feed.page().ifPresent(url -> json.put("home_page_url", url));
    feed.count().ifPresent(count -> json.put("_parley", new JsonObject().put("comments", count)));
    JsonArray items = new JsonArray();
    feed.items().forEach(item -> items.add(item(item)));
    return json.put("items", items);
  }

  private static JsonObject item(Item item) {
    JsonObject author = new JsonObject().put("name", item.author());
    item.authorUrl().ifPresent(url -> author.put("url", url));
    JsonObject thread = new JsonObject().put("replies", item.replies());
    item.parent().ifPresent(parent -> thread.put("inReplyTo", Feed.name(parent)));
    JsonObject json =
        new JsonObject()
            .put("id", Feed.name(item.id()))
            .put("title", item.title())
            .put("content_html", item.html())
            .put("date_published", item.createdAt().toString())
            .put("authors", new JsonArray().add(author))
            .put("_parley", thread);
    item.permalink().ifPresent(url -> json.put("url", url));
    if (item.editedAt() != null) {
      json.put("date_modified", item.editedAt().toString());
    }
    return json;
  }
}
