package dev.parley.benchmark;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** A site's comments with all that hangs on them, made in the database by SQL. */
public final class Filling {
  /**
   * Comment {@code n} of so many. Ids are in the order of time; a third are replies in
   * conversations of three; authors write from one comment to thousands. A hundredth of what waits
   * and a fifth of what is published is asked about blind.
   */
  private static final String NUMBERED =
      """
      with numbered as (
        select n, n % 20 <> 0 or n > 20 * $3::int as waits,
          parley_id(n) as id, parley_id(n - n % 3) as root,
          md5('article/' || n % 5000)::uuid as article,
          md5('author/' || case when n % 4 = 0 then n % 7 else n / 3 end)::uuid as author
        from generate_series(1::bigint, $2::int) as n, (select $1::int as site) given
      )
      """;

  private static final List<String> STATEMENTS =
      List.of(
          """
          insert into article (site_id, id, key, title, shown_n, version)
          select distinct $1::int, article, 'article-' || article, 'Article ' || n % 5000, 100, 100
          from numbered where n <= 5000
          """,
          """
          insert into author (site_id, id, name, email)
          select distinct on (author) $1::int, author, 'Reader ' || n, 'reader' || n || '@readers.example'
          from numbered order by author, n
          """,
          """
          insert into comment (site_id, id, article_id, parent_id, root_id, ancestors, author_id,
            author_name, status, shown, risk, blind, verdict, created_at, editable_until, address,
            token_hash, fingerprint, body, html)
          select $1::int, id, article, case when n % 3 = 0 then null else root end, root,
            case when n % 3 = 0 then '{}' else array[root] end, author, 'Reader ' || n,
            case when waits then 0 else 1 end, case when waits then 0 else 1 end,
            (n * 7919 % 10000) / 10000.0, n % 50 = 0, case when waits then 1 else 0 end,
            timestamptz '2026-01-01' + n * interval '1 second',
            timestamptz '2026-01-01' + n * interval '1 second', '10.0.0.1', sha256(n::text::bytea), n,
            text, '<p>' || text || '</p>'
          from numbered, lateral (select 'What ' || n || ' said of the '
            || (array['harbour', 'council', 'school', 'ferry'])[(n % 4 + 1)::int]
            || ' and of much else that was in the paper last week, at some length.'
            || case when n % 100000 = 50000 then ' A needle.' else '' end as text) written
          """,
          """
          insert into screening (site_id, comment_id, version, verdict, language, scores, signals,
            policy_version, model_version, created_at)
          select $1::int, id, 1, case when waits then 1 else 0 end, 'en', '{"toxicity": 0.1}',
            jsonb_build_array(
              jsonb_build_object('check', 'toxicity', 'reason', 'TOXICITY', 'score', 0.1, 'weight', 0,
                'message', 'Toxicity 0.10', 'evidence', '[]'::jsonb),
              jsonb_build_object('check', 'newcomer', 'reason',
                case when n % 100000 = 50000 then 'BANNED_WORD' when n % 3 = 0 then 'LINKS'
                  else 'FIRST_COMMENT' end,
                'score', 1, 'weight', 1, 'message', 'One of the first', 'evidence', '[]'::jsonb)),
            'policy', 'model', timestamptz '2026-01-01' + n * interval '1 second'
          from numbered
          """,
          """
          insert into decision (site_id, id, comment_id, author_id, action, to_status, version,
            created_at)
          select $1::int, id, id, author, case when waits then 'hold' else 'approve' end,
            case when waits then 0 else 1 end, 1, timestamptz '2026-01-01' + n * interval '1 second'
          from numbered
          """,
          """
          insert into link (site_id, domain, comment_id)
          select $1::int, 'domain' || n % 1000 || '.example', id from numbered where n % 10 = 0
          """);

  private Filling() {}

  /**
   * Fills the site of that slug, and tells the planner.
   *
   * @param waiting comments that wait for a moderator
   * @param shown comments that are approved
   */
  public static Future<Void> of(SqlConnection connection, String site, int waiting, int shown) {
    Future<?> done =
        connection
            .query(
                """
                create or replace function parley_id(n bigint) returns uuid language sql immutable as
                  $$ select ('01900000-' || lpad(to_hex(n >> 12), 4, '0') || '-7' ||
                       lpad(to_hex(n & 4095), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$
                """)
            .execute();
    for (String statement : STATEMENTS) {
      done =
          done.compose(
              before ->
                  connection
                      .preparedQuery("select id from site where slug = $1")
                      .execute(Tuple.of(site))
                      .compose(
                          rows ->
                              connection
                                  .preparedQuery(NUMBERED + statement)
                                  .execute(
                                      Tuple.of(
                                          rows.iterator().next().getInteger("id"),
                                          waiting + shown,
                                          shown))));
    }
    return done.compose(before -> connection.query("vacuum analyze").execute()).mapEmpty();
  }
}
