package dev.parley.rights;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a person is mentioned in what others write about them, as regular expressions of PostgreSQL.
 *
 * @param exact addresses, websites and ids, whatever their case
 * @param names and network addresses, as whole words in their own case: “Will” is not “will”
 */
record Mentions(String exact, String names) {
  /** What stands for a mention that is gone. */
  static final String GONE = "[erased]";

  private static final Pattern SPECIAL = Pattern.compile("[\\p{Punct}]");
  private static final String NOTHING = "x\\A";

  /** A shorter one is too often something else. */
  private static final int SHORTEST_NAME = 2;

  static Mentions of(Person person) {
    return new Mentions(
        any(
            Stream.of(
                    person.emails(),
                    person.websites(),
                    person.knownIds().stream().map(UUID::toString).toList())
                .flatMap(List::stream)),
        names(person));
  }

  private static String any(Stream<String> literals) {
    String all = literals.map(Mentions::literal).collect(Collectors.joining("|"));
    return all.isEmpty() ? NOTHING : all;
  }

  private static String names(Person person) {
    List<String> names =
        Stream.concat(person.names().stream(), person.addresses().stream())
            .filter(name -> name.length() >= SHORTEST_NAME)
            .toList();
    return names.isEmpty()
        ? NOTHING
        : "(?<![[:alnum:]])(?:" + any(names.stream()) + ")(?![[:alnum:]])";
  }

  private static String literal(String text) {
    // The sanitiser writes an at sign as a number.
    return SPECIAL.matcher(text).replaceAll("\\\\$0").replace("\\@", "(?:@|&#64;)");
  }

  /** An SQL expression for a text without mentions; $2 and $3 are the two patterns. */
  static String without(String text) {
    return "regexp_replace(regexp_replace(%s, $2, '%s', 'gi'), $3, '%s', 'g')"
        .formatted(text, GONE, GONE);
  }

  /** An SQL condition: a text has mentions. */
  static String in(String text) {
    return "(%1$s ~* $2 or %1$s ~ $3)".formatted(text);
  }
}
