package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.text.Domains;
import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A name that advertises: it is an address itself, it names a trade while a link goes out, or the
 * comment links to the author's own site once more. A person whose site bears their name is none of
 * these.
 */
final class AuthorNameCheck implements Check {
  private static final double SAME_SITE = 0.5;

  private final WordList trades = Lists.read("trades.txt");

  @Override
  public String name() {
    return "author-name";
  }

  @Override
  public List<Finding> look(Draft draft) {
    if (draft.history().approved() > 0) {
      return List.of();
    }
    Reading name = Reading.of(draft.author().name());
    List<Finding> findings = new ArrayList<>();
    if (!name.links().isEmpty()) {
      findings.add(finding(1, "The name “" + draft.author().name() + "” is an address"));
    } else if (!draft.domains().isEmpty() && !trades.in(name).isEmpty()) {
      findings.add(
          finding(
              1,
              String.format(
                  Locale.ROOT,
                  "The name “%s” is that of a trade, with a link to %s",
                  draft.author().name(),
                  String.join(", ", draft.domains()))));
    }
    ownSite(draft)
        .ifPresent(
            domain -> findings.add(finding(SAME_SITE, "Links to the author's own " + domain)));
    return findings;
  }

  /** The registrable domain of the author's address, when the text links to it as well. */
  private static Optional<String> ownSite(Draft draft) {
    return draft
        .author()
        .url()
        .flatMap(url -> Reading.of(url).links().stream().findFirst())
        .map(Link::host)
        .flatMap(Domains::registrable)
        .filter(
            own ->
                draft.reading().links().stream()
                    .anyMatch(
                        link -> Domains.registrable(link.host()).filter(own::equals).isPresent()));
  }

  private static Finding finding(double strength, String message) {
    return new Finding(Reason.AUTHOR_NAME, strength, message);
  }
}
