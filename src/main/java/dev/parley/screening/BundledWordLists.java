package dev.parley.screening;

import dev.parley.text.WordList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The word lists that come with Parley. */
final class BundledWordLists {
  private BundledWordLists() {}

  static WordList read(String name) {
    try (InputStream in = BundledWordLists.class.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8))) {
      return WordList.of(reader.lines().toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
