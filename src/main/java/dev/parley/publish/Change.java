package dev.parley.publish;

import dev.parley.comment.Article;
import dev.parley.comment.Transitions.Touched;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * A thread that looks different from now on.
 *
 * @param version the article's new version
 * @param count the number of its approved comments
 * @param moved whether its key leads to another article now
 */
public record Change(
    int site, UUID article, long version, int count, Article.State state, boolean moved) {
  /** A change of what is where it was. */
  public Change(int site, UUID article, long version, int count, Article.State state) {
    this(site, article, version, count, state, false);
  }

  /** The same news for readers of an article whose comments have moved to this one. */
  public Change of(UUID left) {
    return new Change(site, left, version, count, state, true);
  }

  /** The change to an article's present state. */
  public static Change of(int site, Touched article) {
    return new Change(site, article.article(), article.version(), article.count(), article.state());
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("site", site)
        .put("article", article.toString())
        .put("version", version)
        .put("count", count)
        .put("state", state.ordinal())
        .put("moved", moved);
  }

  static Change of(JsonObject json) {
    return new Change(
        json.getInteger("site"),
        UUID.fromString(json.getString("article")),
        json.getLong("version"),
        json.getInteger("count"),
        Article.State.ofNumber(json.getInteger("state")),
        json.getBoolean("moved", false));
  }
}
