package dev.parley.ledger;

import dev.parley.outbox.Outbox;

/** The rows of the log in SQL: who did what to which comment, when, why, and what it replaced. */
public final class LogRows {
  /**
   * Begins the statement that writes rows of the log; a {@code select} of {@link #posted} or of the
   * {@linkplain Ledger ledger's} follows, with a value for each column.
   */
  private static final String INSERT =
      """
      insert into decision (site_id, id, comment_id, author_id, moderator_id, action, from_status,
        from_reason, from_tell, from_reports, from_reported_at, to_status, version, reason, note,
        undoes, ban_id, policy_version, model_version, created_at)
      """;

  /** The parameters of {@link #OF_COMMENTS}; those an act adds have greater numbers. */
  static final int PARAMETERS = 14;

  /**
   * Begins a statement that logs: one row for each of the comments $3, which are locked, with the
   * id of the same place in $2; for an act that is about no comment $3 holds one null. What is not
   * said of policy and models is taken from the comment's last screening.
   */
  static final String OF_COMMENTS =
      "with logged as ("
          + INSERT
          + """
          select $1, one.id, comment.id, coalesce(comment.author_id, $4), $5, $6, comment.status,
            comment.reason, coalesce(comment.tell, true), coalesce(comment.report_n, 0),
            comment.reported_at, $7, coalesce(comment.version + 1, 0), $8, $9, $10, $11,
            coalesce($12, screening.policy_version), coalesce($13, screening.model_version),
            coalesce($14, now())
          from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
          left join comment on comment.site_id = $1 and comment.id = one.comment_id
          left join lateral (
            select policy_version, model_version from screening
            where screening.site_id = $1 and screening.comment_id = one.comment_id
            order by version desc limit 1
          ) screening on true
          returning decision.id), told as ("""
          + Outbox.PUT
          + ")";

  /** The same, for acts that set nothing besides. */
  static final String ALONE = OF_COMMENTS + " select 1";

  private LogRows() {}

  /** Parts of a statement that log each of the comments that are new in a table {@code draft}. */
  public static String posted() {
    return "logged as ("
        + INSERT
        + """
        select $1, decision, id, author, null::uuid, action, null::smallint,
          null, true, 0, null::timestamptz, status, 1, reason, null,
          null::uuid, null::uuid, policy_version, model_version, at from draft
        returning decision.id), told as ("""
        + Outbox.PUT
        + ")";
  }
}
