package dev.parley.campaign;

import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of a site's latest comments: their texts, and how fast they came. */
final class SiteActivity {
  private static final int MOST_RATES = 20_000;
  private static final long MINUTE = 60_000;

  final RecentTexts texts = new RecentTexts();

  /** When the store was read last. */
  Instant readAt = Instant.MIN;

  /** Articles and networks that had comments, the latest last. */
  private final Map<Key, Rate> rates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rate> eldest) {
          return size() > MOST_RATES;
        }
      };

  private record Key(Place place, long number) {}

  /** Remembers a comment, unless it is known. */
  void add(RecentText text) {
    if (texts.contains(text.id())) {
      return;
    }
    texts.add(text);
    for (Key key : keys(text)) {
      rates.computeIfAbsent(key, place -> new Rate(text.at() / MINUTE)).count(text.at() / MINUTE);
    }
  }

  /** Remembers a comment, or what it says now. */
  void addOrReplace(RecentText text) {
    if (texts.contains(text.id())) {
      texts.add(text);
    } else {
      add(text);
    }
  }

  /** How fast comments came to the places of this one, which has been added. */
  List<Surroundings.Rate> rates(RecentText text) {
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
