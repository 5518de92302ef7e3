package dev.parley.backup;

import static dev.parley.database.Patiently.await;

import dev.parley.backup.BackupContents.StoredTable;
import dev.parley.database.RowProgress;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.stream.Collectors;

/** Rows of one table on their way into it, some hundred at a time. PostgreSQL reads the values. */
final class RowBatch implements AutoCloseable {
  private static final int MOST_ROWS = 500;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final PreparedStatement insert;
  private final RowProgress progress;
  private final StringBuilder rows = new StringBuilder();
  private int waiting;

  RowBatch(SqlConnection tx, StoredTable table, RowProgress progress) throws IOException {
    String columns =
        table.columns().stream().map(Catalogue::quoted).collect(Collectors.joining(", "));
    this.insert =
        await(
            tx.prepare(
                "insert into {table} ({columns}) select {columns} from json_populate_recordset(null::{table}, $1::text::json)"
                    .replace("{table}", Catalogue.quoted(table.name()))
                    .replace("{columns}", columns)));
    this.progress = progress;
  }

  void add(String line) throws IOException {
    rows.append(rows.isEmpty() ? '[' : ',').append(line);
    waiting++;
    progress.step();
    if (waiting >= MOST_ROWS || rows.length() >= MOST_CHARACTERS) {
      flush();
    }
  }

  /** Stores what is left. */
  void flush() throws IOException {
    if (waiting > 0) {
      await(insert.query().execute(Tuple.of(rows.append(']').toString())));
      rows.setLength(0);
      waiting = 0;
    }
  }

  @Override
  public void close() throws IOException {
    await(insert.close());
  }
}
