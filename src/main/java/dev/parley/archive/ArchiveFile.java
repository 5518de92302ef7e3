package dev.parley.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An unpacked file of an archive.
 *
 * @param name for messages: the file's name, and the entry's in a zip
 * @param stream its content; can be marked and reset
 * @param path where it lies on the disk as it is; empty for a packed file
 */
record ArchiveFile(String name, InputStream stream, Optional<Path> path) {
  private static final int HEAD = 256;

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml\\s[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  /** Whether it begins with these bytes. */
  boolean startsWith(int... bytes) throws IOException {
    byte[] head = head(bytes.length);
    boolean same = head.length == bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = (head[i] & 0xFF) == bytes[i];
    }
    return same;
  }

  /** Whether it begins with this text in ASCII. */
  boolean startsWith(String ascii) throws IOException {
    return startsWith(ascii.chars().toArray());
  }

  /**
   * Its text, in the encoding that its first bytes or its XML declaration tell, else UTF-8. What is
   * broken in it becomes U+FFFD.
   */
  Reader text() throws IOException {
    if (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
      return new InputStreamReader(stream, StandardCharsets.UTF_16);
    }
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      stream.skipNBytes(3);
    }
    return new InputStreamReader(stream, declared());
  }

  private Charset declared() throws IOException {
    Matcher encoding = ENCODING.matcher(new String(head(HEAD), StandardCharsets.ISO_8859_1));
    if (!encoding.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(encoding.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw damaged("line 1", "Its encoding " + encoding.group(1) + " is not known.");
    }
  }

  private byte[] head(int length) throws IOException {
    stream.mark(length);
    byte[] head = stream.readNBytes(length);
    stream.reset();
    return head;
  }

  /** The error to throw about a fault in it. */
  DamagedArchive damaged(String place, String fault) {
    return new DamagedArchive(name, place, fault);
  }
}
