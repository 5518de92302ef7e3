package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A title that a reader's browser sends for a new page and that would not be published as a
 * comment. The page does not get it. The first comment on such a page waits, because a browser may
 * send any title; later ones do not, because no reader can correct the publisher's page.
 */
final class PageTitleCheck implements Check {
  private static final int MOST_WORDS = 5;

  private final List<WordsCheck> words = List.of(WordsCheck.banned(), WordsCheck.suspect());
  private final Optional<Models> models;

  PageTitleCheck(Optional<Models> models) {
    this.models = models;
  }

  @Override
  public String name() {
    return "page-title";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    boolean isNew = draft.place().article().filter(page -> page.version() == 0).isPresent();
    double strength = isNew ? 1 : 0;
    return draft
        .place()
        .newTitle()
        .map(Reading::of)
        .flatMap(title -> words(draft, title).or(() -> insult(draft, title)))
        .map(told -> new Finding(Reason.PAGE_TITLE, strength, told))
        .stream()
        .toList();
  }

  private Optional<String> words(Draft draft, Reading title) {
    return Optional.of(
            words.stream()
                .flatMap(list -> list.in(draft, title))
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> "“" + word + "”")
                .collect(Collectors.joining(", ")))
        .filter(found -> !found.isEmpty())
        .map(found -> found + " in the title of the page");
  }

  private Optional<String> insult(Draft draft, Reading title) {
    return models.stream()
        .flatMap(known -> NameToxicityCheck.insult(known, draft, title).stream().boxed())
        .map(score -> String.format(Locale.ROOT, "Toxicity of the page's title %.2f", score))
        .findFirst();
  }
}
