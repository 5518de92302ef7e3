package dev.parley.moderator;

import dev.parley.database.Ids;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An API token as it is listed: all but what is secret.
 *
 * @param moderator whose programs use it
 * @param site the slug of the site whose key it is; empty when it may do all the moderator may
 */
record ApiToken(
    UUID id, String name, JsonObject moderator, Optional<String> site, Instant createdAt) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "parley_";
  private static final Pattern HEXADECIMAL =
      Pattern.compile("(?:" + PREFIX + ")?[0-9a-f]{40}", Pattern.CASE_INSENSITIVE);

  /**
   * A token just made.
   *
   * @param secret what its holder sends; shown this once, and stored as a hash only
   */
  record Issued(UUID id, String secret) {
    /** A token for all its owner may do. */
    static Issued token() {
      return new Issued(Ids.next(), PREFIX + random());
    }

    /**
     * A key of one site: digits alone, for WordPress drops everything else from what is entered as
     * a key of Akismet, and no more of them than a label of a host name may have.
     */
    static Issued key() {
      return new Issued(Ids.next(), random());
    }

    private static String random() {
      byte[] bytes = new byte[20];
      RANDOM.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    /** It is a secret. */
    @Override
    public String toString() {
      return id + " …";
    }
  }

  /** A token as it was issued: one that comes in a host name has lost its case. */
  static String asIssued(String sent) {
    return HEXADECIMAL.matcher(sent).matches() ? sent.toLowerCase(Locale.ROOT) : sent;
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("name", name)
            .put("moderator", moderator)
            .put("createdAt", createdAt.toString());
    site.ifPresent(slug -> json.put("site", slug));
    return json;
  }
}
