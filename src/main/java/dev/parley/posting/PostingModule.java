package dev.parley.posting;

import dev.parley.ban.Bans;
import dev.parley.comment.ArticleKeys;
import dev.parley.comment.Threads;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.ClientAddress;
import dev.parley.publish.Announcer;
import dev.parley.screening.Screening;
import dev.parley.site.Sites;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Everything readers write: what all event loops share, and the routes of each loop. Safe for
 * several threads.
 */
public final class PostingModule {
  private final Neighbours neighbours;
  private final Clock clock;
  private final byte[] secret;
  private final ClientAddress addresses;
  private final RateLimit commentLimit;
  private final RateLimit feedbackLimit;
  private final Intake intake;
  private final BlindCheck blindCheck;
  private final AnsweredRequests answered = new AnsweredRequests();

  /** What it asks on the road of a comment, and whom it tells at its end. */
  public record Neighbours(
      Sites sites,
      ArticleKeys keys,
      Database database,
      Threads threads,
      Bans bans,
      Screening screening,
      Announcer announcer) {}

  /**
   * @param chance draws comments for blind checks
   */
  public PostingModule(
      Neighbours neighbours,
      Clock clock,
      byte[] secret,
      Config.Limits limits,
      ClientAddress addresses,
      RandomGenerator chance) {
    this.neighbours = neighbours;
    this.clock = clock;
    this.secret = secret.clone();
    this.addresses = addresses;
    this.blindCheck = new BlindCheck(chance);
    this.commentLimit = limit("comments", limits, limits.commentsPerMinute());
    this.feedbackLimit = limit("feedback", limits, limits.commentsPerMinute() * 10);
    this.intake =
        new Intake(neighbours.bans(), new Histories(neighbours.database()), neighbours.screening());
  }

  private static RateLimit limit(String name, Config.Limits limits, int perMinute) {
    return new RateLimit(name, limits.enabled(), perMinute, TimeMeter.SYSTEM_MILLISECONDS);
  }

  /** The routes for the event loop this is called on. */
  public PostingRoutes routes() {
    Database database = neighbours.database();
    Threads threads = neighbours.threads();
    Announcer announcer = neighbours.announcer();
    Admission admission = new Admission(database, threads, neighbours.bans(), commentLimit, clock);
    Posting posting =
        new Posting(
            database,
            threads,
            new Posting.Road(admission, intake, blindCheck, new NewCommentStore(database)),
            announcer,
            answered,
            clock,
            secret);
    return new PostingRoutes(
        neighbours.sites(),
        neighbours.keys(),
        database,
        threads,
        posting,
        new Editing(database, admission, intake, announcer, clock),
        new Feedback(database, announcer, secret, clock),
        new Appealing(database, announcer, clock),
        intake,
        commentLimit,
        feedbackLimit,
        addresses);
  }
}
