package dev.parley.ban;

import dev.parley.comment.Author;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.problem.Refusal;
import dev.parley.text.Domains;
import dev.parley.text.WebAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * Whom or what a ban is about.
 *
 * @param value an author's id, an e-mail address, a domain, or a network such as 192.0.2.0/24, as
 *     the store writes it
 */
public record BanTarget(Ban.Kind kind, String value) {
  /** The target somebody has typed; refused when the value does not fit the kind. */
  public static BanTarget typed(Ban.Kind kind, String value) {
    // Authors' addresses are stored in the letters they were typed in.
    String letters =
        kind == Ban.Kind.EMAIL
            ? value.strip()
            : Normalizer.normalize(value.strip(), Normalizer.Form.NFKC);
    return new BanTarget(kind, normalised(kind, letters.toLowerCase(Locale.ROOT)));
  }

  private static String normalised(Ban.Kind kind, String lower) {
    return switch (kind) {
      case AUTHOR ->
          Ids.parse(lower)
              .map(UUID::toString)
              .orElseThrow(() -> Refusal.invalid("value", "Send the author's id"));
      case EMAIL -> {
        if (!lower.matches("[^\\s@*]+@[^\\s@*]+")) {
          throw Refusal.invalid(
              "value", "Send one person's e-mail address; to ban all of a domain, ban the domain");
        }
        yield lower;
      }
      case DOMAIN -> {
        if (!lower.matches("[\\p{L}0-9-]+(\\.[\\p{L}0-9-]+)+")) {
          throw Refusal.invalid("value", "Send a domain like example.com");
        }
        yield lower;
      }
      case IP ->
          NetworkPrefix.parse(lower)
              .map(NetworkPrefix::toString)
              .orElseThrow(
                  () -> Refusal.invalid("value", "Send an address or a network like 192.0.2.0/24"));
    };
  }

  /** Whether it is this author, writing from this address. */
  boolean coversSender(Author author, String address) {
    return kind == Ban.Kind.AUTHOR
        ? value.equals(author.id().toString())
        : coversTyped(author, address);
  }

  /** Whether it is whoever types this and writes from this address. */
  boolean coversTyped(Author author, String address) {
    return switch (kind) {
      case AUTHOR -> false;
      case EMAIL -> author.email().map(value::equalsIgnoreCase).orElse(false);
      case DOMAIN ->
          author.email().map(BanTarget::mailHost).filter(this::isWithin).isPresent()
              || author.url().filter(this::leadsThere).isPresent();
      case IP -> NetworkPrefix.parse(value).map(network -> network.contains(address)).orElse(false);
    };
  }

  /** Whether it is in this text, or in the name it is sent under. */
  boolean coversText(Text text, Sender sender) {
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
