package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveFilesTest {
  @TempDir Path folder;

  private byte[] export = new byte[0];
  private String told = "";

  @BeforeEach
  void readPlainly() throws IOException {
    export = Files.readAllBytes(Told.file("wordpress-1.2.xml"));
    told = Told.of(ArchiveFormat.WORDPRESS, "wordpress-1.2.xml");
  }

  @Test
  void files_packedInAnyWay_sayTheSame() throws Exception {
    byte[] withJunk =
        zip(Map.of("export/blog.xml", export, "__MACOSX/export/._blog.xml", new byte[] {1, 2}));

    assertEquals(told, read("blog.xml.gz", gzip(export)));
    assertEquals(told, read("misnamed.xml", gzip(export)));
    assertEquals(told, read("blog.zip", withJunk));
    assertEquals(told, read("blog.zip.gz", gzip(zip(Map.of("blog.xml.gz", gzip(export))))));
  }

  @Test
  void files_inSeveralEntries_areAllRead() throws Exception {
    byte[] old = Files.readAllBytes(Told.file("wordpress-1.0.xml"));

    String all = read("both.zip", zip(Map.of("1.xml", export, "2.xml", old)));

    assertTrue(all.contains("APPROVED 11 ") && all.contains("APPROVED 40 "), all);
  }

  @Test
  void database_inAZip_isRead() throws Exception {
    Path database = folder.resolve("comments.db");
    IssoDatabase.write(database);
    Path packed = folder.resolve("comments.zip");
    Files.write(packed, zip(Map.of("comments.db", Files.readAllBytes(database))));

    assertEquals(Told.of(ArchiveFormat.ISSO, database), Told.of(ArchiveFormat.ISSO, packed));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, UTF-8", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "windows-1252, windows-1252"})
  void text_inTheEncodingItDeclares_isRead(String written, String declared) throws Exception {
    String mark = written.equals("windows-1252") ? "" : "\uFEFF";
    String text = comment("Grüße, “Zoë”").replace("UTF-8", declared);
    byte[] bytes = (mark + text).getBytes(Charset.forName(written));

    assertTrue(read("blog.xml", bytes).contains(": Grüße, “Zoë”"), () -> written);
  }

  @Test
  void text_withBytesThatAreNoUtf8_isReadAllTheSame() throws Exception {
    byte[] bytes = comment("Gr~ss").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '~' ? (byte) 0xFC : bytes[i];
    }

    assertTrue(read("blog.xml", bytes).contains(": Gr\uFFFDss"));
  }

  @Test
  void progress_whileAndAfterReading_isInBytesOfTheFilesOnDisk() throws Exception {
    Path first = Files.write(folder.resolve("1"), gzip(export));
    Path second = Files.write(folder.resolve("2"), export);
    ArchiveFiles files = ArchiveFiles.of(List.of(first, second));
    long all = Files.size(first) + Files.size(second);
    List<Long> seen = new ArrayList<>();

    assertEquals(new Progress(0, all), files.progress());
    files.twice(
        file -> seen.add(files.progress().read()),
        file -> assertEquals(2 * all, files.progress().all()));

    assertEquals(new Progress(2 * all, 2 * all), files.progress());
    assertTrue(seen.get(0) > 0 && seen.get(1) > Files.size(first), seen::toString);
  }

  @Test
  void packedFile_cutOff_isDamagedSomewhere() throws Exception {
    byte[] packed = gzip(export);

    var damaged =
        assertThrows(
            DamagedArchive.class,
            () -> read("blog.xml.gz", Arrays.copyOf(packed, packed.length / 2)));
    assertEquals(
        "blog.xml.gz, about byte "
            + packed.length / 2
            + ": The packed data is broken or ends too early (Unexpected end of ZLIB input"
            + " stream).",
        damaged.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "WORDPRESS | <rss><channel><item></rss>    | , line 1: The element type \"item\"",
        "WORDPRESS | <disqus/>                     | , line 1: It begins with <disqus>, not with <rss>.",
        "DISQUS    | <feed/>                       | , line 1: It begins with <feed>, not with <disqus>.",
        "DISQUS    | ^^                            | , line 1: ",
        "WORDPRESS | <!DOCTYPE rss [<!ENTITY a \"b\">]><rss/> | , line 1: It has a document type",
        "REMARK42  | <rss/>                        | , line 1: It does not begin as JSON does.",
        "REMARK42  | ^^                            | : The file is empty.",
        "ARTALK    | [{\"id\":\"1\"},{\"id\"]      | , line 1, column 18: ",
        "WALINE    | {\"data\":{\"Users\":[]}}     | : It has no list data.Comment.",
        "COMMENTO  | {\"version\":1}               | : It has no list of comments.",
        "COMMENTO  | {\"comments\":[{\"id\":1}     | , line 1, column 22: Unexpected end-of-input: expected close marker for Array",
        "CORAL     | no JSON                       | , line 1: It does not begin as JSON does.",
      })
  void file_thatIsNoSuchArchive_isDamagedAtAPlace(
      ArchiveFormat format, String content, String message) throws Exception {
    Path file = Files.writeString(folder.resolve("export"), content == null ? "" : content);

    var damaged = assertThrows(DamagedArchive.class, () -> Told.of(format, file));
    assertTrue(damaged.getMessage().startsWith("export" + message), damaged::getMessage);
  }

  @Test
  void entryOfAZip_thatIsDamaged_isNamed() {
    var damaged =
        assertThrows(
            DamagedArchive.class,
            () ->
                read("all.zip", zip(Map.of("a/b.xml", "<rss>".getBytes(StandardCharsets.UTF_8)))));
    assertTrue(damaged.getMessage().startsWith("all.zip: a/b.xml, line 1: "), damaged::getMessage);
  }

  @Test
  void file_thatDoesNotExist_isNamed() {
    assertThrows(
        NoSuchFileException.class,
        () -> Told.of(ArchiveFormat.WORDPRESS, folder.resolve("none.xml")));
  }

  @Test
  void visitor_thatThrows_endsTheReading() {
    Told failing =
        new Told() {
          @Override
          public void comment(ArchivedComment comment) {
            throw new IllegalStateException("full");
          }
        };

    assertThrows(
        IllegalStateException.class,
        () ->
            ArchiveFormat.WORDPRESS
                .reader()
                .read(List.of(Told.file("wordpress-1.2.xml")), failing));
  }

  private String read(String name, byte[] content) throws IOException {
    return Told.of(ArchiveFormat.WORDPRESS, Files.write(folder.resolve(name), content));
  }

  private static String comment(String text) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>
        <link>https://ledger.example/</link>
        <wp:comment><wp:comment_id>1</wp:comment_id>
        <wp:comment_date_gmt>2015-05-01 10:00:00</wp:comment_date_gmt>
        <wp:comment_content>%s</wp:comment_content>
        <wp:comment_approved>1</wp:comment_approved></wp:comment>
        </item></channel></rss>
        """
        .formatted(text);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return packed.toByteArray();
  }
}
