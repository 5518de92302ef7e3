package dev.parley.archive;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes Parley's own archive: lines of JSON in UTF-8. The first names the format and its version,
 * each further one holds a row under what it is ({@code {"comment":{…}}}), and the last counts the
 * rows, so that an archive that was cut off is known as such.
 */
public final class ParleyWriter implements Closeable {
  /** The version of the format. It rises when an older Parley could misread a row. */
  static final int VERSION = 1;

  private final Writer out;
  private long rows;

  /**
   * Begins an archive.
   *
   * @param out is closed with this
   */
  public ParleyWriter(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write("{\"format\":\"parley\",\"version\":" + VERSION + "}\n");
  }

  /**
   * Writes a row.
   *
   * @param json an object on one line
   */
  public void row(String kind, String json) throws IOException {
    rows++;
    out.write("{\"");
    out.write(kind);
    out.write("\":");
    out.write(json);
    out.write("}\n");
  }

  /** Ends the archive. */
  public void end() throws IOException {
    out.write("{\"end\":{\"rows\":" + rows + "}}\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
