package dev.parley.comment;

import dev.parley.site.Site;
import dev.parley.text.Domains;
import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Sketch;
import dev.parley.text.WebAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A comment that may be posted and has been read, but not judged yet.
 *
 * @param newTitle the title its page would get with it, from the reader's browser; empty when the
 *     page has one already
 * @param reading the body, read once for all checks
 * @param sketch of the body, to find others made from the same template; empty for a short one
 * @param domains the registrable domains the body and the author's address link to, each once,
 *     those of the site itself left out
 * @param language the language it is taken for
 * @param html the body as it will be shown
 * @param formTime how long the form was open; empty when the client did not say
 * @param trapped whether a field no person sees was filled in
 * @param history what is known of the author, and of what goes on around the draft
 */
public record Draft(
    Site site,
    UUID id,
    Article article,
    Optional<String> newTitle,
    Optional<Parent> parent,
    Author author,
    String body,
    Reading reading,
    Optional<Sketch> sketch,
    List<String> domains,
    CommentLanguage language,
    String html,
    String address,
    Instant at,
    Optional<Duration> formTime,
    boolean trapped,
    History history) {

  /** More are not looked at: who links to so many has other things noticed. */
  private static final int MOST_DOMAINS = 20;

  /**
   * A text nobody has posted, as a draft that checks of the text alone can look at.
   *
   * @param language an ISO 639-1 code; guessed when absent
   */
  public static Draft ofText(Site site, String text, Optional<String> language, Instant at) {
    Reading reading = Reading.of(text);
    UUID nobody = new UUID(0, 0);
    return new Draft(
        site,
        nobody,
        new Article(nobody, "", "", "", Article.State.OPEN, Optional.empty(), 0, 0),
        Optional.empty(),
        Optional.empty(),
        new Author(nobody, "", Optional.empty(), Optional.empty()),
        text,
        reading,
        reading.sketch(),
        domains(site, reading, List.of(), Optional.empty()),
        CommentLanguage.told(
            language.orElseGet(() -> CommentLanguage.of(reading, site.settings()).code())),
        "",
        "",
        at,
        Optional.empty(),
        false,
        History.NONE);
  }

  /**
   * The registrable domains a text and its author's address link to, without the site's own.
   *
   * @param shown the hosts of the links that the text is shown with
   */
  public static List<String> domains(
      Site site, Reading reading, List<String> shown, Optional<String> authorUrl) {
    if (reading.links().isEmpty() && shown.isEmpty() && authorUrl.isEmpty()) {
      return List.of();
    }
    List<String> own =
        site.origins().stream().flatMap(origin -> ofAddress(origin).stream()).toList();
    Stream<String> hosts = Stream.concat(reading.links().stream().map(Link::host), shown.stream());
    return Stream.concat(hosts.map(Domains::registrable), authorUrl.stream().map(Draft::ofAddress))
        .flatMap(Optional::stream)
        .distinct()
        .filter(domain -> !own.contains(domain))
        .limit(MOST_DOMAINS)
        .toList();
  }

  private static Optional<String> ofAddress(String address) {
    return WebAddress.typed(address).map(WebAddress::host).flatMap(Domains::registrable);
  }
}
