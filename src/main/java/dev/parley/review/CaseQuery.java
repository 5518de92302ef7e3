package dev.parley.review;

import dev.parley.comment.Waiting;
import dev.parley.database.Ids;
import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import dev.parley.review.CaseOrder.Place;
import dev.parley.review.CaseOrder.Sort;
import dev.parley.screening.Reason;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which cases a moderator asks for: a queue, an order, filters, and where the page begins. Queue,
 * order and beginning are found by an index. What only looking at a comment can tell is a filter,
 * and of a long queue no more than a stretch is looked at for one page.
 */
final class CaseQuery {

  /** The queues in their order. Each is a query, and nothing is counted by differences. */
  enum Queue {
    PENDING(Waiting.CONDITION),
    /** Only what readers see can be reported; a hidden comment waits where its status says. */
    REPORTED("comment.report_n > 0 and " + BlindCase.SETTLED),
    /** Without those against decisions of whoever asks, see {@link CaseAppeals}. */
    APPEALS("comment.appealed_at is not null"),
    SPAM("comment.status = 3"),
    APPROVED(BlindCase.SETTLED),
    REJECTED("comment.status = 2");

    private final String condition;

    Queue(String condition) {
      this.condition = condition;
    }

    String condition() {
      return condition;
    }

    /** Since when a case waits in it: a comment that is reported waits since its first report. */
    String since() {
      return switch (this) {
        case REPORTED -> "comment.reported_at";
        case APPEALS -> "comment.appealed_at";
        case PENDING, SPAM, APPROVED, REJECTED -> "comment.created_at";
      };
    }

    /** What its cases come in the order of by time; an index has them so. */
    String inTime() {
      return this == REPORTED || this == APPEALS ? since() : "comment.id";
    }

    /** Whether what is in it waits for a moderator. */
    boolean waits() {
      return this == PENDING || this == REPORTED || this == APPEALS;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  private final int site;
  private final Queue queue;
  private final CaseOrder order;
  private final int limit;
  private final Tuple parameters;
  private boolean searches;
  private boolean goesOn;
  private final StringBuilder where = new StringBuilder();
  private final StringBuilder filter = new StringBuilder();
  private final Set<CasePart> parts = EnumSet.noneOf(CasePart.class);

  private CaseQuery(int site, Queue queue, CaseOrder order, int limit) {
    this.site = site;
    this.queue = queue;
    this.order = order;
    this.limit = limit;
    this.parameters = Tuple.of(site);
  }

  /**
   * Reads a request's parameters; what cannot be read is refused.
   *
   * @param moderator who asks
   * @param article the article that the parameter of that name leads to
   */
  static CaseQuery of(int site, UUID moderator, Optional<UUID> article, RoutingContext context) {
    Queue queue = Parameters.choice(context, "queue", Queue.PENDING);
    Sort sort = Parameters.choice(context, "sort", Sort.WORST);
    CaseQuery query =
        new CaseQuery(
            site,
            queue,
            CaseOrder.of(sort, queue),
            Parameters.number(context, "limit", 25, 1, 100));
    if (queue == Queue.APPEALS) {
      query.and(CaseAppeals.isFor("$%1$d"), moderator);
    }
    Parameters.text(context, "q").ifPresent(query::search);
    Parameters.text(context, "article")
        .ifPresent(
            key ->
                query
                    .reading(CasePart.ARTICLE)
                    .filter(
                        "(comment.article_id = $%d::uuid or article.title ilike $%d)",
                        article.orElseGet(() -> Ids.article(site, key)), like(key)));
    Parameters.text(context, "author")
        .ifPresent(
            text ->
                Ids.parse(text)
                    .ifPresentOrElse(
                        id -> query.and("comment.author_id = $%d", id),
                        () -> query.filter("comment.author_name ilike $%d", like(text))));
    Parameters.text(context, "reason").ifPresent(code -> query.noticed(reason(code)));
    share(context, "scoreFrom").ifPresent(least -> query.byRisk("comment.risk >= $%d", least));
    share(context, "scoreTo").ifPresent(most -> query.byRisk("comment.risk <= $%d", most));
    day(context, "from").ifPresent(from -> query.byTime("comment.id >= $%d", from));
    day(context, "to")
        .ifPresent(
            to -> query.byTime("comment.id < $%d", to.plus(1, java.time.temporal.ChronoUnit.DAYS)));
    Parameters.text(context, "cursor").ifPresent(query::after);
    return query;
  }

  private static Reason reason(String code) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("reason", "Use a reason of /api/v1/reasons"));
  }

