package dev.parley.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the ways in which archives write a time. */
final class Times {
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' '][XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

  /** Above it, a number counts milliseconds: as seconds it would be the year 5138. */
  private static final double MOST_SECONDS = 1e11;

  /** Nobody commented on a page before; a zero of some clock is no time either. */
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

  private Times() {}

  /**
   * The time in a text: seconds or milliseconds since 1970, or date and time with or without an
   * offset; without one it is UTC. Empty for anything else, and for the zeros that stand for no
   * time.
   */
  static Optional<Instant> of(String text) {
    String known = text.strip();
    return (NUMBER.matcher(known).matches() ? counted(known) : written(known))
        .filter(time -> !time.isBefore(FIRST));
  }

  private static Optional<Instant> counted(String number) {
    double value = Double.parseDouble(number);
    return Optional.of(
        Instant.ofEpochMilli(Math.round(value > MOST_SECONDS ? value : value * 1000)));
  }

  private static Optional<Instant> written(String text) {
    try {
      TemporalAccessor time = WRITTEN.parse(text);
      ZoneOffset offset =
          time.isSupported(ChronoField.OFFSET_SECONDS)
              ? ZoneOffset.ofTotalSeconds(time.get(ChronoField.OFFSET_SECONDS))
              : ZoneOffset.UTC;
      return Optional.of(LocalDateTime.from(time).toInstant(offset));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
