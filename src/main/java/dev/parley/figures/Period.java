package dev.parley.figures;

import dev.parley.database.Ids;
import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time figures are about.
 *
 * @param from included
 * @param to not included
 */
record Period(Instant from, Instant to) {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration USUAL = Duration.ofDays(30);

  /** An id is made a moment before or after what it is about happens. */
  private static final Duration SLACK = Duration.ofHours(1);

  /** The period a request names; the last 30 days when it names none. */
  static Period of(RoutingContext context, Instant now) {
    Instant to = time(context, "to", 1).orElse(now);
    Instant from = time(context, "from", 0).orElse(to.minus(USUAL));
    return checked(from, to);
  }

  private static Period checked(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw Refusal.invalid("from", "Send a time before the end");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Refusal.invalid("from", "Ask for at most 366 days");
    }
    return new Period(from, to);
  }

  /**
   * The period whose first and last day a request names, both included; empty when it names none.
   * Without its last day it lasts until now, without its first it begins with the year of the last.
   */
  static Optional<Period> ofDays(RoutingContext context, Instant now) {
    Optional<LocalDate> first = day(context, "from");
    Optional<LocalDate> last = day(context, "to");
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    LocalDate to = last.orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.UTC));
    return Optional.of(checked(start(first.orElse(to.withDayOfYear(1))), start(to.plusDays(1))));
  }

  /** A whole calendar year. */
  static Period ofYear(int year) {
    return new Period(start(LocalDate.ofYearDay(year, 1)), start(LocalDate.ofYearDay(year + 1, 1)));
  }

  /** The calendar year of a moment, up to the end of its day. */
  static Period ofYearUntil(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new Period(start(today.withDayOfYear(1)), start(today.plusDays(1)));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<LocalDate> day(RoutingContext context, String name) {
    return Parameters.text(context, name)
        .map(
            text -> {
              try {
                // Only with four digits: others are further away than PostgreSQL can tell.
                if (text.length() == 10) {
                  return LocalDate.parse(text);
                }
              } catch (DateTimeParseException wrong) {
                // refused below
              }
              throw Refusal.invalid(name, "Use a day like 2026-11-30");
            });
  }

  /** A day, of which all is meant, or a time. */
  private static Optional<Instant> time(RoutingContext context, String name, int days) {
    return Parameters.text(context, name)
        .map(
            text -> {
              try {
                return text.length() <= 10
                    ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
              } catch (DateTimeParseException wrong) {
                throw Refusal.invalid(name, "Use a day like 2026-11-30, or a time in RFC 3339");
              }
            });
  }

  /** The site $1, ids $2 to $3, and times $4 to $5. */
  Tuple of(int site) {
    return Tuple.of(
        site,
        Ids.earliest(from.minus(SLACK)),
        Ids.earliest(to.plus(SLACK)),
        from.atOffset(ZoneOffset.UTC),
        to.atOffset(ZoneOffset.UTC));
  }

  /** Its first day. */
  LocalDate firstDay() {
    return from.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Its last day. */
  LocalDate lastDay() {
    return to.minus(1, ChronoUnit.MILLIS).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
