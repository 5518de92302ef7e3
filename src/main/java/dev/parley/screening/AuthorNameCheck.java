package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Sender;
import dev.parley.comment.Website;
import dev.parley.text.Reading;
import dev.parley.text.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name that advertises: it is a web address, it names a trade while the comment links elsewhere,
 * or the comment links to the author's own site once more. A person whose site bears their own name
 * is not meant.
 */
final class AuthorNameCheck implements Check {
  private static final double SAME_SITE = 0.5;

  private final WordList trades = BundledWordLists.read("trades.txt");

  @Override
  public String name() {
    return "author-name";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    return draft.context().history().approved() > 0
        ? List.of()
        : draft.sender().map(sender -> look(draft, sender)).orElse(List.of());
  }

  private List<Finding> look(Draft draft, Sender sender) {
    Reading name = sender.name();
    List<Finding> findings = new ArrayList<>();
    if (!name.links().isEmpty()) {
      findings.add(finding(1, "The name “" + name.original() + "” is an address"));
    } else if (!draft.domains().isEmpty() && !trades.in(name).isEmpty()) {
      findings.add(
          finding(
              1,
              String.format(
                  Locale.ROOT,
                  "The name “%s” is that of a trade, with a link to %s",
                  name.original(),
                  String.join(", ", draft.domains()))));
    }
    sender
        .website()
        .flatMap(Website::domain)
        .filter(draft.text().domains()::contains)
        .ifPresent(
            domain -> findings.add(finding(SAME_SITE, "Links to the author's own " + domain)));
    return findings;
  }

  private static Finding finding(double strength, String message) {
    return new Finding(Reason.AUTHOR_NAME, strength, message);
  }
}
