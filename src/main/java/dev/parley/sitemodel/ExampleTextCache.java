package dev.parley.sitemodel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.Author;
import dev.parley.comment.CommentLanguage;
import dev.parley.learning.LabelledExample;
import dev.parley.learning.TrainingRun;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The texts of examples, read once and kept from one training run to the next: a decision is used
 * in some ten runs. Where a text does not fit, its shipped scores are kept, because a second
 * opinion is expensive. For one thread at a time; it stops when that thread is {@linkplain
 * Thread#interrupt() interrupted}.
 */
final class ExampleTextCache {
  /** The most scores that are kept, about 500 bytes each. */
  private static final int MOST_SCORES = 4 * TrainingRun.MOST_EXAMPLES;

  /** Texts may take this part of the heap: one sixteenth. */
  private static final int PART_OF_HEAP = 16;

  private static final Duration KEPT = Duration.ofHours(12);

  private final BaseModel shipped;

  /** Everything the reading of a text depends on. */
  private record Key(
      String text,
      dev.parley.comment.Text.Format format,
      Optional<Author> author,
      List<String> languages) {}

  /** Identifies a text and its language; of the two hashes one respects case and punctuation. */
  private record Text(long fingerprint, int exact, int length, CommentLanguage language) {}

  private final Cache<Key, ExampleText> read =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          // A text that no run uses any more may belong to somebody who was erased.
          .expireAfterAccess(KEPT)
          .<Key, ExampleText>weigher((key, read) -> ExampleText.bytes(key.text()))
          .build();

  /** The language of a mixed text holds parts of it, so these go as the texts do. */
  private final Cache<Text, Scores> scores =
      Caffeine.newBuilder().maximumSize(MOST_SCORES).expireAfterAccess(KEPT).build();

  ExampleTextCache(BaseModel shipped) {
    this.shipped = shipped;
  }

  /** The example with its text read, from the cache if it is there. */
  LabelledExample read(RawExample raw, SiteSettings settings) {
    Key key = new Key(raw.text(), raw.format(), raw.author(), settings.languages());
    ExampleText known = read.getIfPresent(key);
    if (known == null) {
      known = ExampleText.of(raw.text(), raw.format(), raw.author(), settings, this::scores);
      read.put(key, known);
    }
    return raw.labelled(known);
  }

  private Scores scores(Reading reading, Features features, CommentLanguage language) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Reading the examples took too long");
    }
    String original = reading.original();
    Text text = new Text(reading.fingerprint(), original.hashCode(), original.length(), language);
    Scores before = scores.getIfPresent(text);
    if (before != null) {
      return before;
    }
    // A failure here ends the run: a model learnt on other scores than screening's would be wrong.
    Scores found = shipped.scores(reading, features, language);
    scores.put(text, found);
    return found;
  }
}
