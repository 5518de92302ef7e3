package dev.parley.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/**
 * An export of a WordPress site that does not exist: pages with a hundred comments each, a third of
 * them replies to one of the ten before, one in twenty not approved, by some thousands of readers.
 * The same numbers give the same file.
 */
final class WordPressExport {
  private static final int A_PAGE = 100;
  private static final int READERS = 40_000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime FIRST = LocalDateTime.of(2012, 1, 1, 6, 0);

  private final SplittableRandom random = new SplittableRandom(31_12_2026);

  private WordPressExport() {}

  /** Writes a file with so many comments. */
  static void write(Path file, int comments) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new WordPressExport().write(out, comments);
    }
  }

  private void write(BufferedWriter out, int comments) throws IOException {
    out.write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel>
        <title>The Harbour Paper</title>
        <link>https://harbour.example</link>
        <wp:wxr_version>1.2</wp:wxr_version>
        <wp:base_site_url>https://harbour.example</wp:base_site_url>
        <wp:base_blog_url>https://harbour.example</wp:base_blog_url>
        """);
    for (int first = 0; first < comments; first += A_PAGE) {
      page(out, first / A_PAGE);
      for (int number = first; number < Math.min(comments, first + A_PAGE); number++) {
        comment(out, number, number - first);
      }
      out.write("</item>\n");
    }
    out.write("</channel>\n</rss>\n");
  }

  private void page(BufferedWriter out, int page) throws IOException {
    out.write(
        """
        <item>
        <title><![CDATA[Story %1$d]]></title>
        <link>https://harbour.example/stories/%1$d/</link>
        <guid isPermaLink="false">https://harbour.example/?p=%1$d</guid>
        <content:encoded><![CDATA[%2$s]]></content:encoded>
        <wp:post_id>%1$d</wp:post_id>
        <wp:post_name><![CDATA[story-%1$d]]></wp:post_name>
        <wp:status><![CDATA[publish]]></wp:status>
        <wp:post_type><![CDATA[post]]></wp:post_type>
        <wp:comment_status><![CDATA[open]]></wp:comment_status>
        """
            .formatted(page, Grammar.text(page)));
  }

  private void comment(BufferedWriter out, int number, int onPage) throws IOException {
    int reader = random.nextInt(READERS);
    boolean reply = onPage > 0 && random.nextInt(3) == 0;
    int parent = reply ? number - 1 - random.nextInt(Math.min(10, onPage)) : -1;
    String time = TIME.format(FIRST.plusSeconds(400L * number));
    int dice = random.nextInt(100);
    String approved = dice < 95 ? "1" : dice < 98 ? "0" : dice < 99 ? "spam" : "trash";
    out.write(
        """
        <wp:comment>
        <wp:comment_id>%d</wp:comment_id>
        <wp:comment_author><![CDATA[Reader %2$d]]></wp:comment_author>
        <wp:comment_author_email><![CDATA[reader%2$d@readers.example]]></wp:comment_author_email>
        <wp:comment_author_url></wp:comment_author_url>
        <wp:comment_author_IP><![CDATA[%3$s]]></wp:comment_author_IP>
        <wp:comment_date><![CDATA[%4$s]]></wp:comment_date>
        <wp:comment_date_gmt><![CDATA[%4$s]]></wp:comment_date_gmt>
        <wp:comment_content><![CDATA[%5$s]]></wp:comment_content>
        <wp:comment_approved><![CDATA[%6$s]]></wp:comment_approved>
        <wp:comment_type><![CDATA[comment]]></wp:comment_type>
        <wp:comment_parent>%7$d</wp:comment_parent>
        <wp:comment_user_id>0</wp:comment_user_id>
        </wp:comment>
        """
            .formatted(
                number + 1,
                reader,
                Comments.address(reader),
                time,
                Grammar.text(number),
                approved,
                parent + 1));
  }
}
