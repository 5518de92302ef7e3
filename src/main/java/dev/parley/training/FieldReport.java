package dev.parley.training;

import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.screening.Signal;
import dev.parley.screening.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells what a site's default policy does with texts of the field, all checks included: by language
 * and kind, the share that is not published, and each text for which that is wrong.
 */
final class FieldReport {
  private final Screening screening;

  FieldReport(Screening screening) {
    this.screening = screening;
  }

  /** A text and what became of it. */
  private record Judged(FieldText text, Screened screened) {
    boolean held() {
      return screened.verdict() != Verdict.APPROVE;
    }

    boolean isWrong() {
      return held() == text.kind().isWelcome();
    }

    String group() {
      return text.language() + " " + text.kind().name().toLowerCase(Locale.ROOT);
    }

    String line() {
      String why =
          screened.signals().stream()
              .filter(signal -> signal.weight() > 0)
              .map(Signal::reason)
              .map(Reason::name)
              .distinct()
              .collect(Collectors.joining(" "));
      return String.format(
          Locale.ROOT,
          "%s %s %s toxicity %.3f spam %.3f %s| %s",
          text.id(),
          group(),
          screened.verdict().code(),
          score("toxicity"),
          score("spam"),
          why.isEmpty() ? "" : why + " ",
          text.text().replaceAll("\\s+", " "));
    }

    private double score(String name) {
      return screened.scores().getOrDefault(name, Double.NaN);
    }
  }

  /** The report on some texts, in lines. */
  String of(List<FieldText> texts) {
    List<Judged> judged =
        texts.stream()
            .map(text -> new Judged(text, screening.screen(text.draft()).await()))
            .toList();
    Map<String, List<Judged>> groups =
        judged.stream()
            .collect(Collectors.groupingBy(Judged::group, TreeMap::new, Collectors.toList()));
    StringBuilder report = new StringBuilder("Texts of the field under the default policy\n");
    groups.forEach(
        (group, own) -> {
          long held = own.stream().filter(Judged::held).count();
          report.append(
              String.format(
                  Locale.ROOT,
                  "%-14s not published %3d of %3d: %5.1f %%%n",
                  group,
                  held,
                  own.size(),
                  100.0 * held / own.size()));
        });
    report.append("Wrong:\n");
    judged.stream().filter(Judged::isWrong).forEach(one -> report.append(one.line()).append('\n'));
    return report.toString();
  }
}
