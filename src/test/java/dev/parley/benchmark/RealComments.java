package dev.parley.benchmark;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.parley.http.Fields;
import dev.parley.site.SiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Labelled comments of real discussions, from a folder that is not part of the project. */
enum RealComments {
  BLOG("wp_blog_comments.csv.gz", "TEXT", "CLASS", "spam"),
  YOUTUBE("youtube_spam.csv.gz", "CONTENT", "CLASS", "spam"),
  INSULTS("kaggle_insults_train.csv.gz", "Comment", "Insult", "insult"),
  WIKI_TALK("jigsaw2018_toxic.csv.gz", "comment_text", "toxic", "toxic"),
  WIKI_CONTEXT("wiki_context_gc_gn.csv.gz", "text", "label", "toxic");

  /** Characters of a Python literal, as this source writes them. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\+(?:x([0-9a-f]{2})|u([0-9a-f]{4}))");

  private final String file;
  private final String textColumn;
  private final String labelColumn;
  private final String positive;

  RealComments(String file, String textColumn, String labelColumn, String positive) {
    this.file = file;
    this.textColumn = textColumn;
    this.labelColumn = labelColumn;
    this.positive = positive;
  }

  /** A comment, with the label its publisher gave it. */
  record Labelled(RealComments source, String label, String text) {}

  /** Whether a folder has all sources. */
  static boolean areIn(Path folder) {
    return Arrays.stream(values()).allMatch(source -> Files.exists(folder.resolve(source.file)));
  }

  /** So many comments of a folder: one of each source in turn, as long as each lasts. */
  static List<Labelled> read(Path folder, int count) throws IOException {
    List<Iterator<Labelled>> sources = new ArrayList<>();
    for (RealComments source : values()) {
      sources.add(source.read(folder).iterator());
    }
    List<Labelled> comments = new ArrayList<>();
    while (comments.size() < count && sources.stream().anyMatch(Iterator::hasNext)) {
      for (Iterator<Labelled> source : sources) {
        if (source.hasNext() && comments.size() < count) {
          comments.add(source.next());
        }
      }
    }
    return comments;
  }

  private List<Labelled> read(Path folder) throws IOException {
    List<Labelled> comments = new ArrayList<>();
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(file)));
        MappingIterator<Map<String, String>> records =
            new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
      while (records.hasNext()) {
        Map<String, String> record = records.next();
        String text = postable(record.getOrDefault(textColumn, ""));
        if (!text.isEmpty()) {
          boolean on = "1".equals(record.get(labelColumn));
          comments.add(new Labelled(this, on ? positive : "clean", text));
        }
      }
    }
    return comments;
  }

  /** What a reader could have typed: no control characters, and no more than may be posted. */
  private String postable(String text) {
    String typed = this == INSULTS ? unescaped(text) : text;
    String storable =
        typed
            .codePoints()
            .filter(point -> Fields.storable(Character.toString(point)))
            .limit(SiteSettings.LONGEST_BODY)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return storable.strip();
  }

  private static String unescaped(String text) {
    String inner = text.replaceAll("^\"|\"$", "").replaceAll("\\\\+n", "\n");
    return ESCAPED
        .matcher(inner)
        .replaceAll(
            match -> {
              String digits = match.group(1) == null ? match.group(2) : match.group(1);
              String character = Character.toString(Integer.parseInt(digits, 16));
              return java.util.regex.Matcher.quoteReplacement(character);
            });
  }
}
