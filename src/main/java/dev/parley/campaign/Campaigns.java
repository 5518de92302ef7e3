package dev.parley.campaign;

import dev.parley.campaign.Likes.Like;
import dev.parley.comment.Fact;
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

/** Looks at what goes on around comments. Used on the event loop only. */
public final class Campaigns {
  private static final Logger log = LoggerFactory.getLogger(Campaigns.class);

  /** How far back "the same text was posted before" looks. */
  private static final Duration HOURS = Duration.ofHours(6);

  /** The share of common pairs of words, in [0,1], from which a text is all but the same. */
  private static final double ALL_BUT_THE_SAME = 0.8;

  /** A comment rather waits for a moderator than for a slow store. */
  private static final long LONGEST_READ_MILLIS = 2_000;

  private final Memories memories;
  private final Likes likes;
  private final LinkRecords links;

  public Campaigns(Database database) {
    this.memories = new Memories(database);
    this.likes = new Likes(database);
    this.links = new LinkRecords(database);
  }

  /** What a memory says of a comment, before the comment is part of it. */
  private record Recalled(List<LateText> likes, List<Rate> rates) {}

  /**
   * The surroundings of a comment, and remembers it for later ones, unless it is {@linkplain
   * #forget forgotten}. Never fails: what cannot be read is unknown.
   */
  public Future<Surroundings> around(Subject subject) {
    LateText text = LateText.of(subject);
    Future<Recalled> recalled =
        Future.succeededFuture(subject)
            .compose(one -> memories.of(one.site(), one.at()))
            .map(memory -> recall(memory, text));
    Future<List<Like>> now = recalled.compose(known -> likes.now(subject.site(), known.likes()));
    Future<Fact<List<Similar>>> similar =
        fact("the copies of a text", now.map(all -> similar(text, all)));
    Future<Fact<Cluster>> cluster =
        fact("the cluster of a text", now.map(all -> cluster(text, all)));
    Future<Fact<List<LinkRecord>>> records =
        fact(
            "the record of a link",
            Future.succeededFuture(subject)
                .compose(one -> links.of(one.site(), one.id(), one.domains())));
    Future<Fact<List<Rate>>> rates = fact("the latest texts", recalled.map(Recalled::rates));
    return Future.all(similar, cluster, records, rates)
        .map(
            done ->
                new Surroundings(
                    similar.result(), cluster.result(), records.result(), rates.result()));
  }

  /** Forgets a comment that was looked at and could not be stored. */
  public void forget(int site, UUID comment) {
    memories.forget(site, comment);
  }

  private static <T> Future<Fact<T>> fact(String what, Future<T> read) {
    // A timer for what is there already would cost more than the reading.
    Future<T> inTime =
        read.isComplete() ? read : read.timeout(LONGEST_READ_MILLIS, TimeUnit.MILLISECONDS);
    return inTime
        .map(Fact::of)
        .otherwise(
            failure -> {
              log.warn("Reading {} failed; the comment will wait for a moderator", what, failure);
              return Fact.unknown();
            });
  }

  private static Recalled recall(Memory memory, LateText text) {
    boolean edited = memory.texts.contains(text.id());
    List<LateText> likes =
        memory.texts.like(text).stream()
            .filter(like -> like.at() > text.at() - Memories.WINDOW.toMillis())
            .toList();
    memory.addOrReplace(text);
    return new Recalled(likes, edited ? List.of() : memory.rates(text));
  }

  private static List<Similar> similar(LateText text, List<Like> likes) {
    List<Similar> similar = new ArrayList<>();
    for (Like one : likes) {
      LateText like = one.text();
      boolean same = like.fingerprint() == text.fingerprint();
      if (like.at() > text.at() - HOURS.toMillis()
          && (same || LateTexts.likeness(text, like) >= ALL_BUT_THE_SAME)) {
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

  /** Who sends a comment to the same article again has tried again. */
  private static Cluster cluster(LateText text, List<Like> likes) {
    return Likes.cluster(
        likes.stream()
            .filter(like -> LateTexts.near(text, like.text()))
            .filter(
                like ->
                    like.text().author() != text.author()
                        || like.text().article() != text.article())
            .toList());
  }
}
