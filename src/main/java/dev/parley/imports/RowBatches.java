package dev.parley.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.archive.ParleyLine;
import dev.parley.portable.SiteLines;
import dev.parley.portable.SiteTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gathers rows of the same table and columns to batches. It belongs to the thread that reads. */
final class RowBatches {
  private static final int MOST_ROWS = 500;

  /** In characters. */
  private static final int MOST_TEXT = 4 << 20;

  /** Takes batches. */
  interface Taker {
    void moderators(String rows);

    void rows(Batch batch);
  }

  /**
   * Rows of a table.
   *
   * @param rows a JSON array
   * @param ids of those that have one
   */
  record Batch(SiteTable table, Set<String> columns, String rows, List<UUID> ids, int size) {}

  private final Taker taker;
  private final ArrivingRow arriving;
  private final ImportReport report;
  private String kind = "";
  private Set<String> columns = Set.of();
  private final StringBuilder rows = new StringBuilder();
  private List<UUID> ids = new ArrayList<>();
  private int size;

  RowBatches(Taker taker, ArrivingRow arriving, ImportReport report) {
    this.taker = taker;
    this.arriving = arriving;
    this.report = report;
  }

  void take(ParleyLine line) throws IOException {
    report.read();
    if (line.kind().equals(SiteLines.SITE)) {
      return;
    }
    ObjectNode row = line.row();
    Optional<SiteTable> table = SiteTable.of(line.kind());
    table.ifPresent(known -> prepare(known, row));
    Set<String> names = new LinkedHashSet<>();
    row.fieldNames().forEachRemaining(names::add);
    if (!line.kind().equals(kind) || !names.equals(columns) || isFull()) {
      flush();
      kind = line.kind();
      columns = names;
    }
    rows.append(size == 0 ? '[' : ',').append(row);
    if (row.path("id").isTextual()) {
      ids.add(UUID.fromString(row.path("id").asText()));
    }
    size++;
  }

  private void prepare(SiteTable table, ObjectNode row) {
    arriving.prepare(table, row);
    if (table == SiteTable.ARTICLE) {
      report.page(row.path("url").asText(), row.path("key").asText());
    }
  }

  private boolean isFull() {
    return size == MOST_ROWS || rows.length() > MOST_TEXT;
  }

  /** Gives on what is gathered. */
  void flush() {
    if (size == 0) {
      return;
    }
    String all = rows.append(']').toString();
    Optional<SiteTable> table = SiteTable.of(kind);
    if (table.isPresent()) {
      taker.rows(new Batch(table.get(), columns, all, ids, size));
    } else {
      taker.moderators(all);
    }
    rows.setLength(0);
    ids = new ArrayList<>();
    size = 0;
  }
}
