package dev.parley.review;

import dev.parley.http.Network;
import dev.parley.text.WebAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone or something that may not post on a site.
 *
 * @param value an author's id, an e-mail address, a domain, or a network such as 192.0.2.0/24
 * @param until when it ends by itself; empty for never
 */
public record Ban(
    UUID id, Kind kind, String value, Optional<Instant> until, String reason, Instant createdAt) {

  /** What is banned. */
  public enum Kind {
    AUTHOR,
    EMAIL,
    DOMAIN,
    IP;

    /** The word of the API. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What it is about, as a moderator sees it: of an address only what {@link Email} shows. */
  String shownValue() {
    return kind == Kind.EMAIL ? String.valueOf(Email.masked(value)) : value;
  }

  boolean inForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  /** Whether it is meant for this author, writing this from this address. */
  boolean covers(
      UUID author, Optional<String> email, Optional<String> url, String body, String address) {
    return switch (kind) {
      case AUTHOR -> value.equals(author.toString());
      case EMAIL -> email.map(value::equalsIgnoreCase).orElse(false);
      case DOMAIN ->
          email
                  .map(known -> endsInDomain(known.substring(known.lastIndexOf('@') + 1)))
                  .orElse(false)
              || url.filter(web -> mentionsDomain(web) || mentionsDomain(WebAddress.readable(web)))
                  .isPresent()
              || mentionsDomain(body);
      case IP -> Network.parse(value).map(network -> network.contains(address)).orElse(false);
    };
  }

  private boolean endsInDomain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals(value) || lower.endsWith("." + value);
  }

  /** Whether the domain stands in the text as a name of its own: not as part of a longer one. */
  private boolean mentionsDomain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + 1)) {
      int end = at + value.length();
      boolean begins = at == 0 || !isNamePart(lower.charAt(at - 1)) || lower.charAt(at - 1) == '.';
      boolean ends =
          end == lower.length()
              || !isNamePart(lower.charAt(end))
              || lower.charAt(end) == '.'
                  && (end + 1 == lower.length() || !isNamePart(lower.charAt(end + 1)));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '.';
  }
}
