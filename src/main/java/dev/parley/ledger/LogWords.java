package dev.parley.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was changed, in words a person reads in the log: no ids, no versions, no times of machines.
 */
public final class LogWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Characters of a setting's value; a list of a thousand words is not read in a log. */
  private static final int LONGEST_VALUE = 120;

  private LogWords() {}

  /** A time to the minute: {@code 4 May 2026, 10:00 UTC}. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** The settings that are otherwise now: {@code spam hold 0.5 → 0.6; languages en → en, de}. */
  public static String changes(JsonObject before, JsonObject after) {
    TreeSet<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String change = change(before.getValue(name), after.getValue(name));
      if (!change.isEmpty()) {
        changes.add(words(name) + " " + change);
      }
    }
    return String.join("; ", changes);
  }

  private static String change(@Nullable Object before, @Nullable Object after) {
    if (before instanceof JsonArray || after instanceof JsonArray) {
      return listChange(texts(before), texts(after));
    }
    String was = value(before);
    String is = value(after);
    return was.equals(is) ? "" : was + " → " + is;
  }

  /** Of a list only what came and what went. */
  private static String listChange(List<String> was, List<String> is) {
    List<String> changes = new ArrayList<>();
    is.stream().filter(text -> !was.contains(text)).forEach(text -> changes.add("+" + text));
    was.stream().filter(text -> !is.contains(text)).forEach(text -> changes.add("−" + text));
    return shortened(String.join(", ", changes));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof JsonArray array
        ? array.stream().map(LogWords::entry).toList()
        : List.of();
  }

  /** Of an entry with a name the name, and its words by language. */
  private static String entry(Object entry) {
    return entry instanceof JsonObject named
        ? named.getString("name")
            + named.getJsonObject("words", new JsonObject()).stream()
                .map(words -> words.getKey() + ": " + words.getValue())
                .collect(Collectors.joining("; ", " (", ")"))
        : String.valueOf(entry);
  }

  private static String value(@Nullable Object value) {
    return value == null ? "none" : shortened(String.valueOf(value));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_VALUE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
  }

  /** The name of a setting: {@code spamHold} is read "spam hold". */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
