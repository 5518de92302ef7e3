package dev.parley.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads rude words in which signs stand for some letters: {@code f*ck}, {@code s***}. Each sign is
 * one letter, so no letter changes its place.
 */
final class Masks {
  /** By length, the most common first: the first word that fits is used. */
  private static final Map<Integer, List<String>> WORDS =
      Arrays.stream(
              """
              fuck fucks fucked fucker fuckers fucking fuckin fuckface motherfucker motherfuckers
              motherfucking shit shits shitty shithead shithole bullshit bitch bitches bitching
              bitchy bastard bastards asshole assholes ass asses dumbass jackass arse arsehole cunt
              cunts dick dicks dickhead dickheads cock cocks cocksucker cocksuckers pussy pussies
              whore whores slut sluts slutty nigger niggers nigga niggas faggot faggots fag fags
              retard retards retarded tits twat twats wanker wankers prick pricks piss pissed
              douche douchebag moron morons idiot idiots stupid crap damn hell kill rape rapist
              """
                  .strip()
                  .split("\\s+"))
          .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));

  private Masks() {}

  /** Replaces the signs in the word from {@code start} to {@code end} if a rude word fits. */
  static void lift(char[] text, int start, int end) {
    for (String word : WORDS.getOrDefault(end - start, List.of())) {
      if (fits(word, text, start)) {
        word.getChars(0, word.length(), text, start);
        return;
      }
    }
  }

  private static boolean fits(String word, char[] text, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != '*' && text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
