package dev.parley.archive;

import static dev.parley.archive.ArchiveFormat.ARTALK;
import static dev.parley.archive.ArchiveFormat.COMENTARIO;
import static dev.parley.archive.ArchiveFormat.COMMENTO;
import static dev.parley.archive.ArchiveFormat.CORAL;
import static dev.parley.archive.ArchiveFormat.DISQUS;
import static dev.parley.archive.ArchiveFormat.ISSO;
import static dev.parley.archive.ArchiveFormat.REMARK42;
import static dev.parley.archive.ArchiveFormat.TWIKOO;
import static dev.parley.archive.ArchiveFormat.WALINE;
import static dev.parley.archive.ArchiveFormat.WORDPRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each reader makes of a small archive with all that is odd about its format. */
class ArchiveReaderTest {
  @TempDir Path folder;

  @Test
  void ofCode_everyFormat_isFoundByItsCode() {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      assertEquals(Optional.of(format), ArchiveFormat.ofCode(format.code()));
    }
    assertEquals(Optional.empty(), ArchiveFormat.ofCode("blogger"));
  }

  @Test
  void disqus_postsThreadsAndGuests_areTold() throws Exception {
    assertEquals(
        """
        page 100 key quay-street-vote at https://ledger.example/news/quay-street-vote: Quay Street & the vote
        page 101 at http://ledger.example/news/quay-street-vote/?utm_source=mail closed: Quay Street & the vote
        APPROVED 202 to 201 on 100 by Ben 'Gull' Ode <benode> <ben@mail.example> from 192.0.2.44 2011-03-08T09:00:00Z: A reply that stands before what it answers. See [the minutes](https://example.org/a?b=1&c=2).
        APPROVED 201 on 100 by Anna 2011-03-07T21:00:00Z: First line⏎second line⏎⏎2\\. paragraph with **bold** and *soft* words
        DELETED 203 on 100 by Gone 2011-03-08T10:00:00Z
        APPROVED 204 to 203 on 100 by Cleo <cleo> 2011-03-08T10:05:00Z: Under a deleted comment
        SPAM 205 on 101 by Pills 2011-03-08T11:00:00Z: Cheap pills at [pills](http://pills.example)
        APPROVED 206 on 101 by Dora 2011-03-08T12:00:00Z: A post without the attribute
        APPROVED 06ee509d-a85b-3fb8-8c7d-a0748cb70f63 on 101 by Dora 2011-03-08T12:30:00Z: A post without any id
        APPROVED 207 on 101 by Dora 2011-03-08T13:00:00Z: HTML <p>Look: <img src="https://img.example/cat.png"></p>
        skipped NO_TEXT 208
        skipped NO_TIME 209
        skipped NO_PAGE 210
        """,
        Told.of(DISQUS, "disqus.xml"));
  }

  @Test
  void wordpress_everyKindOfComment_isToldOrSkipped() throws Exception {
    assertEquals(
        """
        installation ledger.example
        page 1 at https://ledger.example/news/quay/: Quay ’Street’
        APPROVED 12 to 11 on 1 by Ben <7> <ben@mail.example> <https://ben.example/?a=1&b=2> from 192.0.2.44 2015-05-01T10:00:00Z: A reply before its parent
        APPROVED 11 on 1 by Tom & Jerry 2015-05-01T10:00:00Z: First line⏎second line⏎⏎Second paragraph with a [link](https://example.org/x) and 2 < 3.
        PENDING 13 on 1 by Waiting 2015-05-01T10:00:00Z: Held for a moderator
        SPAM 14 on 1 by Cheap 2015-05-01T10:00:00Z: Buy pills
        REJECTED 15 on 1 by Rude 2015-05-01T10:00:00Z: Something rude
        DELETED 16 on 1 by Gone 2015-05-01T10:00:00Z
        skipped PINGBACK 17
        skipped PINGBACK 18
        skipped OTHER_TYPE 19
        APPROVED 20 on 1 by Local 2015-05-01T10:00:00Z: Only a local time
        skipped NO_TIME 21
        APPROVED 22 on 1 by  2015-05-01T10:00:00Z: Ends a ]]> section
        APPROVED 23 on 1 by Quoter 2015-05-01T10:00:00Z: HTML <blockquote>⏎<p>They said<br>⏎this</p>⏎</blockquote>⏎<p>And I say <strike>that</strike> this</p>
        APPROVED 24 on 1 by Code 2015-05-01T10:00:00Z: ```⏎if (a < b) {⏎⏎  c();⏎}⏎```⏎⏎works
        APPROVED 25 on 1 by Quoter 2015-05-01T10:00:00Z: > They said⏎> this⏎⏎*I* agree
        APPROVED 26 on 1 by Control 2015-05-01T10:00:00Z: Bell and form feed here
        page 3 at https://ledger.example/about/ closed: About
        APPROVED 30 on 3 by Zoe 2015-05-01T10:00:00Z: Hello
        """,
        Told.of(WORDPRESS, "wordpress-1.2.xml"));
  }

  @Test
  void wordpress_oldVersionsInSplitFiles_areOneArchive() throws Exception {
    assertEquals(
        """
        installation ledger.example
        page 4 at https://ledger.example/old/: Old & grey
        APPROVED 40 on 4 by D&D 2015-05-01T10:00:00Z: It’s **fine** & good
        APPROVED 41 to 40 on 4 by Split 2015-05-01T10:00:00Z: The second file of a split export
        """,
        Told.of(WORDPRESS, "wordpress-1.0.xml", "wordpress-1.1.xml"));
  }

  @Test
  void wordpress_customImportOfDisqus_isRead() throws Exception {
    assertEquals(
        """
        page disqus_identifier key disqus_identifier at http://foo.example/example closed: Foo bar
        APPROVED 65 on disqus_identifier by Foo Bar <user-5> <foo@bar.example> <http://www.foo.example/> from 192.0.2.9 2010-09-20T13:19:10Z: Hello world
        """,
        Told.of(WORDPRESS, "disqus-import.xml"));
  }

  @Test
  void remark42_linesOfABackup_areTold() throws Exception {
    assertEquals(
        """
        page https://ledger.example/quay: Quay & Street
        APPROVED c2 to c1 on https://ledger.example/quay by Ben <anonymous_b2> 2021-03-12T17:21:56.123456789Z: An answer
        APPROVED c1 on https://ledger.example/quay by Anna <github_a1> <anna@mail.example> 2021-03-12T17:21:56.123456789Z edited 2021-03-12T17:25:00Z +2 -1: Hello **you**, it’s *nice*
        APPROVED c3 on https://ledger.example/quay by Anna <github_a1> <anna@mail.example> 2021-03-12T17:21:56.123456789Z +5 -0: Imported long ago
        DELETED c4 on https://ledger.example/quay by deleted 2021-03-12T17:21:56.123456789Z
        APPROVED c5 to c4 on https://ledger.example/quay by Anna <github_a1> <anna@mail.example> 2021-03-12T17:21:56.123456789Z: Under a tombstone
        page https://ledger.example/closed closed: Quay & Street
        APPROVED c6 on https://ledger.example/closed by Anna <github_a1> <anna@mail.example> 2021-03-12T17:21:56.123456789Z: HTML <p>Raw <s>html</s> &lt;script&gt;</p>
        skipped DAMAGED line 8
        skipped NO_TEXT c8
        skipped NO_TIME c9
        APPROVED c10 on https://ledger.example/quay by Anna <github_a1> <anna@mail.example> 2021-03-12T17:21:56.123456789Z: ```java⏎if (a)⏎  b;⏎```
        """,
        Told.of(REMARK42, "remark42.json"));
  }

  @Test
  void isso_threadsInJson_areTold() throws Exception {
    assertEquals(
        """
        page /quay: Quay Street
        APPROVED /quay#1 on /quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.0 2020-01-01T10:00:00Z: Hello *you*
        APPROVED /quay#2 on /quay by  2020-01-01T10:05:00Z: Nameless
        skipped NO_TEXT /quay#3
        page /other
        APPROVED /other#1 on /other by Ben 2020-01-02T10:00:00Z: On another page
        """,
        Told.of(ISSO, "isso.json"));
  }

  @Test
  void commento_authorsBehindComments_areKnown() throws Exception {
    assertEquals(
        """
        page https://ledger.example/quay
        APPROVED c2 to c1 on https://ledger.example/quay by  2018-09-13T09:37:37.135729Z: An answer
        APPROVED c1 on https://ledger.example/quay by Anna <u1> <anna@mail.example> <https://anna.example> 2018-09-13T09:36:37Z +3 -0: Hello **you**
        PENDING c3 on https://ledger.example/quay by  2018-09-13T09:38:37Z +0 -2: Held
        PENDING c4 on https://ledger.example/quay by Anna <u1> <anna@mail.example> <https://anna.example> 2018-09-13T09:39:37Z: Flagged
        DELETED c5 on https://ledger.example/quay by  2018-09-13T09:40:37Z
        DELETED c6 on https://ledger.example/quay by Anna <u1> <anna@mail.example> <https://anna.example> 2018-09-13T09:41:37Z
        page https://ledger.example/two
        APPROVED c7 on https://ledger.example/two by Ben <u2> <ben@mail.example> <https://ben.example> 2018-09-13T09:42:37Z: Of *Comentario* 2
        skipped DAMAGED element 8
        """,
        Told.of(COMMENTO, "commento.json"));
  }

  @Test
  void comentario_pagesBehindComments_areKnown() throws Exception {
    assertEquals(
        """
        page p1 at /quay: Quay Street
        page p2 at /closed closed: Closed
        APPROVED k2 to k1 on p1 by Anna <u1> <anna@mail.example> <https://anna.example> 2024-05-01T10:00:00Z edited 2024-05-01T10:10:00.500Z: Text of k2
        APPROVED k1 on p1 by Anna <u1> <anna@mail.example> <https://anna.example> from 192.0.2.0 2024-05-01T10:00:00Z +4 -0: Text of k1
        PENDING k3 on p1 by Guest Gus 2024-05-01T10:00:00Z: Text of k3
        REJECTED k4 on p1 by Anna <u1> <anna@mail.example> <https://anna.example> 2024-05-01T10:00:00Z: Text of k4
        DELETED k5 on p1 by Anna <u1> <anna@mail.example> <https://anna.example> 2024-05-01T10:00:00Z
        APPROVED k6 on p2 by  2024-05-01T10:00:00Z: Text of k6
        """,
        Told.of(COMENTARIO, "comentario-3.json"));
  }

  @Test
  void coral_collectionsInAnyOrder_areOneArchive() throws Exception {
    assertEquals(
        """
        page story1 at https://ledger.example/quay: Quay Street
        page story2 at https://ledger.example/closed closed: Closed
        page story3 at https://ledger.example/open
        page story4 at https://ledger.example/later
        APPROVED b to a on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z +3 -0: A **reply**
        APPROVED a on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z edited 2022-02-02T10:05:00Z: Now
        REJECTED c on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z: No
        PENDING d on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z: Wait
        PENDING e on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z: Held
        DELETED f on story1 by  2022-02-02T10:00:00Z
        APPROVED g on story2 by  <u9> 2022-02-02T10:00:00Z: HTML <p>Who did it: <span class="coral-rte-spoiler">the butler</span></p>
        skipped DAMAGED line 8
        APPROVED h on story1 by Anna <u1> <anna@mail.example> 2022-02-02T10:00:00Z: > Quoted⏎⏎- one⏎- two
        """,
        Told.of(
            CORAL,
            "coral-comments.json",
            "coral-commentActions.json",
            "coral-users.json",
            "coral-stories.json"));
  }

  @Test
  void artalk_valuesThatAreAllTexts_areUnderstood() throws Exception {
    assertEquals(
        """
        installation https://ledger.example/,https://www.ledger.example
        page https://ledger.example/quay: Quay
        APPROVED 666 to 665 on https://ledger.example/quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-10-28T12:50:15Z +2 -1: A *reply*
        APPROVED 665 on https://ledger.example/quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-10-28T12:50:15Z +2 -1: Hello
        PENDING 667 on https://ledger.example/quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-10-28T12:50:15Z +2 -1: Held
        page https://other.example/a closed: Quay
        APPROVED 668 on https://other.example/a by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-10-28T12:50:15Z +2 -1: With **tags** and⏎two lines
        APPROVED 669 on https://ledger.example/quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-10-28T12:50:15Z +2 -1: HTML <p>a smile <img src="https://x.example/s.png"></p>
        skipped DAMAGED element 6
        skipped NO_TEXT 670
        """,
        Told.of(ARTALK, "artalk.json"));
  }

  @Test
  void waline_tables_areTold() throws Exception {
    assertEquals(
        """
        page /quay
        APPROVED 2 to 1 on /quay by Anna <9> <anna@mail.example> <https://anna.example> from 192.0.2.3 2022-05-01T10:00:00Z +3 -0: An @answer
        APPROVED 1 on /quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2022-05-01T09:00:00Z: Of **Valine**
        PENDING 3 on /quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2022-05-01T10:00:00Z: Held
        SPAM 4 on /quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2022-05-01T10:00:00Z: Pills
        APPROVED 5 on /quay by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2022-05-01T10:00:00Z: Old
        skipped NO_PAGE 6
        """,
        Told.of(WALINE, "waline.json"));
  }

  @Test
  void twikoo_comments_areTold() throws Exception {
    assertEquals(
        """
        page /quay/ at https://ledger.example/quay/
        APPROVED 60a to 601 on /quay/ by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-05-03T00:00:00Z +2 -0: An *answer*
        APPROVED 601 on /quay/ by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-05-03T00:00:00Z +2 -0: Hello
        SPAM 602 on /quay/ by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-05-03T00:00:00Z +2 -0: Pills
        APPROVED 603 on /quay/ by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-05-03T00:00:00Z +2 -0: HTML <p><del>gone</del> <img class="tk-owo-emotion" src="https://x.example/a.png"></p>
        APPROVED 604 on /quay/ by Anna <anna@mail.example> <https://anna.example> from 192.0.2.3 2021-05-03T00:00:00.001Z +2 -0: late
        """,
        Told.of(TWIKOO, "twikoo.json"));
  }

  @Test
  void isso_database_isReadAndLeftAlone() throws Exception {
    Path database = folder.resolve("comments.db");
    IssoDatabase.write(database);
    byte[] before = Files.readAllBytes(database);

    assertEquals(
        """
        installation 1dc1a68c-e4b8-38cb-a196-c250361b1a1c
        page /quay?id=3: Quay Street
        APPROVED 1 on /quay?id=3 by Anna <anna@mail.example> <https://anna.example> from 192.0.2.0 2020-03-01T10:00:00.123Z +3 -1: Hello *you*
        PENDING 2 to 1 on /quay?id=3 by  from 192.0.2.0 2020-03-01T10:01:40Z edited 2020-03-01T10:03:20.500Z: Held **tags**
        DELETED 3 on /quay?id=3 by  from 192.0.2.0 2020-03-01T10:01:40Z
        page /two
        APPROVED 4 to 3 on /two by Ben 2020-03-01T10:01:41Z: 1. item
        skipped NO_PAGE 5
        """,
        Told.of(ISSO, database));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    assertTrue(Arrays.equals(before, Files.readAllBytes(database)));
  }

  @Test
  void isso_otherInstallation_isToldApart() throws Exception {
    Path first = folder.resolve("first.db");
    Path second = folder.resolve("second.db");
    IssoDatabase.write(first);
    IssoDatabase.write(second);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + second);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update preferences set value = 'drawn later'");
    }

    List<String> told =
        Told.of(ISSO, first, second).lines().filter(line -> !line.startsWith("skipped")).toList();
    assertEquals(
        2, told.stream().filter(line -> line.startsWith("installation")).distinct().count());
    assertEquals(2, told.stream().filter(line -> line.startsWith("page /two")).count());
  }

  @Test
  void isso_databaseWithALogBesideIt_isRefused() throws Exception {
    Path database = folder.resolve("comments.db");
    IssoDatabase.write(database);
    Files.writeString(folder.resolve("comments.db-wal"), "changes");

    var refused = assertThrows(DamagedArchive.class, () -> Told.of(ISSO, database));
    assertEquals(
        "comments.db: Changes to it still lie in comments.db-wal. Stop Isso, or make a copy with"
            + " `sqlite3 comments.db \".backup copy.db\"`.",
        refused.getMessage());
  }

  @Test
  void isso_otherDatabase_isRefused() throws Exception {
    Path other = folder.resolve("other.db");
    Files.writeString(other, "SQLite format 3\0and then nothing of it");

    var refused = assertThrows(DamagedArchive.class, () -> Told.of(ISSO, other));
    assertTrue(
        refused.getMessage().startsWith("other.db: SQLite cannot read it as Isso's database"),
        refused::getMessage);
  }

  @Test
  void remark42_ofALaterVersion_isRefused() throws Exception {
    Path backup = folder.resolve("backup");
    Files.writeString(backup, "{\"version\":2,\"users\":[],\"posts\":[]}\n");

    var refused = assertThrows(DamagedArchive.class, () -> Told.of(REMARK42, backup));
    assertEquals(
        "backup, line 1: It is a backup of version 2; only the versions 0 and 1 are known.",
        refused.getMessage());
  }
}
