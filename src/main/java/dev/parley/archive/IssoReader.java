package dev.parley.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Reads the SQLite database of Isso, or the JSON that other programs write for it. Both know pages
 * by their path alone.
 */
final class IssoReader implements ArchiveReader {
  /** Comments in the order of their ids, so that parents come first. */
  private static final String COMMENTS =
      """
      select comments.id, comments.parent, comments.created, comments.modified, comments.mode,
        comments.remote_addr, comments.text, comments.author, comments.email, comments.website,
        comments.likes, comments.dislikes, threads.uri, threads.title
      from comments left join threads on threads.id = comments.tid
      order by comments.id
      """;

  private static final String PREFERENCES =
      "select name from sqlite_master where type = 'table' and name = 'preferences'";

  private static final String SESSION_KEY =
      "select value from preferences where key = 'session-key'";

  private static final int ACCEPTED = 1;
  private static final int DELETED = 4;

  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file -> {
          if (file.startsWith("SQLite format 3")) {
            database(file, telling);
          } else {
            new JsonRecords(file, telling::damaged).each(thread -> thread(thread, telling));
          }
        });
  }

  private static void database(ArchiveFile file, Telling telling) throws IOException {
    if (file.path().isPresent()) {
      database(file, file.path().get(), telling);
      return;
    }
    Path unpacked = Files.createTempFile("parley-isso-", ".sqlite");
    try {
      Files.copy(file.stream(), unpacked, StandardCopyOption.REPLACE_EXISTING);
      database(file, unpacked, telling);
    } finally {
      Files.deleteIfExists(unpacked);
    }
  }

  private static void database(ArchiveFile file, Path path, Telling telling) throws IOException {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw file.damaged(
          "",
          "Changes to it still lie in "
              + log.getFileName()
              + ". Stop Isso, or make a copy with `sqlite3 "
              + path.getFileName()
              + " \".backup copy.db\"`.");
    }
    try (Connection connection = open(path);
        Statement statement = connection.createStatement()) {
      telling.installation(installation(statement));
      try (ResultSet rows = statement.executeQuery(COMMENTS)) {
        while (rows.next()) {
          comment(rows, telling);
        }
      }
    } catch (SQLException broken) {
      throw file.damaged("", "SQLite cannot read it as Isso's database: " + broken.getMessage());
    }
  }

  /** A digest of the key that Isso draws once for each database: it must not be known itself. */
  private static String installation(Statement statement) throws SQLException {
    if (first(statement, PREFERENCES).isEmpty()) {
      return "";
    }
    return first(statement, SESSION_KEY)
        .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString())
        .orElse("");
  }

  private static Optional<String> first(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  /** Immutable: SQLite then makes no lock or journal beside the file. */
  private static Connection open(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + path.toUri() + "?immutable=1");
  }

  private static void comment(ResultSet row, Telling telling) throws SQLException {
    String uri = known(row.getString("uri"));
    telling.page(ArchivedPage.at(uri, known(row.getString("title"))));
    telling
        .comment(known(row.getString("id")), uri)
        .under(known(row.getString("parent")))
        .by(
            ArchivedAuthor.of(
                "",
                known(row.getString("author")),
                known(row.getString("email")),
                known(row.getString("website"))))
        .says(ArchivedText.ofMarkdown(known(row.getString("text"))))
        .stands(standing(row.getInt("mode")))
        .at(Times.of(known(row.getString("created"))))
        .edited(Times.of(known(row.getString("modified"))))
        .voted(new Votes(row.getInt("likes"), row.getInt("dislikes")))
        .from(known(row.getString("remote_addr")))
        .tell();
  }

  private static Standing standing(int mode) {
    return switch (mode) {
      case ACCEPTED -> Standing.APPROVED;
      case DELETED -> Standing.DELETED;
      default -> Standing.PENDING;
    };
  }

  private static String known(@Nullable String value) {
    return Optional.ofNullable(value).orElse("");
  }

  private static void thread(JsonFields thread, Telling telling) {
    String path = thread.text("id");
    telling.page(ArchivedPage.at(path, thread.text("title")));
    for (JsonFields comment : thread.objects("comments")) {
      // Ids count anew on each page.
      telling
          .comment(path + "#" + comment.text("id"), path)
          .by(
              ArchivedAuthor.of(
                  "", comment.text("author"), comment.text("email"), comment.text("website")))
          .says(ArchivedText.ofMarkdown(comment.text("text")))
          .at(comment.time("created"))
          .from(comment.text("remote_addr"))
          .tell();
    }
  }
}
