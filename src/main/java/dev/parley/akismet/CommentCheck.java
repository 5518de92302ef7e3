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
 * Screens a comment for a client of Akismet and forgets it.
 *
 * <p>Spam is what Parley itself would keep from everyone: what goes to the spam queue, and what the
 * site's own rules reject unseen. A comment that Parley would hold is not spam: {@code true} makes
 * clients put it where nobody looks, and the machine does not know that of it. Their own moderation
 * stays as it is. It is not announced that a held comment will be looked at again either ({@code
 * X-akismet-recheck-after}), for nothing here will look again.
 *
 * <p>Where any check could not run on what is not spam by the others, nobody has judged it, and
 * there is no answer but an outage: clients then keep the comment and ask again.
 *
 * <p>A field that people do not see, filled in, is spam as well: clients say so only of what a
 * program sent.
 *
 * <p>In a language without a model of spam no check looks for spam. That is no outage, for it will
 * not pass: the answer is {@code false} then, unless the site's exact rules, as its banned words,
 * say otherwise.
 */
public final class CommentCheck {
  /** The score of spam that leaves as good as no doubt. */
  private static final double BLATANT = 0.99;

  private final Screening screening;
  private final Clock clock;

  /**
   * @param screening that of comments
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
   * Spam that may be dropped unseen: the text is as good as certainly spam, and whoever sent it
   * filled in a field that people do not see. Either alone has been wrong about people.
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
