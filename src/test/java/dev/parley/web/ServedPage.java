package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A page with all the files it asks for, as a browser with an empty cache fetches them. */
final class ServedPage {
  private static final Pattern NAMED =
      Pattern.compile("<(?:link|script)\\b[^>]*\\b(?:href|src)=\"([^\"]+)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"'](\\.[^\"']+)[\"']");

  /**
   * A file as it was answered.
   *
   * @param weight its bytes on the wire, without headers
   */
  record File(URI address, HttpHeaders headers, int weight, String text) {
    String name() {
      return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final File page;
  private final Map<URI, File> files = new LinkedHashMap<>();
  private final Set<URI> named = new TreeSet<>();

  /** Fetches a page, what it names, and what that imports. */
  ServedPage(String address) throws IOException, InterruptedException {
    page = fetched(URI.create(address));
    links(page, NAMED, named);
    Deque<URI> wanted = new ArrayDeque<>(named);
    while (!wanted.isEmpty()) {
      URI next = wanted.pop();
      if (files.containsKey(next)) {
        continue;
      }
      File file = fetched(next);
      files.put(next, file);
      if (file.header("Content-Type").startsWith("text/javascript")) {
        links(file, IMPORTED, wanted);
      }
    }
  }

  File page() {
    return page;
  }

  /** What comes beside the page. */
  Map<URI, File> files() {
    return files;
  }

  /** The files that the page itself names, so that a browser asks for them at once. */
  Set<URI> named() {
    return named;
  }

  private static void links(File file, Pattern pattern, Collection<URI> found) {
    pattern
        .matcher(file.text())
        .results()
        .forEach(link -> found.add(file.address().resolve(link.group(1))));
  }

  private static File fetched(URI address) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        CLIENT.send(
            HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode(), address.toString());
    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      return new File(address, answer.headers(), answer.body().length, text);
    }
  }
}
