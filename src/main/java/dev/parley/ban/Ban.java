package dev.parley.ban;

import dev.parley.comment.Author;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.http.NetworkPrefix;
import dev.parley.text.Domains;
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

  public boolean inForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  /** Whether it is meant for this author, writing from this address. */
  public boolean coversSender(Author author, String address) {
    return kind == Kind.AUTHOR
        ? value.equals(author.id().toString())
        : coversTyped(author, address);
  }

  /** Whether it is meant for whoever types this and writes from this address. */
  boolean coversTyped(Author author, String address) {
    return switch (kind) {
      case AUTHOR -> false;
      case EMAIL -> author.email().map(value::equalsIgnoreCase).orElse(false);
      case DOMAIN ->
          author.email().map(Ban::mailHost).filter(this::isWithin).isPresent()
              || author.url().filter(this::leadsThere).isPresent();
      case IP -> NetworkPrefix.parse(value).map(network -> network.contains(address)).orElse(false);
    };
  }

  /** Whether it is meant for this text, or for the name it is sent under. */
  public boolean coversText(Text text, Sender sender) {
    return switch (kind) {
      case AUTHOR, EMAIL, IP -> false;
      case DOMAIN ->
          text.hosts().stream().anyMatch(this::isWithin)
              || Domains.isNamed(value, text.seen())
              || Domains.isNamed(value, sender.name().original());
    };
  }

  private static String mailHost(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }

  private boolean isWithin(String host) {
    return Domains.isWithin(host, value);
  }

  private boolean leadsThere(String url) {
    return WebAddress.typed(url).map(WebAddress::host).filter(this::isWithin).isPresent()
        || Domains.isNamed(value, url);
  }
}
