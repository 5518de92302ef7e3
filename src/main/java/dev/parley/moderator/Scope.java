package dev.parley.moderator;

import dev.parley.problem.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a program may do with an API token, at most what its owner may. Each includes those before
 * it.
 */
public enum Scope {
  /** Have texts scored; nothing of a site is shown. */
  SCORE,
  /** Read what moderators see. */
  READ,
  /** Decide, claim, ban and change articles. */
  MODERATE,
  /** Do what needs an administrator. */
  ADMINISTER;

  /** The name in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean includes(Scope other) {
    return compareTo(other) >= 0;
  }

  /** All that this one includes, as the API tells them. */
  List<String> codes() {
    return Arrays.stream(values()).filter(this::includes).map(Scope::code).toList();
  }

  /** The widest of those named; everything when none is named. */
  static Scope widest(Collection<String> codes) {
    return codes.isEmpty() ? ADMINISTER : Collections.max(codes.stream().map(Scope::of).toList());
  }

  private static Scope of(String code) {
    return Arrays.stream(values())
        .filter(scope -> scope.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "scopes",
                    "Use some of "
                        + Arrays.stream(values())
                            .map(Scope::code)
                            .collect(Collectors.joining(", "))));
  }
}
