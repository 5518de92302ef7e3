package dev.parley.imports;

import dev.parley.imports.RowBatches.Batch;
import dev.parley.portable.SiteTable;
import java.util.Optional;

/** Tells which comments of the batches are here, and stores nothing. */
final class RehearsedRows implements RowBatches.Taker {
  private final Optional<RowStore> store;
  private final ImportReport report;

  /**
   * @param store of the site; empty when there is none yet
   */
  RehearsedRows(Optional<RowStore> store, ImportReport report) {
    this.store = store;
    this.report = report;
  }

  @Override
  public void moderators(String rows) {}

  @Override
  public void rows(Batch batch) {
    if (batch.table() == SiteTable.COMMENT) {
      int known =
          store.map(here -> SiteRun.await(here.known(batch.table(), batch.rows()))).orElse(0);
      report.known(known);
      report.stored(batch.size() - known);
    }
  }
}
