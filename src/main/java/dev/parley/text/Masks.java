package dev.parley.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rude words in disguise. A sign or digit may stand for a letter ({@code f*ck}, {@code s***},
 * {@code f@ck}, {@code ni99er}, {@code @rsehole}); each is one letter, so no letter changes its
 * place. A word may also be spelt in a known other way ({@code cvnt}), backwards, or divided
 * ({@code idi-ot}). Nothing else is changed, so a list of words is enough: what is not on it stays
 * as it was typed.
 */
final class Masks {
  /** By length, the most common first: the first word that fits is used. */
  private static final Map<Integer, List<String>> WORDS =
      listed(
              """
              fuck fucks fucked fucker fuckers fucking fuckin fuckface fuckwit motherfucker
              motherfuckers motherfucking shit shits shitty shithead shithole dipshit bullshit bitch
              bitches bitching bitchy bastard bastards asshole assholes ass asses dumbass jackass
              arse arsehole arseholes cunt cunts dick dicks dickhead dickheads cock cocks cocksucker
              cocksuckers pussy pussies whore whores slut sluts slutty nigger niggers nigga niggas
              faggot faggots fag fags retard retards retarded tits twat twats wanker wankers tosser
              prick pricks piss pissed douche douchebag scumbag moron morons idiot idiots imbecile
              cretin stupid crap damn hell kill rape rapist tranny trannies kikes
              arschloch wichser hurensohn fotze scheisse schlampe missgeburt schwuchtel
              foder caralho porra merda puta viado arrombado
              """)
          .collect(Collectors.groupingBy(String::length));

  /** Words with an ordinary meaning, or that are another word backwards. */
  private static final Set<String> MILD =
      Set.of("crap", "damn", "hell", "kill", "rape", "arse", "cock", "cocks", "stupid");

  /** Words that are no part of an ordinary word and no ordinary word backwards. */
  private static final Set<String> STRONG =
      WORDS.values().stream()
          .flatMap(List::stream)
          .filter(word -> word.length() >= 4 && !MILD.contains(word))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, String> OTHERWISE = otherwise();

  private static final int MOST_PARTS = 4;

  private Masks() {}

  private static Stream<String> listed(String words) {
    return Arrays.stream(words.strip().split("\\s+"));
  }

  /** Other spellings that people use to get past filters, and each strong word backwards. */
  private static Map<String, String> otherwise() {
    Map<String, String> spellings = new HashMap<>();
    for (String word : STRONG) {
      spellings.put(new StringBuilder(word).reverse().toString(), word);
    }
    String[] pairs =
        listed(
                """
                cvnt cunt cvnts cunts fvck fuck fvcking fucking fvcker fucker fcuk fuck fcuking
                fucking fcking fucking phuck fuck phucking fucking fukk fuck fuking fucking fukking
                fucking fukker fucker biatch bitch biotch bitch beotch bitch beetch bitch bytch bitch
                btch bitch biitch bitch shyt shit shiit shit azzhole asshole asshoel asshole arsehol
                arsehole dickhed dickhead dikhead dickhead niqqa nigga niqqer nigger niggr nigger
                nigguh nigga fagget faggot faqqot faggot phaggot faggot retart retard reetard retard
                stoopid stupid idjit idiot eejit idiot idiott idiot basterd bastard basturd bastard
                """)
            .toArray(String[]::new);
    for (int i = 0; i < pairs.length; i += 2) {
      spellings.put(pairs[i], pairs[i + 1]);
    }
    return Map.copyOf(spellings);
  }

  /**
   * Replaces the signs in the word from {@code start} to {@code end} if a rude word fits. A word
   * needs two letters that are typed as such, unless stars mask the others.
   */
  static void lift(FoldedText text, int start, int end) {
    for (String word : WORDS.getOrDefault(end - start, List.of())) {
      if (fits(word, text, start)) {
        word.getChars(0, word.length(), text.characters, start);
        return;
      }
    }
  }

  /** Whether a character of a word is a sign that may stand for a letter. */
  static boolean standsIn(FoldedText text, int i) {
    return text.characters[i] == '*' || couldBe(text.typed(i)) != null;
  }

  private static boolean fits(String word, FoldedText text, int start) {
    int typed = 0;
    boolean starred = false;
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      String others = couldBe(text.typed(start + i));
      if (text.characters[start + i] == '*') {
        starred = true;
      } else if (others != null) {
        if (others.indexOf(letter) < 0) {
          return false;
        }
      } else if (text.characters[start + i] == letter) {
        typed++;
      } else {
        return false;
      }
    }
    return starred || typed >= 2;
  }

  /** The letters that a sign or digit may stand for; null for all others. */
  private static @Nullable String couldBe(char sign) {
    return switch (sign) {
      case '@' -> "auo";
      case '4' -> "a";
      case '1', '!', '|' -> "il";
      case '0' -> "ou";
      case '3' -> "e";
      case '5', '$' -> "s";
      case '7', '+' -> "t";
      case '9', '6' -> "g";
      case '8' -> "b";
      default -> null;
    };
  }

  /**
   * The words with disguised ones read: each word in another spelling, and words of a few letters
   * that together are a rude one, with a single sign between them.
   */
  static List<Word> read(List<Word> words, String original) {
    List<Word> read = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      int last = lastPart(words, i, original);
      Word word = words.get(i);
      if (last > i) {
        read.add(new Word(joined(words, i, last), word.start(), words.get(last).end()));
        i = last;
      } else {
        String plain = OTHERWISE.get(word.form());
        read.add(plain == null ? word : new Word(plain, word.start(), word.end()));
      }
    }
    return read;
  }

  /** The last part of a rude word that begins with this one and is divided; or this one. */
  private static int lastPart(List<Word> words, int first, String original) {
    int last = first;
    while (last + 1 < words.size()
        && last - first < MOST_PARTS
        && divided(words.get(last), words.get(last + 1), original)) {
      last++;
    }
    return last > first
            && (first == 0 || !divided(words.get(first - 1), words.get(first), original))
            && STRONG.contains(joined(words, first, last))
        ? last
        : first;
  }

  private static boolean divided(Word word, Word next, String original) {
    return next.start() == word.end() + 1 && "-._~'/".indexOf(original.charAt(word.end())) >= 0;
  }

  private static String joined(List<Word> words, int first, int last) {
    StringBuilder joined = new StringBuilder();
    words.subList(first, last + 1).forEach(word -> joined.append(word.form()));
    return joined.toString();
  }
}
