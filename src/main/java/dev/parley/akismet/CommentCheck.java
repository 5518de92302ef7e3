package dev.parley.akismet;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.comment.Sender;
import dev.parley.model.Attribute;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.screening.Signal;
import dev.parley.screening.Verdict;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Screens a comment for a client of Akismet and then forgets it.
 *
 * <p>Spam is what Parley itself would keep from everyone: comments for the spam queue, and comments
 * that the site's exact rules reject. A comment that Parley would hold is not spam, because {@code
 * true} makes clients put it where nobody looks, and that is more than the machine knows. The
 * clients' own moderation stays as it is. The answer does not announce a later check of a held
 * comment ({@code X-akismet-recheck-after}), because there will be none.
 *
 * <p>If a check could not run and the others find no spam, nobody has judged the comment. The
 * answer is then an outage: clients keep the comment and ask again.
 *
 * <p>A filled-in field that people do not see is spam as well: clients report only what a program
 * sent there.
 *
 * <p>In a language without a spam model no check looks for spam. That is not an outage, because it
 * will not pass. The answer is {@code false}, unless an exact rule of the site, such as a banned
 * word, says otherwise.
 */
public final class CommentCheck {
  /** Spam scores from here on leave hardly any doubt. */
  private static final double BLATANT = 0.99;

  private final Screening screening;
  private final Clock clock;

  /**
   * @param screening the screening for comments
   */
  public CommentCheck(Screening screening, Clock clock) {
    this.screening = screening;
    this.clock = clock;
  }

  Future<AkismetReply> of(ApiKeyHolder caller, AkismetComment comment, TestMode mode) {
    if (mode.byAdministrator()) {
      return Future.succeededFuture(AkismetReply.clean());
    }
    if (mode.surelySpam()) {
      return Future.succeededFuture(AkismetReply.spam(mode.discard()));
    }
    return screening
        .run(() -> comment.draft(caller.site(), clock.instant()))
        .compose(screening::screen)
        .map(CommentCheck::reply);
  }

  private static AkismetReply reply(Screened screened) {
    boolean shownToNobody =
        switch (screened.verdict()) {
          case SPAM, REJECT -> true;
          case APPROVE, HOLD -> false;
        };
    if (shownToNobody || isTrapped(screened)) {
      return AkismetReply.spam(isBlatant(screened));
    }
    if (screened.signals().stream().anyMatch(CommentCheck::isSilent)) {
      throw new Refusal(Problem.UNAVAILABLE, "Not every check could run").retryAfter(60);
    }
    return AkismetReply.clean();
  }

  /**
   * Spam that may be deleted unseen: the text is almost certainly spam, and a field that people do
   * not see was filled in. Either sign alone has been wrong about people.
   */
  private static boolean isBlatant(Screened screened) {
    double spam = screened.scores().getOrDefault(Attribute.SPAM.key(), 0.0);
    return screened.verdict() == Verdict.SPAM && spam >= BLATANT && isTrapped(screened);
  }

  private static boolean isTrapped(Screened screened) {
    return screened.draft().sender().filter(Sender::trapped).isPresent();
  }

  private static boolean isSilent(Signal signal) {
    return signal.reason() == Reason.UNAVAILABLE;
  }
}
