package dev.parley.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Our own sentences that name groups of people: neutral and friendly ones, which are not toxic just
 * because of the group, and hateful ones, so that a group's name by itself says nothing. Half of
 * the patterns train and half measure; none does both.
 */
final class Identities {
  /** The singular with its article, and the plural. */
  private static final String[][] GROUPS = {
    {"a woman", "women"},
    {"a girl", "girls"},
    {"a feminist", "feminists"},
    {"a gay man", "gay people"},
    {"a lesbian", "lesbians"},
    {"a bisexual person", "bisexuals"},
    {"a queer person", "queer people"},
    {"a trans person", "trans people"},
    {"a trans woman", "trans women"},
    {"a transgender man", "transgender people"},
    {"a Black person", "black people"},
    {"an African American", "African Americans"},
    {"an Asian", "Asians"},
    {"a Mexican", "Mexicans"},
    {"a Roma", "Roma"},
    {"a white person", "white people"},
    {"a Muslim", "Muslims"},
    {"a Jew", "Jews"},
    {"a Christian", "Christians"},
    {"an atheist", "atheists"},
    {"a disabled person", "disabled people"},
    {"a blind person", "blind people"},
    {"an autistic person", "autistic people"},
    {"an immigrant", "immigrants"},
    {"a refugee", "refugees"},
    {"a foreigner", "foreigners"},
    {"an old person", "old people"},
  };

  /** {@code #} is the singular, {@code *} the plural. */
  private static final String[] FRIENDLY = {
    "I am #.",
    "My neighbour is #.",
    "As #, I found this article very interesting.",
    "My best friend is # and a teacher.",
    "There are many * in our town.",
    "* were interviewed for this piece.",
    "The survey asked * about their work.",
    "Are there any * among the readers here?",
    "Our mayor is #, which is news to me.",
    "I am # and I work as a nurse.",
    "* deserve the same rights as everybody.",
    "I love *, they are wonderful.",
    "So proud of all the * in this country!",
    "* make our city a better place.",
    "It is great to see more * in parliament.",
    "My brother married # and we could not be happier.",
    "I stand with * today and always.",
    "We need more * in science.",
    "Thank you to the * who helped us.",
    "No one should be hated for being #.",
    "* are just people like you and me.",
    "I grew up with * and had a happy childhood.",
    "Be kind to *.",
    "I have great respect for *.",
    "As # I am glad that somebody finally wrote about this.",
    "My doctor is #; she is excellent.",
    "The film tells the story of #.",
    "How many * live in Germany?",
    "I am proud to be #.",
    "* are beautiful.",
    "Let us welcome * with open arms.",
    "I admire * for their courage.",
  };

  private static final String[] HATEFUL = {
    "I hate *.",
    "* are disgusting.",
    "* are scum and should leave.",
    "* should all be shot.",
    "All * are stupid liars.",
    "You are nothing but # and therefore worthless.",
    "I wish * did not exist.",
    "* ruin everything they touch.",
    "Get these filthy * out of our country.",
    "No decent person would be seen with #, they are trash.",
    "* are less than human.",
    "Never trust #, they are all criminals.",
  };

  private Identities() {}

  /**
   * A sentence.
   *
   * @param group the group it names, in the plural
   * @param pattern the pattern it was made from
   */
  record Sentence(String text, String group, String pattern, boolean hateful) {
    /** The place of its pattern when the data is split; see {@link Example#share}. */
    double share(long seed) {
      double place = new SplittableRandom(pattern.hashCode() + seed).nextDouble();
      // Every second one measures.
      return place < 0.5 ? place : 0.86 + (place - 0.5) * 0.28;
    }
  }

  static List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    for (String pattern : FRIENDLY) {
      add(sentences, pattern, false);
    }
    for (String pattern : HATEFUL) {
      add(sentences, pattern, true);
    }
    return sentences;
  }

  /** The group that each sentence names, by the sentence. */
  static Map<String, String> groups() {
    Map<String, String> groups = new LinkedHashMap<>();
    sentences().forEach(sentence -> groups.put(sentence.text(), sentence.group()));
    return groups;
  }

  private static void add(List<Sentence> sentences, String pattern, boolean hateful) {
    for (String[] group : GROUPS) {
      String text = pattern.replace("#", group[0]).replace("*", group[1]);
      sentences.add(
          new Sentence(
              Character.toUpperCase(text.charAt(0)) + text.substring(1),
              group[1],
              pattern,
              hateful));
    }
  }
}
