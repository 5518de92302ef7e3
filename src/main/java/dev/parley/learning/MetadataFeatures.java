package dev.parley.learning;

import dev.parley.text.Domains;
import dev.parley.text.Link;
import dev.parley.text.Reading;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The features of a comment beside its words: the hosts its links lead to, and the name and web
 * address of its author. Each is a 32-bit hash, as in {@link dev.parley.model.Features}.
 */
final class MetadataFeatures {
  /** The value of every metadata feature. */
  static final float VALUE = 0.7f;

  /** At most this many: it bounds the work on texts that are nothing but links. */
  private static final int MOST = 40;

  private final int[] found = new int[MOST];
  private int size;

  private MetadataFeatures() {}

  static int[] of(Reading reading, Optional<Byline> author) {
    MetadataFeatures features = new MetadataFeatures();
    for (Link link : reading.links()) {
      features.host(link.host());
    }
    author.ifPresent(by -> features.name(by.name().toLowerCase(Locale.ROOT)));
    Optional<String> url = author.flatMap(Byline::url);
    features.add("url", url.isPresent() ? "given" : "none");
    url.flatMap(MetadataFeatures::hostOf).ifPresent(features::host);
    return Arrays.copyOf(features.found, features.size);
  }

  private void name(String name) {
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
        if (i > start) {
          add("name", name.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost()).map(h -> h.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  /** Adds a host and its domain: spammers change the host more often than the domain. */
  private void host(String host) {
    add("host", host);
    add("domain", Domains.registrable(host).orElse(host));
  }

  private void add(String kind, String value) {
    if (size == MOST) {
      return;
    }
    int hash = mix(kind.hashCode() * 31 + value.hashCode());
    for (int i = 0; i < size; i++) {
      if (found[i] == hash) {
        return;
      }
    }
    found[size++] = hash;
  }

  /** The finisher of MurmurHash3, 32 bits: buckets are the upper bits. */
  private static int mix(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
