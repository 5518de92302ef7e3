package dev.parley.benchmark;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The texts that are posted: made by a grammar, or read from a folder. */
final class Texts {
  private static final int MOST = 100_000;

  private final IntFunction<String> text;

  private Texts(IntFunction<String> text) {
    this.text = text;
  }

  /** Texts of {@link Grammar}, without end and no two alike. */
  static Texts made() {
    return new Texts(Grammar::text);
  }

  /**
   * The texts of a folder, from the first again after the last: the sources of {@link RealComments}
   * when they are there, each line of {@code .txt} files, and the field {@code text} of each line
   * of {@code .jsonl} files.
   */
  static Texts in(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    if (RealComments.areIn(folder)) {
      RealComments.read(folder, MOST).forEach(comment -> texts.add(comment.text()));
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        texts.addAll(lines(file));
      }
    }
    texts.removeIf(String::isBlank);
    if (texts.isEmpty()) {
      throw new IOException("There are no texts in " + folder);
    }
    return new Texts(number -> texts.get(number % texts.size()));
  }

  private static List<String> lines(Path file) throws IOException {
    if (file.toString().endsWith(".txt")) {
      return Files.readAllLines(file);
    }
    if (file.toString().endsWith(".jsonl")) {
      return Files.readAllLines(file).stream()
          .map(line -> new JsonObject(line).getString("text", ""))
          .toList();
    }
    return List.of();
  }

  /** The text of that number. */
  String text(int number) {
    return text.apply(number);
  }
}
