package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.database.Database;
import dev.parley.learning.TrainingRun;
import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Labels of texts from others than a site's moderators, such as API clients; sites learn from them
 * too.
 */
public final class ExternalLabels {
  private static final int MOST_OF_A_KEY = 200;

  /** The longest comment that any site may allow. */
  private static final int MOST_OF_A_TEXT = SiteSettings.LONGEST_BODY;

  private final Database database;
  private final SiteModels siteModels;

  ExternalLabels(Database database, SiteModels siteModels) {
    this.database = database;
    this.siteModels = siteModels;
  }

  /**
   * A label of a text. The text is cut to the length of the longest comment.
   *
   * @param key the sender's own name for the text, 1 to 200 characters: the same key means the same
   *     text, and the latest label of an attribute wins
   * @param attribute {@code SPAM} or {@code TOXICITY}
   * @param origin who gives the label, such as a token's id, at most 200 characters; counts as one
   *     moderator
   * @param author who wrote the text; when empty, the author of an earlier label stays
   * @param at when the label was given; a time in the future counts as now
   */
  public record Label(
      String key,
      String text,
      Attribute attribute,
      boolean value,
      String origin,
      Optional<Author> author,
      Instant at) {
    public Label {
      if (key.isEmpty() || key.length() > MOST_OF_A_KEY || origin.length() > MOST_OF_A_KEY) {
        throw new IllegalArgumentException(
            "A label's key must have 1 to 200 characters, and its origin at most 200");
      }
      text = text.substring(0, Math.min(text.length(), MOST_OF_A_TEXT));
      if (!TrainingRun.ATTRIBUTES.contains(attribute)) {
        throw new IllegalArgumentException(
            "A site can learn spam and toxicity, but not " + attribute.key());
      }
    }
  }

  /** Stores a label. Storing it twice is harmless; an older label does not replace a newer one. */
  public Future<Void> put(int site, Label label) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        insert into label (site_id, attribute, key, value, text, origin, author_id,
                          author_name, author_url, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, least($10, now()))
                        on conflict (site_id, attribute, key) do update set
                          value = excluded.value, text = excluded.text, origin = excluded.origin,
                          author_id = coalesce(excluded.author_id, label.author_id),
                          author_name = case when excluded.author_id is null
                            then label.author_name else excluded.author_name end,
                          author_url = case when excluded.author_id is null
                            then label.author_url else excluded.author_url end,
                          created_at = excluded.created_at, heard_at = excluded.heard_at
                        where label.created_at <= excluded.created_at
                          and (label.value, label.text, label.origin)
                            is distinct from (excluded.value, excluded.text, excluded.origin)
                        """)
                    .execute(parameters(site, label)))
        .map(
            rows -> {
              if (rows.rowCount() > 0) {
                siteModels.onDecision(site);
              }
              return null;
            });
  }

  private static Tuple parameters(int site, Label label) {
    return Tuple.of(site, label.attribute().key(), label.key(), label.value(), label.text())
        .addValue(label.origin())
        .addValue(label.author().map(Author::id).orElse(null))
        .addValue(label.author().map(Author::name).orElse(""))
        .addValue(label.author().flatMap(Author::url).orElse(null))
        .addValue(label.at().atOffset(ZoneOffset.UTC));
  }
}
