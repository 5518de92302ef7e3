package dev.parley.comment;

import dev.parley.database.Ids;
import dev.parley.problem.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for one page of a thread.
 *
 * @param limit the most top-level comments on the page (or replies, below a parent), 1 to 100
 * @param parent the comment whose replies are wanted, instead of top-level comments
 */
public record ThreadQuery(Sort sort, int limit, Optional<Cursor> cursor, Optional<UUID> parent) {

  /** The order of top-level comments. */
  public enum Sort {
    NEWEST,
    OLDEST,
    TOP
  }

  /**
   * The last comment of a page; the next page begins after it.
   *
   * @param votes its votes, by which {@link Sort#TOP} sorts first
   */
  public record Cursor(int votes, UUID id) {
    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,9})_([0-9a-f-]{36})");

    /** Reads what {@link #encoded} wrote. Anything else is refused. */
    public static Cursor decode(String text) {
      Matcher matcher = FORM.matcher(text);
      Optional<UUID> id = matcher.matches() ? Ids.parse(matcher.group(2)) : Optional.empty();
      return id.map(known -> new Cursor(Integer.parseInt(matcher.group(1)), known))
          .orElseThrow(
              () ->
                  Refusal.invalid("cursor", "This cursor is not valid. Start again without one."));
    }

    public String encoded() {
      return votes + "_" + id;
    }
  }
}
