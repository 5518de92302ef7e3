package dev.parley.perspective;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.database.Database;
import dev.parley.loop.Loop;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The scales that sites have learnt from their old scores, by attribute and language. Safe for
 * several threads.
 */
public final class OldScales {
  private final Database database;
  private final AsyncCache<Key, Map<PerspectiveAttribute, OldScale>> kept =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).buildAsync();

  private record Key(int site, String language) {}

  public OldScales(Database database) {
    this.database = database;
  }

  /** Stores a scale in place of the one before. */
  Future<Void> keep(int site, Calibrated calibrated) {
    return database
        .pool()
        .preparedQuery(
            """
            insert into old_scale (site_id, attribute, lang, olds, ours, texts, model_version)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (site_id, attribute, lang) do update set olds = excluded.olds,
              ours = excluded.ours, texts = excluded.texts,
              model_version = excluded.model_version, created_at = now()
            """)
        .execute(
            Tuple.of(
                    site,
                    calibrated.attribute().name(),
                    calibrated.language(),
                    boxed(calibrated.scale().olds()),
                    boxed(calibrated.scale().ours()))
                .addValue(calibrated.texts())
                .addValue(calibrated.modelVersion()))
        .mapEmpty();
  }

  /** The scales of a site in a language, as they were at most a minute ago. */
  Future<Map<PerspectiveAttribute, OldScale>> of(int site, String language) {
    return Loop.here(kept.get(new Key(site, language), (key, executor) -> read(key)));
  }

  private CompletableFuture<Map<PerspectiveAttribute, OldScale>> read(Key key) {
    return database
        .pool()
        .preparedQuery(
            "select attribute, olds, ours from old_scale where site_id = $1 and lang = $2")
        .execute(Tuple.of(key.site(), key.language()))
        .map(OldScales::scales)
        .toCompletionStage()
        .toCompletableFuture();
  }

  private static Map<PerspectiveAttribute, OldScale> scales(RowSet<Row> rows) {
    Map<PerspectiveAttribute, OldScale> scales = new EnumMap<>(PerspectiveAttribute.class);
    rows.forEach(
        row ->
            PerspectiveAttribute.named(row.getString("attribute"))
                .ifPresent(attribute -> scales.put(attribute, scale(row))));
    return scales;
  }

  private static OldScale scale(Row row) {
    return new OldScale(
        unboxed(row.getArrayOfDoubles("olds")), unboxed(row.getArrayOfDoubles("ours")));
  }

  private static Double[] boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Double[]::new);
  }

  private static double[] unboxed(Double[] numbers) {
    return Arrays.stream(numbers).mapToDouble(Double::doubleValue).toArray();
  }
}
