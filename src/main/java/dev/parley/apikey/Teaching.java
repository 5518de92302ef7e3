package dev.parley.apikey;

import dev.parley.comment.Author;
import dev.parley.comment.EditToken;
import dev.parley.model.Attribute;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.SiteSettings;
import dev.parley.sitemodel.ExternalLabels;
import dev.parley.sitemodel.ExternalLabels.Label;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** Stores the labels that programs give texts, from which their site's model learns. */
public final class Teaching {
  private final Optional<ExternalLabels> labels;
  private final Clock clock;

  /**
   * @param labels empty without the models that come with Parley, because then there is nothing to
   *     train
   */
  public Teaching(Optional<ExternalLabels> labels, Clock clock) {
    this.labels = labels;
    this.clock = clock;
  }

  /**
   * Stores a program's label of a text. The same text has one label, whichever program sends it by
   * whichever protocol, and the latest wins. A blank text is ignored.
   *
   * <p>The key counts as one moderator, whichever protocol it is used with.
   */
  public Future<Void> teach(
      ApiKeyHolder caller,
      String text,
      Attribute attribute,
      boolean value,
      Optional<Author> author) {
    if (text.isBlank()) {
      return Future.succeededFuture();
    }
    if (labels.isEmpty()) {
      throw new Refusal(
          Problem.UNAVAILABLE,
          "The site cannot learn: the models that come with Parley could not be loaded; the log says why");
    }
    Label label =
        new Label(
            "text/" + HexFormat.of().formatHex(EditToken.sha256(CleanText.folded(text))),
            CleanText.first(text, SiteSettings.LONGEST_BODY),
            attribute,
            value,
            caller.token().toString(),
            author,
            clock.instant());
    return labels.get().put(caller.site().id(), label);
  }
}
