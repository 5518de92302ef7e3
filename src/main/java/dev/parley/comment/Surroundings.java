package dev.parley.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What goes on around a draft on its site.
 *
 * @param similar comments of the last hours with the same or nearly the same text
 * @param cluster comments of the last days made from the same template
 * @param links how comments with links to the same domains were decided
 * @param rates how fast comments arrive, this one included
 */
public record Surroundings(
    Lookup<List<Similar>> similar,
    Lookup<Cluster> cluster,
    Lookup<List<LinkRecord>> links,
    Lookup<List<Rate>> rates) {

  /** Surroundings in which nothing happens. */
  public static final Surroundings NONE =
      new Surroundings(
          Lookup.of(List.of()),
          Lookup.of(Cluster.NONE),
          Lookup.of(List.of()),
          Lookup.of(List.of()));

  /**
   * An earlier comment with the same or nearly the same text.
   *
   * @param sameParent whether it answers the same comment, or both are top-level comments of the
   *     same thread
   */
  public record Similar(
      UUID id, boolean same, boolean sameAuthor, boolean sameParent, Instant at) {}

  /**
   * Earlier comments that are nearly like a draft. Those by the same author on the same article do
   * not count.
   *
   * @param comments their number; only the latest hundred are looked at
   * @param authors the number of their authors
   * @param articles the number of their articles
   * @param since when the first of them was posted
   * @param spam how many a moderator has marked as spam
   * @param rejected how many a moderator has rejected
   * @param approved how many a moderator has approved
   */
  public record Cluster(
      int comments,
      int authors,
      int articles,
      Instant since,
      int spam,
      int rejected,
      int approved) {

    /** A cluster of no comments. */
    public static final Cluster NONE = new Cluster(0, 0, 0, Instant.EPOCH, 0, 0, 0);
  }

  /**
   * How the latest hundred comments with links to a domain were decided.
   *
   * @param domain the registrable domain, such as {@code example.co.uk}
   * @param spam how many a moderator has marked as spam
   * @param rejected how many a moderator has rejected
   * @param approved how many a moderator has approved
   * @param standing how many are shown without a moderator's decision
   */
  public record LinkRecord(String domain, int spam, int rejected, int approved, int standing) {}

  /**
   * How fast comments arrive at a place.
   *
   * @param count comments in the last five minutes
   * @param usual the usual number in five minutes there, over the last half day
   */
  public record Rate(Place place, int count, double usual) {}

  /** The kind of place: where comments arrive, or come from. */
  public enum Place {
    ARTICLE,
    SITE,
    NETWORK
  }
}
