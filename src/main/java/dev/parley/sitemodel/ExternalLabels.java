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

/** What others than a site's own moderators say of texts; the site learns from it as well. */
public final class ExternalLabels {
  private static final int MOST_OF_A_KEY = 200;

  /** As long as a comment may be anywhere. */
  private static final int MOST_OF_A_TEXT = SiteSettings.LONGEST_BODY;

  private final Database database;
  private final SiteModels siteModels;

  ExternalLabels(Database database, SiteModels siteModels) {
    this.database = database;
    this.siteModels = siteModels;
  }

  /**
   * A label.
   *
   * <p>Its text is kept as far as a comment may be long.
   *
   * @param key the sender's own name for the text, at most 200 characters: the same key again is
   *     the same text, and the last label of an attribute wins
   * @param attribute {@code SPAM} or {@code TOXICITY}
   * @param origin who says so, such as a token's id; counts as one moderator
   * @param author who wrote the text, if that is known; an earlier label's stays if it is not
   * @param at when it was said; what lies in the future counts as said now
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
        throw new IllegalArgumentException("A key or an origin has 1 to 200 characters");
      }
      text = text.substring(0, Math.min(text.length(), MOST_OF_A_TEXT));
      if (!TrainingRun.ATTRIBUTES.contains(attribute)) {
        throw new IllegalArgumentException("No site learns " + attribute.key());
      }
    }
  }

  /** Keeps a label. Repeating it is harmless; an older one does not replace a newer one. */
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
                siteModels.heard(site);
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
