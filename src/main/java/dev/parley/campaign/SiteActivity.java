package dev.parley.campaign;

import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The recent activity of one site: its latest texts, and how fast comments arrive. Safe for several
 * threads: of two comments that arrive at once, one always finds the other.
 */
final class SiteActivity {
  private static final int MOST_RATES = 20_000;
  private static final long MINUTE = 60_000;

  private final RecentTexts texts = new RecentTexts();

  /** When the database was last read. */
  private Instant readAt;

  /** Articles and networks with comments, the latest last. */
  private final Map<Key, Rate> rates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rate> eldest) {
          return size() > MOST_RATES;
        }
      };

  private record Key(Place place, long number) {}

  /**
   * @param readAt where reading the database begins
   */
  SiteActivity(Instant readAt) {
    this.readAt = readAt;
  }

  /** The surroundings of a comment, before the comment itself is added. */
  record Recalled(List<RecentText> likes, List<Surroundings.Rate> rates) {}

  /** Answers the surroundings of a comment, and adds the comment. */
  synchronized Recalled recall(RecentText text) {
    boolean edited = texts.contains(text.id());
    List<RecentText> likes =
        texts.like(text).stream()
            .filter(like -> like.at() > text.at() - RecentActivity.WINDOW.toMillis())
            .toList();
    addOrReplace(text);
    return new Recalled(likes, edited ? List.of() : rates(text));
  }

  /** Forgets a comment. */
  synchronized void forget(UUID comment) {
    texts.forget(comment);
  }

  /** The number of texts that fit now. */
  synchronized int capacity() {
    return texts.capacity();
  }

  /**
   * The time of the last reading, if it is longer ago than {@code pause}; the caller must then read
   * the database now.
   */
  synchronized Optional<Instant> due(Instant now, Duration pause) {
    if (!readAt.plus(pause).isBefore(now)) {
      return Optional.empty();
    }
    Instant last = readAt;
    readAt = now;
    return Optional.of(last);
  }

  /** Undoes the note of a reading that failed, so that the next one begins at that time again. */
  synchronized void missedSince(Instant last) {
    readAt = last;
  }

  /** Adds a comment that is not known yet. */
  synchronized void add(RecentText text) {
    if (texts.contains(text.id())) {
      return;
    }
    texts.add(text);
    for (Key key : keys(text)) {
      rates.computeIfAbsent(key, place -> new Rate(text.at() / MINUTE)).count(text.at() / MINUTE);
    }
  }

  /** Adds a comment, or replaces its text. */
  private void addOrReplace(RecentText text) {
    if (texts.contains(text.id())) {
      texts.add(text);
    } else {
      add(text);
    }
  }

  /** How fast comments arrive at the places of this one, which has already been added. */
  private List<Surroundings.Rate> rates(RecentText text) {
    List<Surroundings.Rate> found = new ArrayList<>();
    for (Key key : keys(text)) {
      Rate rate = rates.get(key);
      if (rate != null) {
        int recent = rate.recent(text.at() / MINUTE);
        found.add(new Surroundings.Rate(key.place(), recent, rate.usual()));
      }
    }
    return found;
  }

  private static List<Key> keys(RecentText text) {
    Key article = new Key(Place.ARTICLE, text.article());
    Key site = new Key(Place.SITE, 0);
    return text.network() == 0
        ? List.of(article, site)
        : List.of(article, site, new Key(Place.NETWORK, text.network()));
  }
}
