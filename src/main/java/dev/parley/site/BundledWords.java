package dev.parley.site;

import java.util.List;
import java.util.stream.Stream;

/**
 * The words a site suspects until it says otherwise. Each has a language, for many are harmless in
 * others (a French train has {@code retard}), and stands for itself alone: {@code retard} is not
 * {@code retardant}.
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
