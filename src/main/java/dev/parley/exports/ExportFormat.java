package dev.parley.exports;

import dev.parley.archive.ArchiveFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a site can be exported to. */
public enum ExportFormat {
  /** Parley's own archive, in which nothing is lost. */
  PARLEY(null, "application/x-ndjson", ".ndjson"),
  /** WordPress eXtended RSS 1.2. */
  WORDPRESS(ArchiveFormat.WORDPRESS, "application/xml", ".xml"),
  /** The custom import of Disqus. */
  DISQUS(ArchiveFormat.DISQUS, "application/xml", ".xml"),
  /** A backup of Remark42, which is packed. */
  REMARK42(ArchiveFormat.REMARK42, "application/gzip", ".gz");

  private final @Nullable ArchiveFormat system;
  private final String mediaType;
  private final String ending;

  ExportFormat(@Nullable ArchiveFormat system, String mediaType, String ending) {
    this.system = system;
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** The word for it in the API and on command lines. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format with a code. */
  static Optional<ExportFormat> ofCode(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  /** All codes, for a message. */
  static String codes() {
    return Arrays.stream(values()).map(ExportFormat::code).collect(Collectors.joining(", "));
  }

  /** The format of the other system; empty for Parley's own. */
  Optional<ArchiveFormat> system() {
    return Optional.ofNullable(system);
  }

  String mediaType() {
    return mediaType;
  }

  /** How the name of a file of it ends. */
  String ending() {
    return ending;
  }

  /** Whether it is packed already. */
  public boolean isPacked() {
    return this == REMARK42;
  }
}
