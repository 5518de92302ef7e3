package dev.parley.learning;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Made-up comments of a small site: talk about a town, and a kind of advertising the shipped models
 * do not know.
 */
public final class Wordings {
  private static final List<String> TOWN =
      List.of(
          ("harbour ferry council winter bridge school library market garden river museum tram"
                  + " budget mayor teacher bakery station forest cycling weather concert theatre"
                  + " history neighbour parking hospital island lighthouse fisherman timetable")
              .split(" "));
  private static final List<String> TRADE =
      List.of(
          ("marble granite quartz countertop kitchen renovation installer showroom fitted slab"
                  + " polished backsplash cabinet remodel quotation contractor finish edge stonework"
                  + " worktop vanity bathroom measured delivered sealed warranty samples colours")
              .split(" "));

  private final Random random;

  public Wordings(long seed) {
    random = new Random(seed);
  }

  public String clean() {
    return "I think the " + some(TOWN, 5) + " and the " + some(TOWN, 5) + " matter here";
  }

  public String advertising() {
    return "We do the " + some(TRADE, 5) + " and the " + some(TRADE, 5) + " for you";
  }

  public String of(boolean spam) {
    return spam ? advertising() : clean();
  }

  private String some(List<String> words, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> words.get(random.nextInt(words.size())))
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }
}
