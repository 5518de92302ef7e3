package dev.parley.perspective;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds where a site's old scores lie on Parley's scale, from a table with a header: {@code text}
 * or {@code id} (of a comment), {@code score}, and perhaps {@code attribute} (toxicity when
 * missing) and {@code lang}. For a thread that may wait.
 */
public final class Calibration {
  private static final double THRESHOLD = 0.8;
  private static final double[] TOLD = {0.5, 0.6, 0.7, 0.8, 0.9};

  private final Database database;
  private final Screening screening;
  private final Site site;
  private final Map<String, Pairs> groups = new TreeMap<>();
  private long skipped;

  public Calibration(Database database, Screening screening, Site site) {
    this.database = database;
    this.screening = screening;
    this.site = site;
  }

  /** The scores of the same texts. */
  private static final class Pairs {
    private final PerspectiveAttribute attribute;
    private final String language;
    private final String modelVersion;
    private final List<double[]> scores = new ArrayList<>();

    Pairs(PerspectiveAttribute attribute, String language, String modelVersion) {
      this.attribute = attribute;
      this.language = language;
      this.modelVersion = modelVersion;
    }

    Calibrated calibrated() {
      OldScale scale =
          OldScale.of(
              scores.stream().mapToDouble(pair -> pair[0]).toArray(),
              scores.stream().mapToDouble(pair -> pair[1]).toArray());
      double ours = scale.ours(THRESHOLD);
      long alike = scores.stream().filter(pair -> pair[0] >= THRESHOLD == pair[1] >= ours).count();
      return new Calibrated(
          attribute, language, scale, scores.size(), (double) alike / scores.size(), modelVersion);
    }
  }

  /** Scores a table's texts, stores the scales, and tells them in sentences. */
  public List<String> of(Path table) throws IOException {
    ObjectReader reader =
        new CsvMapper()
            .readerFor(Map.class)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(CsvSchema.emptySchema().withHeader());
    try (MappingIterator<Map<String, String>> rows =
        reader.readValues(Files.newBufferedReader(table))) {
      while (rows.hasNext()) {
        take(rows.next());
      }
    }
    List<String> told = new ArrayList<>();
    OldScales scales = new OldScales(database);
    for (Pairs pairs : groups.values()) {
      if (pairs.scores.size() < OldScale.LEAST_TEXTS) {
        told.add(
            String.format(
                Locale.ROOT,
                "%s, %s: %d texts are too few; %d are needed.",
                pairs.attribute,
                pairs.language,
                pairs.scores.size(),
                OldScale.LEAST_TEXTS));
        continue;
      }
      Calibrated calibrated = pairs.calibrated();
      scales.keep(site.id(), calibrated).await();
      told.add(sentence(calibrated));
    }
    if (skipped > 0) {
      told.add(
          String.format(
              Locale.ROOT,
              "%,d rows were skipped: no text, no score from 0 to 1, or an attribute without a"
                  + " model here.",
              skipped));
    }
    return told;
  }

  private static String sentence(Calibrated calibrated) {
    StringBuilder told = new StringBuilder();
    for (double old : TOLD) {
      told.append(told.length() == 0 ? "your " : ", your ")
          .append(
              String.format(Locale.ROOT, "%.2f is our %.2f", old, calibrated.scale().ours(old)));
    }
    return String.format(
        Locale.ROOT,
        "%s, %s: %s (%,d texts; at 0.80 both treat %.1f %% alike).",
        calibrated.attribute(),
        calibrated.language(),
        told,
        calibrated.texts(),
        100 * calibrated.sameSide());
  }

  private void take(Map<String, String> row) {
    Optional<PerspectiveAttribute> attribute =
        PerspectiveAttribute.named(
            row.getOrDefault("attribute", "TOXICITY").toUpperCase(Locale.ROOT));
    Optional<Double> old = score(row.getOrDefault("score", row.getOrDefault("value", "")));
    Optional<String> text = text(row);
    if (attribute.isEmpty() || old.isEmpty() || text.isEmpty()) {
      skipped++;
      return;
    }
    Optional<String> told =
        Optional.ofNullable(row.get("lang")).filter(code -> code.matches("[a-z]{2}"));
    Screened screened =
        screening
            .screen(
                Draft.asked(
                    Place.on(site), Text.read(text.get(), site.settings(), told), Instant.now()))
            .await();
    attribute
        .get()
        .of(screened.scores())
        .ifPresentOrElse(
            our ->
                groups
                    .computeIfAbsent(
                        attribute.get() + " " + screened.language(),
                        first ->
                            new Pairs(
                                attribute.get(), screened.language(), screened.modelVersion()))
                    .scores
                    .add(new double[] {old.get(), our}),
            () -> skipped++);
  }

  private static Optional<Double> score(String written) {
    try {
      return Optional.of(Double.valueOf(written)).filter(score -> score >= 0 && score <= 1);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private Optional<String> text(Map<String, String> row) {
    return Optional.ofNullable(row.get("text"))
        .or(() -> Ids.parse(row.getOrDefault("id", "")).flatMap(this::body))
        .filter(text -> !text.isBlank());
  }

  private Optional<String> body(java.util.UUID id) {
    return database
        .pool()
        .preparedQuery("select body from comment where site_id = $1 and id = $2")
        .execute(Tuple.of(site.id(), id))
        .map(rows -> rows.stream().findFirst().map(found -> found.getString("body")))
        .await();
  }
}
