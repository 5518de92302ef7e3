package dev.parley.rights;

/**
 * What is kept about a person, by kinds: each is a statement that selects it as lines of JSON, for
 * the site $1, the ids of their authors $2 and their e-mail addresses $3.
 *
 * <p>Votes and reports they gave are not among it: they are kept under a keyed hash of a network
 * address, which leads to nobody. Nor are moderators' notes to one another.
 */
enum PersonalData {
  AUTHORS(
      "authors",
      """
      select id, name, email, url as website, first_seen as "firstSeen"
      from author where site_id = $1 and id = any($2) order by first_seen, id
      """),
  COMMENTS(
      "comments",
      """
      select comment.id, article.key as article, nullif(article.url, '') as page,
        nullif(article.title, '') as title, parent_id as "parentId", author_name as name,
        author_url as website,
        (array['pending', 'approved', 'rejected', 'spam', 'deleted'])[status + 1] as status,
        comment.reason, comment.created_at as "createdAt", edited_at as "editedAt",
        abbrev(address) as network, votes, body as text, html,
        (select coalesce(json_agg(seen), '[]') from (
          select version, language, scores, signals, policy_version as "policyVersion",
            model_version as "modelVersion", created_at as at
          from screening where site_id = $1 and comment_id = comment.id order by version) seen)
          as screenings,
        (select coalesce(json_agg(done), '[]') from (
          select action, decision.reason, moderator_id is null as automated, created_at as at
          from decision where site_id = $1 and comment_id = comment.id order by decision.id) done)
          as decisions
      from comment
      join article on article.site_id = $1 and article.id = comment.article_id
      where comment.site_id = $1 and author_id = any($2) order by comment.id
      """),
  APPEALS(
      "appeals",
      """
      select appeal.comment_id as "commentId", text, appeal.created_at as "createdAt", outcome,
        sentence as answer, answered_at as "answeredAt"
      from comment join appeal on appeal.site_id = $1 and appeal.comment_id = comment.id
      where comment.site_id = $1 and author_id = any($2) order by appeal.id
      """),
  NOTICES(
      "notices",
      """
      select comment_id as "commentId", explanation, name, email, created_at as "createdAt",
        outcome, answered_at as "answeredAt"
      from content_notice where site_id = $1 and email = any($3) order by id
      """),
  MAIL(
      "mail",
      """
      select email, language, pace, created_at as "askedAt", confirmed_at as "confirmedAt",
        (select count(*) from subscription where site_id = $1 and subscriber_id = subscriber.id
          and state = 'active') as subscriptions
      from subscriber where site_id = $1 and (id = any($2) or email = any($3)) order by created_at
      """),
  BANS(
      "bans",
      """
      select kind, reason, until, created_at as "createdAt" from ban
      where site_id = $1 and (kind = 'author' and value in (select id::text from unnest($2::uuid[]) id)
        or kind = 'email' and value = any($3)) order by created_at
      """),
  LABELS(
      "labels",
      """
      select attribute, value, text, origin, created_at as "createdAt" from label
      where site_id = $1 and author_id = any($2) order by created_at, key
      """);

  private final String code;
  private final String statement;

  PersonalData(String code, String statement) {
    this.code = code;
    this.statement = statement;
  }

  /** Its name in the file. */
  String code() {
    return code;
  }

  /** Selects a column {@code line}. */
  String select() {
    return "select row_to_json(one)::text as line from ("
        + statement
        + ") one where $2::uuid[] is not null and $3::text[] is not null";
  }
}
