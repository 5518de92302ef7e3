package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private final Figures figures = new Figures(new Bootstrap(7));

  private static Scored.Row row(Source source, String text, boolean label, double... scores) {
    Reading reading = Reading.of(text);
    Example example =
        new Example(
            source,
            text.split(" ")[0],
            text,
            reading.normalized(),
            0.9,
            Features.of(reading),
            Map.of(Attribute.TOXICITY, label, Attribute.SPAM, label));
    return new Scored.Row(
        example,
        new Scores(
            source.language(),
            scores.length == 1
                ? Map.of(Attribute.SPAM, scores[0])
                : Map.of(Attribute.SPAM, scores[0], Attribute.TOXICITY, scores[1])));
  }

  private Figure find(String name) {
    return figures.all().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + figures.all()));
  }

  @Test
  void ranked_rowsOfOneLabel_areLeftOut() {
    figures.ranked("nothing", new Metrics(new double[] {0.5}, new boolean[] {true}));
    assertEquals(List.of(), figures.all());
  }

  @Test
  void add_noRows_isLeftOut() {
    figures.add("nothing", new int[0], times -> 0);
    assertEquals(List.of(), figures.all());
  }

  @Test
  void calibrated_rows_haveATable() {
    figures.calibrated("it", new Metrics(new double[] {0.5}, new boolean[] {true}));
    assertEquals(0.5, find("it: expected calibration error").value(), 1e-12);
    assertEquals(List.of("it"), List.copyOf(figures.reliabilities().keySet()));
  }

  @Test
  void share_oneOfFour_isAQuarterOfFourRows() {
    Scored rows =
        new Scored(
            IntStream.range(0, 4)
                .mapToObj(i -> row(Source.JIGSAW, "text " + i, false, 0, i / 4.0))
                .toList());
    figures.share("high", rows, row -> row.of(Attribute.TOXICITY) > 0.7);
    Figure share = find("high");
    assertEquals(0.25, share.value(), 1e-12);
    assertEquals(4, share.rows());
    assertTrue(share.low() < 0.25 && share.high() > 0.25, share::toString);
  }

  @Test
  void families_sentencesOfOnePattern_belongTogetherAndCommentsDoNot() {
    Scored rows =
        new Scored(
            List.of(
                row(Source.IDENTITIES, "a 1", false, 0, 0),
                row(Source.IDENTITIES, "b 1", false, 0, 0),
                row(Source.IDENTITIES, "a 2", false, 0, 0),
                row(Source.JIGSAW, "a 3", false, 0, 0),
                row(Source.JIGSAW, "a 4", false, 0, 0)));
    int[] families = rows.families();
    assertEquals(List.of(0, 1, 0, 2, 3), IntStream.of(families).boxed().toList());
  }

  @Test
  void metrics_rowsWithoutLabelOrScore_areLeftOut() {
    Metrics metrics =
        new Scored(
                List.of(
                    row(Source.JIGSAW, "scored", true, 0.5, 0.5),
                    row(Source.JIGSAW, "without a score", true, 0.5)))
            .metrics(Attribute.TOXICITY);
    assertEquals(1, metrics.rows());
    assertEquals(1, metrics.positives());
  }

  @Test
  void metrics_sentencesOfOnePattern_areDrawnTogether() {
    List<Scored.Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(row(Source.IDENTITIES, i / 20 + " " + i, i % 2 == 0, 0, (i / 20) / 20.0));
    }
    List<Scored.Row> comments =
        rows.stream()
            .map(
                r ->
                    row(
                        Source.JIGSAW,
                        r.example().text(),
                        r.example().is(Attribute.TOXICITY),
                        0,
                        r.of(Attribute.TOXICITY)))
            .toList();
    figures.add("together", new Scored(rows).metrics(Attribute.TOXICITY), m -> m.above(0.5, true));
    figures.add("apart", new Scored(comments).metrics(Attribute.TOXICITY), m -> m.above(0.5, true));
    assertEquals(find("apart").value(), find("together").value(), 1e-12);
    assertTrue(
        find("together").high() - find("together").low()
            > 2 * (find("apart").high() - find("apart").low()));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1, PASSED",
    "0.1, 0.49, PASSED",
    "0.1, 0.5, HELD",
    "0.79, 0.9, HELD",
    "0.8, 0.1, TO_SPAM_QUEUE",
    "0.8, 0.9, TO_SPAM_QUEUE"
  })
  void fate_scores_asThePolicyOfASiteHasIt(
      double spam, double toxicity, PolicyFigures.Fate expected) {
    assertEquals(expected, policy().fate(row(Source.JIGSAW, "x", false, spam, toxicity)));
  }

  @Test
  void fate_noModelOfToxicity_isHeld() {
    assertEquals(PolicyFigures.Fate.HELD, policy().fate(row(Source.JIGSAW, "x", false, 0.1)));
  }

  private PolicyFigures policy() {
    return new PolicyFigures(SiteSettings.of(new JsonObject()), figures);
  }

  @Test
  void policy_rowsOfASource_sharesAddUpToOne() {
    policy()
        .add(
            new Scored(
                List.of(
                    row(Source.SMS, "a", true, 0.9, 0),
                    row(Source.SMS, "b", false, 0, 0.6),
                    row(Source.SMS, "c", false, 0, 0),
                    row(Source.SMS, "d", false, 0, 0))));
    assertEquals(0.25, find("by default to the spam queue: sms_spam.tsv.gz").value(), 1e-12);
    assertEquals(0.25, find("by default held: sms_spam.tsv.gz").value(), 1e-12);
    assertEquals(0.5, find("by default passed: sms_spam.tsv.gz").value(), 1e-12);
  }

  @Test
  void groups_aFlaggedFriendlySentence_countsForItsGroupOnly() {
    List<Scored.Row> rows = new ArrayList<>();
    for (Identities.Sentence sentence : Identities.sentences()) {
      boolean flagged = !sentence.hateful() && sentence.group().equals("gay people");
      rows.add(
          row(Source.IDENTITIES, sentence.text(), sentence.hateful(), 0, flagged ? 0.45 : 0.1));
    }
    new GroupFigures(figures).add(new Scored(rows), 0.4);
    String at = ", flagged at the threshold of 2 % on clean Jigsaw";
    assertEquals(1, find("groups, friendly sentences, gay people" + at).value(), 1e-12);
    assertEquals(0, find("groups, friendly sentences, women" + at).value(), 1e-12);
    assertEquals(0, find("groups, friendly sentences, gay people, flagged at 0.5").value(), 1e-12);
    assertEquals(1 / 27.0, find("groups, friendly sentences" + at).value(), 1e-12);
    assertEquals(0, find("groups, hateful sentences" + at).value(), 1e-12);
  }

  @Test
  void toxicity_aFewComments_byLanguageAndLengthWithWhatIsHeld() {
    new ToxicityFigures(
            new Scored(
                List.of(
                    row(Source.JIGSAW, "short and rude", true, 0, 0.9),
                    row(Source.JIGSAW, "short and kind", false, 0, 0.1),
                    row(Source.JIGSAW, "long and rude".repeat(10), true, 0, 0.2),
                    row(Source.JIGSAW, "long and kind".repeat(10), false, 0, 0.3),
                    row(Source.GERMEVAL_2018, "böse", true, 0, 0.7),
                    row(Source.GERMEVAL_2021, "nett", false, 0, 0.6))),
            SiteSettings.of(new JsonObject()),
            figures)
        .add();
    assertEquals(0.75, find("toxicity, Jigsaw: AUC").value(), 1e-12);
    assertEquals(0.25, find("toxicity, Jigsaw: share held at 0.5").value(), 1e-12);
    assertEquals(1, find("toxicity, German, both files: AUC").value(), 1e-12);
    assertEquals(1, find("toxicity, German, both files: share held at 0.5").value(), 1e-12);
    assertEquals(1, find("toxicity, Jigsaw, fewer than 50 characters: AUC").value(), 1e-12);
    assertEquals(0, find("toxicity, Jigsaw, 50 to 199 characters: AUC").value(), 1e-12);
    assertFalse(figures.all().stream().anyMatch(f -> f.name().contains("Portuguese")));
  }

  @Test
  void spam_aFewComments_bySourceAndLanguage() {
    new SpamFigures(
            new Scored(
                List.of(
                    row(Source.SMS, "buy", true, 0.9),
                    row(Source.SMS, "hello", false, 0.1),
                    row(Source.JIGSAW, "well", false, 0.2),
                    row(Source.GERMEVAL_2018, "gut", false, 0.85))),
            SiteSettings.of(new JsonObject()),
            figures)
        .add();
    assertEquals(1, find("spam, all English sources: AUC").value(), 1e-12);
    assertEquals(1, find("spam, all English sources: recall at 1 % false flags").value(), 1e-12);
    assertEquals(
        1, find("spam, clean comments in de: share to the spam queue at 0.8").value(), 1e-12);
    assertEquals(
        0,
        find("spam, false flags at the threshold of 1 % on all: sms_spam.tsv.gz").value(),
        1e-12);
  }
}
