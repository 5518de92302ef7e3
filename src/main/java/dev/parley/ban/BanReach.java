package dev.parley.ban;

import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.text.Domains;
import dev.parley.text.WebAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a ban would keep out beside the one it is meant for. What belongs to nobody, such as {@code
 * co.uk}, is not banned at all; what many people use is banned once its name has been typed again.
 */
public final class BanReach {
  private static final Set<String> COMMON = common();
  private static final int WIDE_IPV4 = 16;
  private static final int WIDE_IPV6 = 32;

  private BanReach() {}

  private static Set<String> common() {
    try (InputStream domains = BanReach.class.getResourceAsStream("common-domains.txt")) {
      return new String(Objects.requireNonNull(domains).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Refuses what would keep out nearly everybody. */
  public static void refuseBoundless(BanTarget target) {
    String value = target.value();
    if (target.kind() == Ban.Kind.DOMAIN && Domains.isPublicSuffix(value)) {
      throw Refusal.invalid(
          "value", "Ban a domain below “" + value + "”: anyone can register a domain there");
    }
    if (target.kind() == Ban.Kind.IP && bits(value) == 0) {
      throw Refusal.invalid("value", "Ban a smaller network: this one is the whole internet");
    }
  }

  /** Why a ban needs to be confirmed; empty when it is as narrow as it looks. */
  public static Optional<String> warning(Site site, BanTarget target) {
    String value = target.value();
    return switch (target.kind()) {
      case AUTHOR, EMAIL -> Optional.empty();
      case DOMAIN -> {
        if (site.origins().stream().anyMatch(origin -> isOn(origin, value))) {
          yield Optional.of("“" + value + "” is this site's own domain");
        }
        yield isCommon(value)
            ? Optional.of("Very many people use “" + value + "”")
            : Optional.empty();
      }
      case IP ->
          bits(value) < (value.indexOf(':') < 0 ? WIDE_IPV4 : WIDE_IPV6)
              ? Optional.of("Very many people are on " + value)
              : Optional.empty();
    };
  }

  private static boolean isCommon(String domain) {
    String name = Domains.registrable(domain).orElse(domain);
    // Providers with a domain in every country are listed by their name alone.
    return COMMON.contains(domain)
        || domain.equals(name) && COMMON.contains(name.substring(0, name.indexOf('.')));
  }

  private static boolean isOn(String origin, String domain) {
    return WebAddress.of(origin).filter(web -> Domains.isWithin(web.host(), domain)).isPresent();
  }

  private static int bits(String network) {
    return Integer.parseInt(network.substring(network.indexOf('/') + 1));
  }
}
