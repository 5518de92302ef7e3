package dev.parley.comment;

import dev.parley.site.Site;
import dev.parley.text.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A comment that may be posted and has been read, but not judged yet.
 *
 * @param reading the body, read once for all checks
 * @param language ISO 639-1 code of the language it is taken for
 * @param html the body as it will be shown
 * @param formTime how long the form was open; empty when the client did not say
 * @param trapped whether a field no person sees was filled in
 * @param history what is known of the author and of similar comments
 */
public record Draft(
    Site site,
    UUID id,
    Article article,
    Optional<Parent> parent,
    Author author,
    String body,
    Reading reading,
    String language,
    String html,
    String address,
    Instant at,
    Optional<Duration> formTime,
    boolean trapped,
    History history) {

  /** A text nobody has posted, as a draft that checks of the text alone can look at. */
  public static Draft ofText(Site site, String text, Optional<String> language, Instant at) {
    Reading reading = Reading.of(text);
    UUID nobody = new UUID(0, 0);
    return new Draft(
        site,
        nobody,
        new Article(nobody, "", "", "", Article.State.OPEN, Optional.empty(), 0, 0),
        Optional.empty(),
        new Author(nobody, "", Optional.empty(), Optional.empty()),
        text,
        reading,
        language.orElseGet(() -> CommentLanguage.of(reading, site.settings())),
        "",
        "",
        at,
        Optional.empty(),
        false,
        History.NONE);
  }
}
