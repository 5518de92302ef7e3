package dev.parley.benchmark;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Comments as readers of a local paper might write them, of about 200 characters, no two alike; and
 * the submissions that carry them, each by a reader of its own. The same number gives the same one.
 */
final class Comments {
  private static final List<String> WHO =
      List.of(
          "My neighbour",
          "The council",
          "Our school",
          "The bakery on the corner",
          "The ferry crew",
          "A friend of mine",
          "The harbour master",
          "My grandmother",
          "The new mayor",
          "Everyone in our street",
          "The old cinema",
          "The library",
          "The bus driver",
          "A reader from upstate",
          "The fishing club",
          "The reporter",
          "The night nurse",
          "The football team",
          "The market hall",
          "The owner of the kiosk",
          "The architect",
          "The choir",
          "The fire brigade",
          "The museum");
  private static final List<String> DID =
      List.of(
          "has waited for",
          "told us about",
          "paid twice for",
          "never mentioned",
          "planned",
          "repaired",
          "voted against",
          "still remembers",
          "took photographs of",
          "opened",
          "argued about",
          "measured",
          "sold",
          "painted",
          "wrote a letter about",
          "paid for",
          "postponed",
          "celebrated",
          "forgot",
          "counted",
          "asked for",
          "moved",
          "closed",
          "saved");
  private static final List<String> WHAT =
      List.of(
          "the wooden bridge",
          "a second timetable",
          "those parking fees",
          "the winter lights",
          "the cycle path",
          "three empty houses",
          "the noise at night",
          "the broken lift",
          "the school garden",
          "a cheaper ticket",
          "the flood wall",
          "the missing benches",
          "the playground",
          "a quieter road",
          "the tram to the station",
          "the evening classes",
          "the clock tower",
          "the recycling yard",
          "two summer concerts",
          "the swimming pool",
          "the rent increase",
          "the water bill",
          "the lighthouse",
          "a roof for the market");
  private static final List<String> WHEN =
      List.of(
          "since last spring",
          "before the election",
          "without any warning",
          "for eleven years",
          "on a rainy Tuesday",
          "when the river rose",
          "although it was expensive",
          "because nobody else would",
          "long after dark",
          "in less than a week",
          "while we were away",
          "despite the weather",
          "with very little money",
          "and it worked well",
          "until the snow came",
          "at the third attempt",
          "as promised in January",
          "to our great surprise",
          "during the holidays",
          "behind closed doors",
          "with help from volunteers",
          "against all advice",
          "as the article says",
          "two streets away from us");

  private Comments() {}

  private static final List<String> FIRST =
      List.of(
          "Ash", "Brook", "Elm", "Fern", "Gar", "Hol", "Iver", "Karl", "Lind", "Mill", "North",
          "Oak", "Pem", "Quill", "Rose", "Sand", "Thorn", "Under", "Vester", "Whit", "Yar", "Zel");
  private static final List<String> LAST =
      List.of(
          "berg", "bourne", "bury", "by", "combe", "croft", "dale", "field", "ford", "gate", "ham",
          "hurst", "ley", "low", "mere", "mouth", "sen", "stead", "ton", "vik", "wick", "worth");

  /** The text of that number. */
  static String text(int number) {
    SplittableRandom random = new SplittableRandom(number * 0xD1342543DE82EF95L);
    StringBuilder text = new StringBuilder();
    while (text.length() < 150) {
      text.append(any(WHO, random))
          .append(' ')
          .append(any(DID, random))
          .append(' ')
          .append(any(WHAT, random))
          .append(" in ")
          .append(name(random))
          .append(' ')
          .append(any(WHEN, random))
          .append(". ");
    }
    return text.append(name(random))
        .append(" and ")
        .append(name(random))
        .append(" agree.")
        .toString();
  }

  private static String name(SplittableRandom random) {
    return any(FIRST, random) + any(LAST, random);
  }

  private static String any(List<String> phrases, SplittableRandom random) {
    return phrases.get(random.nextInt(phrases.size()));
  }

  /** What the reader of that number sends. */
  static JsonObject submission(String article, int reader, String text) {
    return new JsonObject()
        .put("article", new JsonObject().put("key", article))
        .put(
            "author",
            new JsonObject()
                .put("name", "Reader " + reader)
                .put("email", "reader" + reader + "@readers.example"))
        .put("body", text)
        .put("elapsed", 30_000);
  }

  /** The address of the reader of that number; each has one of their own. */
  static String address(int reader) {
    return "10." + (reader >> 16 & 255) + "." + (reader >> 8 & 255) + "." + (reader & 255);
  }
}
