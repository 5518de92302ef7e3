package dev.parley;

import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.outbox.LoggedAct;
import dev.parley.outbox.Receiver;
import dev.parley.sitemodel.SiteModels;
import io.vertx.core.Future;
import java.util.Optional;

/** Has a site learn from an archive, whichever process has brought it in. */
final class ArchiveLearner implements Receiver {
  private final Optional<SiteModels> models;

  ArchiveLearner(Optional<SiteModels> models) {
    this.models = models;
  }

  /** Learning takes minutes, for which nobody waits. Learning twice gives the same model. */
  @Override
  public Future<Void> tell(LoggedAct act) {
    if (act.action().equals(Kind.IMPORT.code())) {
      models.ifPresent(all -> all.learnFromArchive(act.site()));
    }
    return Future.succeededFuture();
  }
}
