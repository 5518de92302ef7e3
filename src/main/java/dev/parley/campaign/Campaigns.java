package dev.parley.campaign;

import dev.parley.campaign.SimilarComments.Like;
import dev.parley.campaign.SiteActivity.Recalled;
import dev.parley.comment.Lookup;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Cluster;
import dev.parley.comment.Surroundings.LinkRecord;
import dev.parley.comment.Surroundings.Rate;
import dev.parley.comment.Surroundings.Similar;
import dev.parley.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what goes on around comments. Safe for several threads. */
public final class Campaigns {
  private static final Logger log = LoggerFactory.getLogger(Campaigns.class);

  /** The period for "the same text was posted before". */
  private static final Duration HOURS = Duration.ofHours(6);

  /** Two texts are nearly equal from this share of common word pairs on, in [0, 1]. */
  private static final double ALL_BUT_THE_SAME = 0.8;

  /** A comment had better wait for a moderator than for a slow database. */
  private static final long LONGEST_READ_MILLIS = 2_000;

  private final RecentActivity activity;
  private final SimilarComments likes;
  private final LinkRecords links;

  public Campaigns(Database database) {
    this.activity = new RecentActivity(database);
    this.likes = new SimilarComments(database);
    this.links = new LinkRecords(database);
  }

  /**
   * Answers the surroundings of a comment, and remembers the comment for later ones unless it is
   * {@linkplain #forget forgotten}. Never fails: what cannot be read is unknown.
   */
  public Future<Surroundings> around(CommentFingerprint comment) {
    RecentText text = RecentText.of(comment);
    Future<Recalled> recalled =
        Future.succeededFuture(comment)
            .compose(one -> activity.of(one.site(), one.at()))
            .map(memory -> memory.recall(text));
    Future<List<Like>> now = recalled.compose(known -> likes.now(comment.site(), known.likes()));
    Future<Lookup<List<Similar>>> similar =
        fact("the copies of a text", now.map(all -> similar(text, all)));
    Future<Lookup<Cluster>> cluster =
        fact("the cluster of a text", now.map(all -> cluster(text, all)));
    Future<Lookup<List<LinkRecord>>> records =
        fact(
            "the record of a link",
            Future.succeededFuture(comment)
                .compose(one -> links.of(one.site(), one.id(), one.domains())));
    Future<Lookup<List<Rate>>> rates = fact("the latest texts", recalled.map(Recalled::rates));
    return Future.all(similar, cluster, records, rates)
        .map(
            done ->
                new Surroundings(
                    similar.result(), cluster.result(), records.result(), rates.result()));
  }

  /** Forgets a comment that could not be stored. */
  public void forget(int site, UUID comment) {
    activity.forget(site, comment);
  }

  private static <T> Future<Lookup<T>> fact(String what, Future<T> read) {
    // A timer for what is already here would cost more than reading it.
    Future<T> inTime =
        read.isComplete() ? read : read.timeout(LONGEST_READ_MILLIS, TimeUnit.MILLISECONDS);
    return inTime
        .map(Lookup::of)
        .otherwise(
            failure -> {
              log.warn("Reading {} failed; the comment will wait for a moderator", what, failure);
              return Lookup.unknown();
            });
  }

  private static List<Similar> similar(RecentText text, List<Like> likes) {
    List<Similar> similar = new ArrayList<>();
    for (Like one : likes) {
      RecentText like = one.text();
      boolean same = like.fingerprint() == text.fingerprint();
      if (like.at() > text.at() - HOURS.toMillis()
          && (same || RecentTexts.likeness(text, like) >= ALL_BUT_THE_SAME)) {
        similar.add(
            new Similar(
                like.id(),
                same,
                like.author() == text.author(),
                like.article() == text.article() && like.parent() == text.parent(),
                Instant.ofEpochMilli(like.at())));
      }
    }
    return similar;
  }

  /** Somebody who sends a comment to the same article again is trying again. */
  private static Cluster cluster(RecentText text, List<Like> likes) {
    return SimilarComments.cluster(
        likes.stream()
            .filter(like -> RecentTexts.near(text, like.text()))
            .filter(
                like ->
                    like.text().author() != text.author()
                        || like.text().article() != text.article())
            .toList());
  }
}
