package dev.parley.imports;

import dev.parley.problem.Refusal;
import dev.parley.text.CanonicalAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Rules that say which article the page of an archive becomes, a line each; the first that fits
 * counts:
 *
 * <pre>
 * # a host that has moved
 * old.example blog.example
 * # one page, and all pages below an address
 * https://blog.example/?p=12 https://blog.example/quay-street-vote
 * https://blog.example/blog/* https://blog.example/*
 * # a regular expression; $1 is its first group, and the result may be any key
 * ~https?://[^/]+/(\d+)-.* article-$1
 * # a parameter that does not tell pages apart
 * ?page
 * </pre>
 */
public final class PageRules {
  /** None: every page keeps its address. */
  public static final PageRules NONE = new PageRules(List.of(), Set.of());

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+(?::\\d+)?");

  private final List<Function<String, Optional<String>>> rules;
  private final Set<String> dropped;

  private PageRules(List<Function<String, Optional<String>>> rules, Set<String> dropped) {
    this.rules = rules;
    this.dropped = dropped;
  }

  /** The rules in a text; refused with the number of the line that is none. */
  public static PageRules of(String text) {
    List<Function<String, Optional<String>>> rules = new ArrayList<>();
    Set<String> dropped = new HashSet<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String rule = line.strip();
      if (rule.startsWith("?") && rule.length() > 1) {
        dropped.add(rule.substring(1));
      } else if (!rule.isEmpty() && !rule.startsWith("#")) {
        rules.add(rule(rule, number));
      }
    }
    return new PageRules(List.copyOf(rules), Set.copyOf(dropped));
  }

  private static Function<String, Optional<String>> rule(String rule, int line) {
    List<String> sides = SPACE.splitAsStream(rule).toList();
    if (sides.size() != 2) {
      throw refusal(line, "write the old address, a space and the new one");
    }
    String from = sides.get(0);
    String to = sides.get(1);
    if (from.startsWith("~")) {
      return expression(from.substring(1), to, line);
    }
    if (from.endsWith("*") != to.endsWith("*")) {
      throw refusal(line, "end both sides with * or neither");
    }
    if (from.endsWith("*")) {
      return prefix(from.substring(0, from.length() - 1), to.substring(0, to.length() - 1));
    }
    return HOST.matcher(from).matches() && HOST.matcher(to).matches()
        ? host(from, to)
        : address -> Optional.of(to).filter(found -> same(address, from));
  }

  private static Refusal refusal(int line, String what) {
    return Refusal.invalid("map", "Line " + line + " is no rule: " + what);
  }

  private static Function<String, Optional<String>> expression(String from, String to, int line) {
    try {
      Pattern pattern = Pattern.compile(from);
      // Refused now if the replacement names a group that is not there.
      int groups = pattern.matcher("").groupCount();
      Matcher named = Pattern.compile("\\$(\\d)").matcher(to);
      while (named.find()) {
        if (Integer.parseInt(named.group(1)) > groups) {
          throw refusal(line, named.group() + " names a group the expression does not have");
        }
      }
      return address ->
          Optional.of(pattern.matcher(address))
              .filter(Matcher::matches)
              .map(found -> found.replaceFirst(to));
    } catch (PatternSyntaxException broken) {
      throw refusal(line, "the expression cannot be read (" + broken.getDescription() + ")");
    }
  }

  private static Function<String, Optional<String>> prefix(String from, String to) {
    return address ->
        Optional.of(address)
            .filter(one -> one.startsWith(from))
            .map(one -> to + one.substring(from.length()));
  }

  private static Function<String, Optional<String>> host(String from, String to) {
    Pattern here =
        Pattern.compile("(?i)(https?://)" + Pattern.quote(from) + "(?::80|:443)?(?=[/?#]|$)");
    return address ->
        Optional.of(here.matcher(address))
            .filter(Matcher::lookingAt)
            .map(found -> found.replaceFirst("$1" + Matcher.quoteReplacement(to)));
  }

  private static boolean same(String address, String other) {
    return address.equals(other)
        || CanonicalAddress.of(address)
            .flatMap(one -> CanonicalAddress.of(other).filter(one::equals))
            .isPresent();
  }

  /** Whether a rule says that a parameter does not tell pages apart. */
  public boolean dropsParameters() {
    return !dropped.isEmpty();
  }

  /**
   * The key a page's address or path becomes: its canonical address, unless a rule says another.
   */
  public String key(String address) {
    String mapped = moved(address);
    return CanonicalAddress.of(mapped, dropped::contains).orElse(mapped);
  }

  /** What a rule makes of an address or key; as it is where there is none for it. */
  public String moved(String address) {
    return rules.stream().flatMap(rule -> rule.apply(address).stream()).findFirst().orElse(address);
  }
}
