package dev.parley.posting;

import dev.parley.site.OtherPeople;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * An author's objection to a restriction of their comment, as they see it.
 *
 * @param state where it stands
 * @param sentence what a moderator told with the outcome
 * @param byAnother whether somebody else decides on it than who had decided before: only where one
 *     person does all of a site's work does that person look at it again
 * @param spent whether it is about the present restriction, to which there is no second one
 */
record OwnAppeal(
    State state,
    String text,
    Instant at,
    Optional<String> sentence,
    Optional<Instant> answeredAt,
    boolean byAnother,
    boolean spent) {

  /** Where an appeal stands. */
  enum State {
    WAITING,
    UPHELD,
    OVERTURNED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The latest appeal of the comment {@code $2}, as columns of a lateral join. It is spent unless
   * the comment has been free of restrictions since.
   */
  static final String LATEST =
      """
      left join lateral (
        select text as appeal_text, created_at as appeal_at, sentence as appeal_sentence,
          coalesce(outcome, 'waiting') as appeal_state, answered_at as appeal_answered_at,
          against is null or %s as appeal_by_another,
          not exists (select from decision_in_force lifted
            where lifted.site_id = $1 and lifted.comment_id = $2 and lifted.to_status in (0, 1)
              and lifted.id > appeal.id) as appeal_spent
        from appeal where site_id = $1 and comment_id = $2 order by id desc limit 1) appeal on true
      """
          .formatted(OtherPeople.exist("$1", "against"));

  static Optional<OwnAppeal> of(Row row) {
    return Optional.ofNullable(row.getString("appeal_state"))
        .map(
            state ->
                new OwnAppeal(
                    State.ofCode(state),
                    row.getString("appeal_text"),
                    row.getOffsetDateTime("appeal_at").toInstant(),
                    Optional.ofNullable(row.getString("appeal_sentence")),
                    Optional.ofNullable(row.getOffsetDateTime("appeal_answered_at"))
                        .map(OffsetDateTime::toInstant),
                    row.getBoolean("appeal_by_another"),
                    row.getBoolean("appeal_spent")));
  }

  /** What has become of it, in words. */
  String inWords() {
    String said =
        switch (state) {
          case WAITING ->
              byAnother
                  ? "You have appealed. Another moderator will look at it."
                  : "You have appealed. A moderator will look at it again.";
          case UPHELD -> "A moderator has looked at your appeal. The decision stands.";
          case OVERTURNED -> "Your appeal was right. Your comment is shown.";
        };
    return sentence.map(words -> said + " " + Statement.inWords(words)).orElse(said);
  }

  JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("state", state.code())
            .put("text", text)
            .put("at", at.toString())
            .put("byAnother", byAnother);
    sentence.ifPresent(words -> json.put("sentence", Statement.inWords(words)));
    answeredAt.ifPresent(time -> json.put("answeredAt", time.toString()));
    return json;
  }
}
