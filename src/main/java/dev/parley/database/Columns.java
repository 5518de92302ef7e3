package dev.parley.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows that one statement takes together: an array each, and so a parameter each.
 * PostgreSQL reads them in a fifth of the time it takes to read the same rows from a JSON document.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {
  private final List<Column<T>> all = new ArrayList<>();

  /**
   * @param type the type it has in the statement
   * @param sent the type it is sent as
   * @param values the array of its values
   */
  private record Column<T>(
      String name, String type, String sent, Function<Collection<T>, Object[]> values) {}

  /** A {@code uuid}. */
  public Columns<T> uuid(String name, Function<T, @Nullable UUID> value) {
    return add(name, "uuid", "uuid", value, UUID[]::new);
  }

  /** A {@code text}. */
  public Columns<T> text(String name, Function<T, @Nullable String> value) {
    return add(name, "text", "text", value, String[]::new);
  }

  /** A {@code smallint}. */
  public Columns<T> smallint(String name, Function<T, @Nullable Short> value) {
    return add(name, "smallint", "smallint", value, Short[]::new);
  }

  /** An {@code integer}. */
  public Columns<T> integer(String name, Function<T, @Nullable Integer> value) {
    return add(name, "integer", "integer", value, Integer[]::new);
  }

  /** A {@code bigint}. */
  public Columns<T> bigint(String name, Function<T, @Nullable Long> value) {
    return add(name, "bigint", "bigint", value, Long[]::new);
  }

  /** A {@code real}. */
  public Columns<T> real(String name, Function<T, @Nullable Float> value) {
    return add(name, "real", "real", value, Float[]::new);
  }

  /** A {@code boolean}. */
  public Columns<T> bool(String name, Function<T, @Nullable Boolean> value) {
    return add(name, "boolean", "boolean", value, Boolean[]::new);
  }

  /** A {@code bytea}. */
  public Columns<T> bytea(String name, Function<T, Optional<byte[]>> value) {
    return add(
        name,
        "bytea",
        "bytea",
        row -> value.apply(row).map(Buffer::buffer).orElse(null),
        Buffer[]::new);
  }

  /** A {@code timestamptz}. */
  public Columns<T> time(String name, Function<T, @Nullable Instant> value) {
    return add(
        name,
        "timestamptz",
        "timestamptz",
        row ->
            Optional.ofNullable(value.apply(row))
                .map(at -> at.atOffset(ZoneOffset.UTC))
                .orElse(null),
        OffsetDateTime[]::new);
  }

  /** Any type, in the form PostgreSQL reads it from a text. */
  public Columns<T> written(String name, String type, Function<T, @Nullable String> value) {
    return add(name, type, "text", value, String[]::new);
  }

  /** A {@code uuid[]}. */
  public Columns<T> uuids(String name, Function<T, List<UUID>> value) {
    return written(name, "uuid[]", row -> array(value.apply(row)));
  }

  /** A {@code text[]}. */
  public Columns<T> texts(String name, Function<T, List<String>> value) {
    return written(
        name,
        "text[]",
        row ->
            array(
                value.apply(row).stream()
                    .map(text -> '"' + text.replaceAll("[\\\\\"]", "\\\\$0") + '"')
                    .toList()));
  }

  private static String array(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private <V> Columns<T> add(
      String name,
      String type,
      String sent,
      Function<T, @Nullable V> value,
      IntFunction<V[]> array) {
    all.add(new Column<>(name, type, sent, rows -> rows.stream().map(value).toArray(array)));
    return this;
  }

  /**
   * The rows in SQL, a {@code select} of all columns.
   *
   * @param first the number of the first parameter that is theirs
   */
  public String select(int first) {
    return "select "
        + all.stream()
            .map(one -> one.type().equals(one.sent()) ? one.name() : cast(one))
            .collect(Collectors.joining(", "))
        + " from unnest("
        + IntStream.range(0, all.size())
            .mapToObj(number -> "$" + (first + number) + "::" + all.get(number).sent() + "[]")
            .collect(Collectors.joining(", "))
        + ") as row("
        + all.stream().map(Column::name).collect(Collectors.joining(", "))
        + ")";
  }

  private static String cast(Column<?> column) {
    return column.name() + "::" + column.type() + " as " + column.name();
  }

  /** Adds the parameters for some rows. */
  public Tuple addTo(Tuple parameters, Collection<T> rows) {
    all.forEach(column -> parameters.addValue(column.values().apply(rows)));
    return parameters;
  }
}
