package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.comment.ReasonText;
import dev.parley.database.Database;
import dev.parley.learning.TrainingRun;
import dev.parley.model.Attribute;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored decisions and labels of a site that its model can learn from. */
final class RawExamples {
  private final Database database;

  RawExamples(Database database) {
    this.database = database;
  }

  /**
   * The latest decisions and, as far as there is room, the latest labels; the oldest come first, in
   * a stable order. However many labels come, they push no decision out.
   */
  Future<List<RawExample>> latest(int site) {
    return decisions(site)
        .compose(
            decided ->
                labels(site, TrainingRun.MOST_EXAMPLES - decided.size())
                    .map(
                        labelled -> {
                          List<RawExample> all = new ArrayList<>(decided);
                          all.addAll(labelled);
                          all.sort(Comparator.comparing(RawExample::at));
                          return all;
                        }));
  }

  /**
   * The decision that stands for each comment: the latest by a moderator that was not undone. A
   * comment that was edited after it, deleted, or put back into the queue is not an example.
   */
  private Future<List<RawExample>> decisions(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            with latest as materialized (
              select id, comment_id, moderator_id, action, reason, created_at, undone
              from decision_log
              where site_id = $1 and moderator_id is not null and comment_id is not null
                and action in ('approve', 'reject', 'spam', 'delete', 'reopen')
              order by id desc limit $2
            ), standing as (
              select distinct on (comment_id) comment_id, moderator_id, action, reason, created_at
              from latest where not undone order by comment_id, id desc
            )
            select standing.moderator_id, standing.action, standing.reason, standing.created_at,
              -- Not a condition: while people have decided little, the planner would go through all
              -- they decided for each comment.
              (select min(created_at) filter (where first.moderator_id is not null)
                from decision first where first.site_id = $1
                and first.comment_id = standing.comment_id) as first_at,
              comment.author_id, comment.author_name, comment.author_url, comment.body
            from standing
            join comment on comment.site_id = $1 and comment.id = standing.comment_id
            where standing.action in ('approve', 'reject', 'spam') and comment.body <> ''
              and (comment.edited_at is null or comment.edited_at < standing.created_at)
            order by standing.created_at, standing.comment_id
            """)
        .execute(Tuple.of(site, TrainingRun.MOST_EXAMPLES))
        .map(
            rows ->
                rows.stream().map(RawExamples::decision).filter(RawExamples::isLabelled).toList());
  }

  private static boolean isLabelled(RawExample example) {
    return !example.labels().isEmpty();
  }

  private static RawExample decision(Row row) {
    return new RawExample(
        row.getString("body"),
        labels(row.getString("action"), Optional.ofNullable(row.getString("reason"))),
        row.getUUID("moderator_id").toString(),
        true,
        Optional.of(author(row, row.getUUID("author_id"))),
        row.getOffsetDateTime("first_at").toInstant(),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /** The labels of a decision. A rejection does not tell whether it is spam, nor spam its tone. */
  private static Map<Attribute, Boolean> labels(String action, Optional<String> reason) {
    return switch (action) {
      case "approve" -> Map.of(Attribute.SPAM, false, Attribute.TOXICITY, false);
      case "spam" -> Map.of(Attribute.SPAM, true);
      case "reject" ->
          reason.map(ReasonText::isAboutTone).orElse(true)
              ? Map.of(Attribute.TOXICITY, true)
              : Map.of();
      default -> Map.of();
    };
  }

  /**
   * The latest labels of each origin in turn, so that one origin's flood leaves the others theirs.
   */
  private Future<List<RawExample>> labels(int site, int most) {
    return database
        .pool()
        .preparedQuery(
            """
            select attribute, value, text as body, origin, author_id, author_name, author_url,
              first_at, created_at
            from (select label.*, row_number() over (
                partition by origin order by created_at desc, attribute desc, key desc) as turn
              from label where site_id = $1) ranked
            order by turn, created_at desc, attribute desc, key desc limit $2
            """)
        .execute(Tuple.of(site, most))
        .map(rows -> rows.stream().map(RawExamples::label).toList());
  }

  private static RawExample label(Row row) {
    Attribute attribute =
        Attribute.SPAM.key().equals(row.getString("attribute"))
            ? Attribute.SPAM
            : Attribute.TOXICITY;
    return new RawExample(
        row.getString("body"),
        Map.of(attribute, row.getBoolean("value")),
        row.getString("origin"),
        false,
        Optional.ofNullable(row.getUUID("author_id")).map(id -> author(row, id)),
        row.getOffsetDateTime("first_at").toInstant(),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static Author author(Row row, UUID id) {
    return new Author(
        id,
        row.getString("author_name"),
        Optional.empty(),
        Optional.ofNullable(row.getString("author_url")));
  }
}
