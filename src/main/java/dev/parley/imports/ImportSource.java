package dev.parley.imports;

import dev.parley.archive.ArchiveFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be imported: archives of other systems, whose comments become new ones here, and
 * Parley's own, whose rows are stored as they are.
 *
 * @param code the word for it in the API and on command lines
 * @param system the format of the other system; empty for Parley's own
 */
public record ImportSource(String code, Optional<ArchiveFormat> system) {
  /** A site of Parley. */
  public static final ImportSource PARLEY = new ImportSource("parley", Optional.empty());

  /** All of them. */
  public static List<ImportSource> all() {
    return Stream.concat(
            Arrays.stream(ArchiveFormat.values())
                .map(format -> new ImportSource(format.code(), Optional.of(format))),
            Stream.of(PARLEY))
        .toList();
  }

  /** All codes. */
  public static List<String> codes() {
    return all().stream().map(ImportSource::code).toList();
  }

  /** The one with a code. */
  public static Optional<ImportSource> ofCode(String code) {
    return all().stream().filter(source -> source.code().equals(code)).findFirst();
  }

  @Override
  public String toString() {
    return code;
  }
}
