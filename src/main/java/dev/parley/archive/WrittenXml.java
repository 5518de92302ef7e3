package dev.parley.archive;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * XML in UTF-8, as WordPress writes it: every text is a CDATA section, because one of WordPress's
 * own readers decodes no entities.
 */
final class WrittenXml implements Closeable {
  private final Writer out;

  WrittenXml(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Markup, as it is. */
  void markup(String xml) throws IOException {
    out.write(xml);
    out.write('\n');
  }

  /** An element with a text, of which what XML 1.0 cannot say is left out. */
  void text(String name, String text) throws IOException {
    out.write("<" + name + "><![CDATA[");
    out.write(allowed(text).replace("]]>", "]]]]><![CDATA[>"));
    out.write("]]></" + name + ">\n");
  }

  private static String allowed(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints().filter(WrittenXml::isAllowed).forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean isAllowed(int codePoint) {
    return Characters.isXml(codePoint) && (codePoint < 0xD800 || codePoint > 0xDFFF);
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
