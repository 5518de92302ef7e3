package dev.parley.comment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comment that may be posted and has been read, but not judged yet; or a text somebody asks
 * about, which nobody has sent anywhere.
 *
 * @param sender who sends it; empty for a text that is only asked about
 */
public record Draft(Place place, Optional<Sender> sender, Text text, Context context) {
  /** A comment that somebody sends. */
  public static Draft sent(Place place, Sender sender, Text text, Context context) {
    return new Draft(place, Optional.of(sender), text, context);
  }

  /** A text that somebody asks about; nothing is known of it but when that was. */
  public static Draft asked(Place place, Text text, Instant at) {
    return new Draft(place, Optional.empty(), text, Context.unknown(at));
  }

  /** More are not looked at: who links to so many has other things noticed. */
  private static final int MOST_DOMAINS = 20;

  /**
   * The registrable domains the text and its author's website lead to, each once, without the
   * site's own.
   */
  public List<String> domains() {
    return domains(place, text, sender.flatMap(Sender::website));
  }

  /** The same of a draft that is not made yet. */
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
