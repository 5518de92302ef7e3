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

/** What callers say of texts, kept as labels their site's model learns from. */
public final class Teaching {
  private final Optional<ExternalLabels> labels;
  private final Clock clock;

  /**
   * @param labels absent without the shipped models, for there is nothing to teach then
   */
  public Teaching(Optional<ExternalLabels> labels, Clock clock) {
    this.labels = labels;
    this.clock = clock;
  }

  /**
   * Keeps what a caller says of a text. The same text again is the same label, whoever sends it and
   * by which protocol, so that what is said last wins. A blank text teaches nothing.
   *
   * <p>The caller's key counts as one moderator, by whichever protocols it comes.
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
      throw new Refusal(Problem.UNAVAILABLE, "Nothing can be learnt without the shipped models");
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
