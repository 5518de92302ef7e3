package dev.parley.comment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comment that may be posted and whose text has been read, but which no check has seen yet. It
 * can also be a text that somebody only asks about.
 *
 * @param sender who sends it; empty for a text that somebody only asks about
 */
public record Draft(Place place, Optional<Sender> sender, Text text, Context context) {
  /** A comment that somebody posts. */
  public static Draft sent(Place place, Sender sender, Text text, Context context) {
    return new Draft(place, Optional.of(sender), text, context);
  }

  /** A text that somebody only asks about. Nothing is known but the time. */
  public static Draft asked(Place place, Text text, Instant at) {
    return new Draft(place, Optional.empty(), text, Context.unknown(at));
  }

  /** No more links are looked at: other checks notice who posts so many. */
  private static final int MOST_DOMAINS = 20;

  /**
   * The registrable domains that the text and its author's website link to, each once, without the
   * site's own.
   */
  public List<String> domains() {
    return domains(place, text, sender.flatMap(Sender::website));
  }

  /** The same domains, for a draft that does not exist yet. */
  public static List<String> domains(Place place, Text text, Optional<Website> website) {
    List<String> domains =
        Stream.concat(text.domains().stream(), website.flatMap(Website::domain).stream())
            .distinct()
            .toList();
    return domains.isEmpty()
        ? domains
        : domains.stream()
            .filter(domain -> !place.ownDomains().contains(domain))
            .limit(MOST_DOMAINS)
            .toList();
  }
}
