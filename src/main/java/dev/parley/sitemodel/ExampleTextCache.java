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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What was read of lessons' texts, kept from round to round: a decision is looked at in some ten
 * rounds. Of texts for which there is no room what the shipped models say is kept, for a second
 * opinion is dear. For one thread at a time; {@linkplain Thread#interrupt() interrupted} it stops.
 */
final class ExampleTextCache {
  /** Scores that are kept, about 500 bytes each. */
  private static final int MOST_SCORES = 4 * TrainingRun.MOST_LESSONS;

  /** The part of the heap that what is read may take. */
  private static final int PART_OF_HEAP = 16;

  private final BaseModel shipped;

  /** What reading depends on. */
  private record Key(
      String text,
      dev.parley.comment.Text.Format format,
      Optional<Author> author,
      List<String> languages) {}

  /** Names a text, by two hashes of which one heeds its case and punctuation, and its language. */
  private record Text(long fingerprint, int exact, int length, CommentLanguage language) {}

  private final Cache<Key, ExampleText> read =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .<Key, ExampleText>weigher((key, read) -> ExampleText.bytes(key.text()))
          .build();

  private final Cache<Text, Scores> scores = Caffeine.newBuilder().maximumSize(MOST_SCORES).build();

  ExampleTextCache(BaseModel shipped) {
    this.shipped = shipped;
  }

  /** A lesson, read. */
  LabelledExample lesson(RawExample told, SiteSettings settings) {
    Key key = new Key(told.text(), told.format(), told.author(), settings.languages());
    ExampleText known = read.getIfPresent(key);
    if (known == null) {
      known = ExampleText.of(told.text(), told.format(), told.author(), settings, this::scores);
      read.put(key, known);
    }
    return told.lesson(known);
  }

  private Scores scores(Reading reading, Features features, CommentLanguage language) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("it took too long");
    }
    String original = reading.original();
    Text text = new Text(reading.fingerprint(), original.hashCode(), original.length(), language);
    Scores before = scores.getIfPresent(text);
    if (before != null) {
      return before;
    }
    // One that fails ends the round: what is learnt on other scores than screening's is wrong.
    Scores found = shipped.scores(reading, features, language);
    scores.put(text, found);
    return found;
  }
}
