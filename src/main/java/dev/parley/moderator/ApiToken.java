package dev.parley.moderator;

import dev.parley.database.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An API token as lists show it, without its secret.
 *
 * @param moderator the moderator whose programs use it
 * @param site the slug of the site whose key it is; empty when it has rights of the moderator
 * @param grant what it gives its holder
 */
record ApiToken(
    UUID id,
    String name,
    JsonObject moderator,
    Optional<String> site,
    Grant grant,
    Instant createdAt) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "parley_";
  private static final Pattern HEXADECIMAL =
      Pattern.compile("(?:" + PREFIX + ")?[0-9a-f]{40}", Pattern.CASE_INSENSITIVE);

  /**
   * A new token.
   *
   * @param secret what its holder sends; shown only once, and stored as a hash
   */
  record Issued(UUID id, String secret) {
    /** A token with rights of its owner. */
    static Issued token() {
      return new Issued(Ids.next(), PREFIX + random());
    }

    /**
     * A key of one site. It has digits only, because WordPress removes everything else from an
     * Akismet key, and no more than fit into a label of a host name.
     */
    static Issued key() {
      return new Issued(Ids.next(), random());
    }

    private static String random() {
      byte[] bytes = new byte[20];
      RANDOM.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return id + " …";
    }
  }

  /** The token as it was issued: in a host name it has lost its case. */
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
    site.ifPresentOrElse(
        slug -> json.put("site", slug).put("scale", grant.scale().code()),
        () -> json.put("scopes", new JsonArray(grant.scope().codes())));
    grant.expiresAt().ifPresent(end -> json.put("expiresAt", end.toString()));
    return json;
  }
}
