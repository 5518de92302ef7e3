package dev.parley.http;

import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The query and path parameters of a request. */
public final class Parameters {
  /** The most characters an article key may have. */
  public static final int LONGEST_KEY = 1_000;

  /** The most UTF-8 bytes an article key may have: PostgreSQL's indexes take at most 2,704. */
  private static final int MOST_KEY_BYTES = 2_600;

  /** The first language of an {@code Accept-Language} header. */
  private static final Pattern LANGUAGE =
      Pattern.compile("\\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,2})");

  /** Reads an article's key from a field. */
  public static String key(Fields fields) {
    String key = fields.text("key", LONGEST_KEY, "Name the article");
    if (!usable(key)) {
      fields.error(
          "key", String.format(Locale.ROOT, "Use a key of at most %,d bytes", MOST_KEY_BYTES));
    }
    return key;
  }

  private Parameters() {}

  /**
   * The id in a path. Anything that is not an id is refused as not found, because nothing has it.
   */
  public static UUID id(RoutingContext context, String name) {
    return Ids.parse(String.valueOf(context.pathParam(name)))
        .orElseThrow(() -> new Refusal(Problem.NOT_FOUND));
  }

  /** The id in a query parameter; empty when the parameter is missing. */
  public static Optional<UUID> optionalId(RoutingContext context, String name) {
    return text(context, name)
        .map(
            text ->
                Ids.parse(text)
                    .orElseThrow(() -> Refusal.invalid(name, "Send an id, which is a UUID")));
  }

  /** The text of a query parameter; empty when it is missing or empty. */
  public static Optional<String> text(RoutingContext context, String name) {
    List<String> values = context.queryParam(name);
    if (values.isEmpty() || values.get(0).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(checked(name, values.get(0)));
  }

  /** Whether a value can be a key or id of anything stored. */
  public static boolean usable(String value) {
    return value.codePointCount(0, value.length()) <= LONGEST_KEY
        && value.getBytes(StandardCharsets.UTF_8).length <= MOST_KEY_BYTES
        && Fields.storable(value);
  }

  private static String checked(String name, String value) {
    if (!usable(value)) {
      throw Refusal.invalid(
          name,
          String.format(
              Locale.ROOT,
              "Use at most %,d characters and %,d bytes, and only characters that can be shown",
              LONGEST_KEY,
              MOST_KEY_BYTES));
    }
    return value;
  }

  /** The text of a query parameter that must be present. */
  public static String required(RoutingContext context, String name) {
    return text(context, name)
        .orElseThrow(() -> Refusal.invalid(name, "Add the parameter " + name));
  }

  /** A whole number in a range. */
  public static int number(RoutingContext context, String name, int standard, int least, int most) {
    Optional<String> text = text(context, name);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw Refusal.invalid(
        name, String.format(Locale.ROOT, "Use a whole number from %d to %d", least, most));
  }

  /** One of an enum's constants, by its lower-case name. */
  public static <E extends Enum<E>> E choice(RoutingContext context, String name, E standard) {
    Optional<String> text = text(context, name);
    if (text.isEmpty()) {
      return standard;
    }
    for (E constant : standard.getDeclaringClass().getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text.get())) {
        return constant;
      }
    }
    String choices =
        Stream.of(standard.getDeclaringClass().getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw Refusal.invalid(name, "Use one of " + choices);
  }

  /** Fields whose {@code language} is what the browser prefers, unless they name another. */
  public static Fields inLanguage(RoutingContext context, Fields fields) {
    String accepted = context.request().getHeader("Accept-Language");
    Matcher first = LANGUAGE.matcher(accepted == null ? "" : accepted);
    if (first.lookingAt() && !fields.has("language")) {
      fields.json().put("language", first.group(1));
    }
    return fields;
  }

  /** The token of an {@code Authorization: Bearer} header. */
  public static Optional<String> bearer(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }
}