  /**
   * Cases something was noticed about, whatever the policy weighs it. A score is given to every
   * comment: of those, the ones that are weighed or more likely than not.
   */
  private void noticed(Reason reason) {
    if (reason == Reason.REPORTED) {
      where.append(" and comment.report_n > 0");
      return;
    }
    filter(BlindCase.noticed(reason));
    if (reason == Reason.BLIND_CHECK) {
      return;
    }
    reading(CasePart.SCREENING)
        .filter(
            String.format(
                Locale.ROOT,
                """
            exists (select 1 from jsonb_array_elements(screening.signals) signal
                    where signal ->> 'reason' = $%%d %s)
            """,
                reason.isScore()
                    ? "and ((signal ->> 'weight')::float > 0 or (signal ->> 'score')::float >= 0.5)"
                    : ""),
            reason.name());
  }

  private void byRisk(String condition, float risk) {
    add(order == CaseOrder.WORST ? where : filter, condition, risk);
  }

  private void byTime(String condition, Instant time) {
    add(order.isById() ? where : filter, condition, Ids.earliest(time));
  }

  /**
   * A whole e-mail address is found with all authors who gave it; its parts are not, for they are
   * masked.
   */
  private void search(String text) {
    searches = true;
    if (EMAIL.matcher(text.strip()).matches()) {
      and(
          "comment.author_id = any(array(select id from author"
              + " where site_id = $1 and email = $%d limit 1000))",
          text.strip().toLowerCase(Locale.ROOT));
      return;
    }
    reading(CasePart.TEXT, CasePart.ARTICLE)
        .filter(
            "(text.body ilike $%1$d or comment.author_name ilike $%1$d"
                + " or article.title ilike $%1$d)",
            like(text));
  }

  /** A pattern of texts that have this one in them. */
  static String like(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private void and(String condition, Object... values) {
    add(where, condition, values);
  }

  private CaseQuery reading(CasePart... needed) {
    parts.addAll(List.of(needed));
    return this;
  }

  private void filter(String condition, Object... values) {
    add(filter, condition, values);
  }

  /** Adds a condition; each {@code $%d} stands for the place of the next value. */
  private void add(StringBuilder conditions, String condition, Object... values) {
    Object[] places = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      parameters.addValue(values[i]);
      places[i] = parameters.size();
    }
    conditions.append(" and ").append(String.format(Locale.ROOT, condition, places));
  }

  private void after(String cursor) {
    goesOn = true;
    Place place = order.placeOf(cursor);
    if (order.isById()) {
      and("comment.id " + order.sign() + " $%d", place.id());
    } else {
      and(
          "(" + order.key() + ", comment.id) " + order.sign() + " ($%d, $%d)",
          place.key(),
          place.id());
    }
  }

  private static Optional<Float> share(RoutingContext context, String name) {
    return Parameters.text(context, name)
        .map(
            text -> {
              try {
                float share = Float.parseFloat(text);
                if (share >= 0 && share <= 1) {
                  return share;
                }
              } catch (NumberFormatException notANumber) {
                // Refused like a number that is no share.
              }
              throw Refusal.invalid(name, "Use a number from 0 to 1");
            });
  }

  /** The beginning of a day in UTC. */
  static Optional<Instant> day(RoutingContext context, String name) {
    return Parameters.text(context, name)
        .map(
            text -> {
              try {
                if (text.length() != "2026-11-23".length()) {
                  throw new DateTimeParseException("not a day", text, 0);
                }
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
              } catch (DateTimeParseException notADay) {
                throw Refusal.invalid(name, "Use a day like 2026-11-23");
              }
            });
  }

  int site() {
    return site;
  }

  int limit() {
    return limit;
  }

  Queue queue() {
    return queue;
  }

  /** Whether the other queues are looked through as well: for the first page of a search. */
  boolean looksElsewhere() {
    return searches && !goesOn && queue != Queue.APPEALS;
  }

  /** What an index finds. */
  String where() {
    return queue.condition() + where;
  }

  /** The same without the queue; empty, or conditions that begin with "and". */
  String conditions() {
    return where.toString();
  }

  /** What only looking at each case can tell; empty, or conditions that begin with "and". */
  String filter() {
    return filter.toString();
  }

  /** What {@link #filter} reads besides what stands in the queue itself. */
  Set<CasePart> parts() {
    return parts;
  }

  CaseOrder order() {
    return order;
  }

  Tuple parameters() {
    return parameters;
  }
}
