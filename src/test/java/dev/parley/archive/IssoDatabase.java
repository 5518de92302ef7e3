package dev.parley.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Writes a database as Isso has it. */
final class IssoDatabase {
  private IssoDatabase() {}

  static void write(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          create table threads (id integer primary key, uri varchar(256) unique,
            title varchar(256));
          create table comments (tid references threads(id), id integer primary key,
            parent integer, created float not null, modified float, mode integer,
            remote_addr varchar, text varchar not null, author varchar, email varchar,
            website varchar, likes integer default 0, dislikes integer default 0,
            voters blob not null, notification integer default 0);
          create table preferences (key varchar primary key, value varchar not null);
          insert into preferences values ('session-key', 'drawn once');
          insert into threads values (1, '/quay?id=3', 'Quay Street'), (2, '/two', null);
          insert into comments values
            (1, 1, null, 1583056800.123456, null, 1, '192.0.2.0', 'Hello *you*', 'Anna',
              'anna@mail.example', 'https://anna.example', 3, 1, x'00', 1),
            (1, 2, 1, 1583056900.0, 1583057000.5, 2, '192.0.2.0', 'Held <b>tags</b>', null, null,
              null, 0, 0, x'00', 0),
            (1, 3, null, 1583056900, null, 4, '192.0.2.0', '', '', null, null, 0, 0, x'00', 0),
            (2, 4, 3, 1583056901, null, 1, null, '1. item', 'Ben', '', '', 0, 0, x'00', 0),
            (9, 5, null, 1583056901, null, 1, null, 'Its thread is gone', '', '', '', 0, 0, x'00',
              0);
          """);
    }
  }
}
