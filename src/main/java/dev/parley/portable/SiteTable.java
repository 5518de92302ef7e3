package dev.parley.portable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables that hold a site's data, in the order in which they are written and stored: an article
 * comes after its comments, because it makes their thread visible. All columns go along but {@code
 * site_id}, which is the number of the site in one database. Values are written and read by
 * PostgreSQL itself, so nothing is rounded.
 *
 * <p>Of secrets, only the hashes of edit tokens go along ({@code comment.token_hash}), or nobody
 * could edit their comment any more: a token is 256 random bits, which nobody finds by its hash.
 * Hashes of voters and reporters ({@code vote.voter}, {@code report.reporter}) recognise them again
 * only where the service has the same secret and the site the same number. What stays behind and
 * why, {@link #LEFT_BEHIND} tells.
 */
public enum SiteTable {
  POLICY("version", "version, settings, moderator_id, created_at"),
  POLICY_CHANGE("id", "id, version, moderator_id, why, created_at"),
  AUTHOR("id", "id, name, email, url, first_seen"),
  COMMENT(
      "id",
      """
      id, article_id, parent_id, root_id, ancestors, author_id, author_name, author_url, status,
      shown, version, risk, verdict, votes, reply_n, report_n, reported_at, appealed_at,
      appealed_against, claimed_by, claimed_until, created_at, edited_at, editable_until, address, token_hash, fingerprint,
      sketch, decided, reason, tell, notify, blind, body, html"""),
  SCREENING(
      "comment_id, version",
      """
      comment_id, version, verdict, language, scores, signals, policy_version, model_version,
      created_at"""),
  LINK("domain, comment_id", "domain, comment_id"),
  VOTE("comment_id, voter", "comment_id, voter, article_id, value, created_at"),
  REPORT("comment_id, reporter", "comment_id, reporter, reason, detail, created_at, id"),
  DECISION(
      "id",
      """
      id, comment_id, author_id, moderator_id, action, from_status, from_reason, from_tell,
      from_reports, from_reported_at, to_status, version, reason, note, undoes, ban_id,
      policy_version, model_version, created_at"""),
  AUDIT(
      "comment_id",
      "comment_id, published, language, risk, place, drawn_at, closed_at, answer, outcome"),
  APPEAL(
      "id",
      """
      id, comment_id, against, text, created_at, outcome, sentence, answer, answered_at"""),
  CONTENT_NOTICE(
      "id",
      """
      id, comment_id, report_id, explanation, name, email, created_at, outcome, answer, answered_at"""),
  SUBSCRIBER("id", "id, email, language, pace, confirmed_at, asked_at, asked_n, created_at"),
  SUBSCRIPTION("comment_id", "comment_id, subscriber_id, article_id, state"),
  NOTE("id", "id, comment_id, moderator_id, text, created_at"),
  BAN("id", "id, kind, value, until, reason, moderator_id, created_at"),
  BAN_PROPOSAL("id", "id, kind, value, until, reason, waiting, moderator_id, created_at"),
  PURGE(
      "id",
      """
      id, moderator_id, kind, value, within, action, reason, ban_id, touched, created_at, undone_by,
      undone_at"""),
  PURGE_DECISION("purge_id, decision_id", "purge_id, decision_id"),
  LABEL(
      "attribute, key",
      """
      attribute, key, value, text, origin, author_id, author_name, author_url, created_at, heard_at,
      first_at"""),
  HOUSE_MODEL("version", "version, state, base_version, weights, card, chosen_at, created_at"),
  OLD_SCALE("attribute, lang", "attribute, lang, olds, ours, texts, model_version, created_at"),
  IMPORTED("source, key", "source, key, comment_id"),
  ARTICLE(
      "id",
      """
      id, key, url, title, state, closed_at, closing_told, shown_n, version, slow_seconds,
      created_at, close_days, close_settled, pinned"""),
  ARTICLE_ALIAS("id", "id, key, article_id, used_at");

  /** Tables with nothing that goes along as it is, and why. */
  public static final Map<String, String> LEFT_BEHIND =
      Map.ofEntries(
          Map.entry("site", "One row, which is written first and made anew"),
          Map.entry("moderator", "An account; those the log names go along by id and name"),
          Map.entry("moderator_site", "Who may do what is decided by each service"),
          Map.entry("session", "A sign-in"),
          Map.entry("invitation", "An account that may be made here"),
          Map.entry("second_factor", "How an account here signs in"),
          Map.entry("moderator_identity", "Who an account here is at this service's provider"),
          Map.entry("recovery_code", "How an account here signs in without its second factor"),
          Map.entry("api_token", "A key to this service"),
          Map.entry("key_usage", "What a key to this service did"),
          Map.entry("setting", "The service's own secret"),
          Map.entry("idempotency", "Requests that may be repeated here within two days"),
          Map.entry("house_round", "How far this service has learnt; the next one finds out"),
          Map.entry("mail", "What this service has still to send, or has sent"),
          Map.entry("notice", "Replies that a message of this service tells of"),
          Map.entry("stopped_address", "Known by a hash with this service's secret"),
          Map.entry("moderator_notification", "What an account here wants to be told"),
          Map.entry("webhook", "Addresses this service tells, with their secrets"),
          Map.entry("webhook_delivery", "What this service told them"),
          Map.entry("outbox", "What this service has still to tell"),
          Map.entry("drift", "What this service's watch has seen; the next one looks itself"),
          Map.entry("retention_progress", "How far this service's clocks have come"),
          Map.entry("import", "Imports into this service; the log keeps what they came to"),
          Map.entry("migration", "The schema of this database"));

  private static final Map<SiteTable, List<String>> COLUMNS =
      Arrays.stream(values())
          .collect(Collectors.toMap(table -> table, table -> names(table.columns)));

  private final String key;
  private final String columns;

  SiteTable(String key, String columns) {
    this.key = key;
    this.columns = columns;
  }

  private static List<String> names(String listed) {
    return List.of(listed.split(",\\s+"));
  }

  /** The table with a name. */
  public static Optional<SiteTable> of(String name) {
    return Arrays.stream(values()).filter(table -> table.table().equals(name)).findFirst();
  }

  /** Its name. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The columns that go along, all but {@code site_id}. */
  public List<String> columns() {
    return COLUMNS.getOrDefault(this, List.of());
  }

  /** Selects the rows of site $1 as JSON, in the order of their key. */
  public String select() {
    return filled(
        """
        select row_to_json(line)::text as line from (
          select {columns} from {table} where site_id = $1 order by {key}) line
        """,
        columns());
  }

  /** Counts the rows of site $1. */
  public String count() {
    return filled("select count(*) as n from {table} where site_id = $1", columns());
  }

  /**
   * Stores the rows of the JSON array $2 in site $1. Those of which the key, or another value that
   * may be there only once, is there already, stay as they are.
   *
   * @param given the columns that the rows have; others get their default
   */
  public String insert(Collection<String> given) {
    return filled(
        """
        insert into {table} (site_id, {columns})
        select $1, {columns} from json_populate_recordset(null::{table}, $2::text::json)
        order by {key} on conflict do nothing
        """,
        columns().stream().filter(given::contains).toList());
  }

  /** Counts the rows of the JSON array $2 whose key is in site $1. */
  public String known() {
    String same =
        names(key).stream()
            .map(column -> "stored.%1$s = given.%1$s".formatted(column))
            .collect(Collectors.joining(" and "));
    return filled(
        """
        select count(*) as n from json_populate_recordset(null::{table}, $2::text::json) given
        cross join lateral (
          select from {table} stored where stored.site_id = $1 and {same} limit 1) found
        """
            .replace("{same}", same),
        columns());
  }

  private String filled(String statement, List<String> named) {
    return statement
        .replace("{table}", table())
        .replace("{columns}", String.join(", ", named))
        .replace("{key}", key);
  }
}
