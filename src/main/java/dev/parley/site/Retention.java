package dev.parley.site;

import dev.parley.http.NetworkPrefix;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * How long a site keeps what it need not keep.
 *
 * @param wholeAddress whether network addresses are kept whole; else only their network is, a /24
 *     of IPv4 or a /48 of IPv6, from the beginning
 * @param addressDays after how many days a comment's network address is erased, 1 to 3,650
 * @param emailDays after how many days without a comment an author's e-mail address is erased, with
 *     their wish for mail, 1 to 3,650; never by default
 * @param rejectedDays how many days after the last decision about it the text of a rejected or spam
 *     comment is erased, 1 to 3,650; never by default
 * @param logDays after how many days entries of the log, notes about comments, and what the checks
 *     said of a decided text are erased, 1 to 3,650; never by default
 */
public record Retention(
    boolean wholeAddress,
    int addressDays,
    Optional<Integer> emailDays,
    Optional<Integer> rejectedDays,
    Optional<Integer> logDays) {
  private static final Set<String> KNOWN =
      Set.of("wholeAddress", "addressDays", "emailDays", "rejectedDays", "logDays");
  private static final int LONGEST = 3_650;

  /**
   * That of a site that has set nothing. A network speaks for an author for 90 days, so it is not
   * needed for longer. How long anything else is needed, each publisher decides for itself.
   */
  public static final Retention DEFAULT =
      new Retention(false, 90, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads the value of a setting; throws {@link IllegalArgumentException} with a sentence when it
   * is wrong.
   */
  static Retention of(Object value) {
    if (!(value instanceof JsonObject json)) {
      throw new IllegalArgumentException("retention must be an object");
    }
    for (String name : json.fieldNames()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("retention." + name + " is not known");
      }
    }
    Object whole = json.getValue("wholeAddress", DEFAULT.wholeAddress);
    if (!(whole instanceof Boolean flag)) {
      throw new IllegalArgumentException("retention.wholeAddress must be true or false");
    }
    return new Retention(
        flag,
        days(json, "addressDays").orElse(DEFAULT.addressDays),
        days(json, "emailDays"),
        days(json, "rejectedDays"),
        days(json, "logDays"));
  }

  private static Optional<Integer> days(JsonObject json, String name) {
    Object days = json.getValue(name);
    if (days == null) {
      return Optional.empty();
    }
    if (!(days instanceof Integer number) || number < 1 || number > LONGEST) {
      throw new IllegalArgumentException(
          "retention." + name + " must be a whole number from 1 to " + LONGEST);
    }
    return Optional.of(number);
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject().put("wholeAddress", wholeAddress).put("addressDays", addressDays);
    emailDays.ifPresent(days -> json.put("emailDays", days));
    rejectedDays.ifPresent(days -> json.put("rejectedDays", days));
    logDays.ifPresent(days -> json.put("logDays", days));
    return json;
  }

  /** What is stored of an address. */
  public Optional<String> stored(String address) {
    return wholeAddress
        ? Optional.of(address)
        : NetworkPrefix.truncated(address).map(NetworkPrefix::toString);
  }
}
