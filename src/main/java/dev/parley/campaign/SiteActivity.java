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
 * What is remembered of a site's latest comments: their texts, and how fast they came. Safe for
 * several threads: of two comments that come at once, one is remembered when the other is looked
 * at.
 */
final class SiteActivity {
  private static final int MOST_RATES = 20_000;
  private static final long MINUTE = 60_000;

  private final RecentTexts texts = new RecentTexts();

  /** When the store was read last. */
  private Instant readAt;

  /** Articles and networks that had comments, the latest last. */
  private final Map<Key, Rate> rates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rate> eldest) {
          return size() > MOST_RATES;
        }
      };

  private record Key(Place place, long number) {}

  /**
   * @param readAt when reading the store begins
   */
  SiteActivity(Instant readAt) {
    this.readAt = readAt;
  }

  /** What is remembered about a comment, before the comment is part of it. */
  record Recalled(List<RecentText> likes, List<Surroundings.Rate> rates) {}

  /** Tells what is remembered about a comment, and remembers the comment. */
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

  /** How many texts there is room for now. */
  synchronized int capacity() {
    return texts.capacity();
  }

  /**
   * When the store was read last, if that is longer ago than {@code pause}; whoever is told so
   * reads it now.
   */
  synchronized Optional<Instant> due(Instant now, Duration pause) {
    if (!readAt.plus(pause).isBefore(now)) {
      return Optional.empty();
    }
    Instant last = readAt;
    readAt = now;
    return Optional.of(last);
  }

  /** Takes back that the store was read: it is to be read from then on again. */
  synchronized void missedSince(Instant last) {
    readAt = last;
  }

  /** Remembers a comment, unless it is known. */
  synchronized void add(RecentText text) {
    if (texts.contains(text.id())) {
      return;
    }
    texts.add(text);
    for (Key key : keys(text)) {
      rates.computeIfAbsent(key, place -> new Rate(text.at() / MINUTE)).count(text.at() / MINUTE);
    }
  }

  /** Remembers a comment, or what it says now. */
  private void addOrReplace(RecentText text) {
    if (texts.contains(text.id())) {
      texts.add(text);
    } else {
      add(text);
    }
  }

  /** How fast comments came to the places of this one, which has been added. */
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
