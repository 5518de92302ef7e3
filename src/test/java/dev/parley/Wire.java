package dev.parley;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests byte by byte, as clients were seen to send them. */
public final class Wire {
  private final URI server;
  private final String from;

  public Wire(TestParley parley) {
    this(parley, "127.0.0.1");
  }

  /** Sends from an address of this machine's own network, 127.0.0.0/8. */
  public Wire(TestParley parley, String from) {
    this.server = URI.create(parley.url());
    this.from = from;
  }

  /** An answer as it came. */
  public record Answer(String statusLine, Map<String, String> headers, String body) {}

  /** Sends a head, with lines as in a text block and its Content-Length added, and a body. */
  public Answer send(String head, String body) {
    return send(head, body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer send(String head, byte[] body) {
    try (Socket socket =
        new Socket(server.getHost(), server.getPort(), InetAddress.getByName(from), 0)) {
      String lines = head.strip() + "\nContent-Length: " + body.length + "\n\n";
      OutputStream out = socket.getOutputStream();
      out.write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return answer(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads an answer. */
  public static Answer answer(InputStream in) throws IOException {
    String statusLine = line(in);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.put(
          line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "-1"));
    if (length < 0) {
      throw new IOException("No Content-Length in " + headers);
    }
    return new Answer(
        statusLine, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
