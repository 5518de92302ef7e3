package dev.parley.imports;

import dev.parley.imports.RowBatches.Batch;
import dev.parley.publish.Change;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Stores batches of rows. */
final class StoredRows implements RowBatches.Taker {
  private final RowStore store;
  private final ImportReport report;
  private final Consumer<List<Change>> told;

  StoredRows(RowStore store, ImportReport report, Consumer<List<Change>> told) {
    this.store = store;
    this.report = report;
    this.told = told;
  }

  @Override
  public void moderators(String rows) {
    SiteRun.await(store.addModerators(rows));
  }

  @Override
  public void rows(Batch batch) {
    switch (batch.table()) {
      case COMMENT -> {
        int stored = SiteRun.await(store.addComments(batch.columns(), batch.rows()));
        report.stored(stored);
        report.known(batch.size() - stored);
      }
      case ARTICLE ->
          told.accept(
              SiteRun.await(
                  store.addArticles(
                      batch.columns(), batch.rows(), batch.ids().toArray(UUID[]::new))));
      case POLICY,
          POLICY_CHANGE,
          AUTHOR,
          SCREENING,
          LINK,
          VOTE,
          REPORT,
          DECISION,
          AUDIT,
          APPEAL,
          CONTENT_NOTICE,
          SUBSCRIBER,
          SUBSCRIPTION,
          NOTE,
          BAN,
          BAN_PROPOSAL,
          PURGE,
          PURGE_DECISION,
          LABEL,
          HOUSE_MODEL,
          OLD_SCALE,
          IMPORTED,
          ARTICLE_ALIAS ->
          SiteRun.await(store.add(batch.table(), batch.columns(), batch.rows()));
    }
  }
}
