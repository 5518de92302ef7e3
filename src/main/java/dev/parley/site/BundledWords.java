package dev.parley.site;

import java.util.List;
import java.util.stream.Stream;

/**
 * The suspect words of a site that has not set its own. Each has a language, because many are
 * harmless in others (a French train has {@code retard}), and matches whole words only: {@code
 * retard} does not match {@code retardant}.
 */
final class BundledWords {
  private static final String ENGLISH =
      """
      moron morons idiot idiots retard retards retarded scumbag scumbags
      asshole assholes arsehole arseholes bastard bastards bitch bitches bitching
      cunt cunts cunty wanker wankers whore whores slut sluts slutty
      fuck fucks fucked fucker fuckers fucking fuckin fuckface fuckhead fuckheads fuckwit fuckwits
      motherfucker motherfuckers motherfucking
      """;

  static final List<String> SUSPECT =
      Stream.concat(Stream.of(ENGLISH.strip().split("\\s+")), Stream.of("kill yourself", "go die"))
          .map(word -> "en:" + word)
          .toList();

  private BundledWords() {}
}
