package dev.parley.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What goes on around a draft on its site.
 *
 * @param similar comments of the last hours with the same text, or all but the same
 * @param cluster comments of the last days made from the same template
 * @param links what became of comments that linked to the domains this one links to
 * @param rates how fast comments come, this one included
 */
public record Surroundings(
    Lookup<List<Similar>> similar,
    Lookup<Cluster> cluster,
    Lookup<List<LinkRecord>> links,
    Lookup<List<Rate>> rates) {

  /** Nothing goes on. */
  public static final Surroundings NONE =
      new Surroundings(
          Lookup.of(List.of()),
          Lookup.of(Cluster.NONE),
          Lookup.of(List.of()),
          Lookup.of(List.of()));

  /**
   * An earlier comment with the same text, or all but the same.
   *
   * @param sameParent whether it answers the same comment, or stands at the top of the same thread
   */
  public record Similar(
      UUID id, boolean same, boolean sameAuthor, boolean sameParent, Instant at) {}

  /**
   * Earlier comments nearly like a draft; the author's own on the same article do not count.
   *
   * @param comments how many; no more than the latest hundred are looked at
   * @param authors by how many authors
   * @param articles on how many articles
   * @param since when the first of them was posted
   * @param spam those a moderator has marked as spam
   * @param rejected those a moderator has rejected
   * @param approved those a moderator has approved
   */
  public record Cluster(
      int comments,
      int authors,
      int articles,
      Instant since,
      int spam,
      int rejected,
      int approved) {

    /** No comment is like it. */
    public static final Cluster NONE = new Cluster(0, 0, 0, Instant.EPOCH, 0, 0, 0);
  }

  /**
   * What became of the latest hundred comments with links to a domain.
   *
   * @param domain the registrable domain, such as {@code example.co.uk}
   * @param spam those a moderator has marked as spam
   * @param rejected those a moderator has rejected
   * @param approved those a moderator has approved
   * @param standing those that are shown without a moderator's decision
   */
  public record LinkRecord(String domain, int spam, int rejected, int approved, int standing) {}

  /**
   * How fast comments come.
   *
   * @param count comments in the last five minutes
   * @param usual what is usual in five minutes there, of the last half day
   */
  public record Rate(Place place, int count, double usual) {}

  /** Where comments come to, or from. */
  public enum Place {
    ARTICLE,
    SITE,
    NETWORK
  }
}
