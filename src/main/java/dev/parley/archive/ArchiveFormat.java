package dev.parley.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The systems whose archives can be read. */
public enum ArchiveFormat {
  /** The XML export of Disqus. */
  DISQUS,
  /** WordPress eXtended RSS, also what Disqus takes as a custom import. */
  WORDPRESS,
  /** A backup of Remark42. */
  REMARK42,
  /** Isso's database, or its generic JSON. */
  ISSO,
  /** A JSON export of Commento. */
  COMMENTO,
  /** A JSON export of Comentario, versions 1 and 3. */
  COMENTARIO,
  /** Collections of Coral's database, as mongoexport writes them. */
  CORAL,
  /** Artalk's Artrans. */
  ARTALK,
  /** A JSON export of Waline. */
  WALINE,
  /** A JSON export of Twikoo. */
  TWIKOO;

  /** The name of the system for programs and command lines. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format with a code. */
  public static Optional<ArchiveFormat> ofCode(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  /**
   * A new writer of this format; empty for formats that are only read.
   *
   * @param out is closed with the writer
   */
  public Optional<ArchiveWriter> writer(OutputStream out) throws IOException {
    return switch (this) {
      case DISQUS -> Optional.of(new WordPressWriter(out, true));
      case WORDPRESS -> Optional.of(new WordPressWriter(out, false));
      case REMARK42 -> Optional.of(new Remark42Writer(out));
      case ISSO, COMMENTO, COMENTARIO, CORAL, ARTALK, WALINE, TWIKOO -> Optional.empty();
    };
  }

  /** A new reader of this format. */
  public ArchiveReader reader() {
    return switch (this) {
      case DISQUS -> new DisqusReader();
      case WORDPRESS -> new WordPressReader();
      case REMARK42 -> new Remark42Reader();
      case ISSO -> new IssoReader();
      case COMMENTO, COMENTARIO -> new CommentoReader();
      case CORAL -> new CoralReader(Clock.systemUTC());
      case ARTALK -> new ArtalkReader();
      case WALINE -> new WalineReader();
      case TWIKOO -> new TwikooReader();
    };
  }
}
