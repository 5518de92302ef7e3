package dev.parley.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The authors of an archive that names them apart from their comments, kept in a temporary file: a
 * newspaper has more of them than memory has room for. Belongs to one thread.
 */
final class AuthorShelf implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final PreparedStatement put;
  private final PreparedStatement get;

  private AuthorShelf(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = off");
      statement.execute("pragma synchronous = off");
      statement.execute(
          "create table author (id text primary key, name text, email text, url text) without"
              + " rowid");
    }
    connection.setAutoCommit(false);
    this.put = connection.prepareStatement("insert or replace into author values (?, ?, ?, ?)");
    this.get = connection.prepareStatement("select name, email, url from author where id = ?");
  }

  static AuthorShelf open() throws IOException {
    Path file = Files.createTempFile("parley-authors-", ".sqlite");
    try {
      return new AuthorShelf(file, DriverManager.getConnection("jdbc:sqlite:" + file));
    } catch (SQLException failed) {
      Files.deleteIfExists(file);
      throw new IOException("The temporary file " + file + " cannot be used.", failed);
    }
  }

  /** Keeps an author who has an identity. */
  void put(ArchivedAuthor author) throws IOException {
    if (author.id().isEmpty()) {
      return;
    }
    try {
      put.setString(1, author.id().get());
      put.setString(2, author.name());
      put.setString(3, author.email().orElse(""));
      put.setString(4, author.url().orElse(""));
      put.executeUpdate();
    } catch (SQLException failed) {
      throw new IOException("Authors cannot be kept in " + file + ".", failed);
    }
  }

  /** The author with an identity, if the archive names one. */
  Optional<ArchivedAuthor> get(String id) throws IOException {
    try {
      get.setString(1, id);
      try (ResultSet row = get.executeQuery()) {
        return row.next()
            ? Optional.of(
                ArchivedAuthor.of(
                    id, row.getString("name"), row.getString("email"), row.getString("url")))
            : Optional.empty();
      }
    } catch (SQLException failed) {
      throw new IOException("Authors cannot be read from " + file + ".", failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new IOException("The temporary file " + file + " cannot be closed.", failed);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
