package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.slow.OtherProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives are read in a heap that could not hold their comments. */
@OtherProcess
class LargeArchiveTest {
  private static final int COMMENTS = 10_000;
  private static final String HEAP = "-Xmx32m";

  /** Four kilobytes; together the comments say 40 MB. */
  private static final String TEXT = "The vote was close. ".repeat(200);

  private static final String ARTICLE = "Salt &amp; pepper. ".repeat(100);

  @TempDir Path folder;

  @Test
  void wordpress_largerThanTheHeap_isRead() throws Exception {
    Path file = folder.resolve("large.xml.gz");
    try (PrintStream xml = gzip(file)) {
      xml.print("<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>");
      for (int i = 0; i < COMMENTS; i++) {
        xml.print("<item><link>https://ledger.example/" + i + "</link><description>");
        xml.print(ARTICLE);
        xml.print("</description><wp:comment><wp:comment_id>" + i + "</wp:comment_id>");
        xml.print("<wp:comment_date_gmt>2015-05-01 10:00:00</wp:comment_date_gmt>");
        xml.print("<wp:comment_content><![CDATA[" + i + TEXT + "]]></wp:comment_content>");
        xml.print("<wp:comment_approved>1</wp:comment_approved></wp:comment></item>");
      }
      xml.print("</channel></rss>");
    }

    assertEquals(COMMENTS + " comments", read("wordpress", file));
  }

  @Test
  void disqus_largerThanTheHeap_isRead() throws Exception {
    Path file = folder.resolve("large.xml.gz");
    try (PrintStream xml = gzip(file)) {
      xml.print(
          "<disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\">");
      for (int i = 0; i < COMMENTS; i++) {
        xml.print("<thread dsq:id=\"" + i + "\"><link>https://ledger.example/" + i + "</link>");
        xml.print("<message>" + ARTICLE + "</message></thread>");
      }
      for (int i = 0; i < COMMENTS; i++) {
        xml.print(
            "<post dsq:id=\"" + i + "\"><message><![CDATA[<p>" + i + TEXT + "</p>]]></message>");
        xml.print("<createdAt>2015-05-01T10:00:00Z</createdAt><thread dsq:id=\"1\"/></post>");
      }
      xml.print("</disqus>");
    }

    assertEquals(COMMENTS + " comments", read("disqus", file));
  }

  private static PrintStream gzip(Path file) throws IOException {
    return new PrintStream(
        new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), false, StandardCharsets.UTF_8);
  }

  private static String read(String format, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                Counting.class.getName(),
                format,
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(2, TimeUnit.MINUTES);
    return said.strip();
  }

  /** The other JVM: counts the comments of an archive. */
  static final class Counting implements ArchiveVisitor {
    private int comments;

    public static void main(String[] arguments) throws IOException {
      Counting counting = new Counting();
      ArchiveFormat format = ArchiveFormat.ofCode(arguments[0]).orElseThrow();
      format.reader().read(List.of(Path.of(arguments[1])), counting);
      System.out.println(counting.comments + " comments");
    }

    @Override
    public void page(ArchivedPage page) {}

    @Override
    public void comment(ArchivedComment comment) {
      comments++;
    }

    @Override
    public void skipped(Skip reason, String sourceId) {}
  }
}
