package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Sender;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A name that is an insulting sentence. Real names mean nothing to the models. */
final class NameToxicityCheck implements Check {
  /** People's names have fewer words than sentences, or no insulting words. */
  private static final int FEWEST_WORDS = 3;

  /** Models of comments are less certain about names. */
  private static final double LEAST = 0.8;

  private final Models models;

  NameToxicityCheck(Models models) {
    this.models = models;
  }

  @Override
  public String name() {
    return "name-toxicity";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    return draft.sender().map(Sender::name).map(name -> look(draft, name)).orElse(List.of());
  }

  private List<Finding> look(Draft draft, Reading name) {
    return insult(models, draft, name).stream()
        .mapToObj(
            score ->
                new Finding(
                    Reason.INSULTING_NAME,
                    1,
                    String.format(
                        Locale.ROOT, "Toxicity of the name “%s” %.2f", name.original(), score)))
        .toList();
  }

  /** The toxicity of a name or title that comes with a draft, when it is an insult. */
  static OptionalDouble insult(Models models, Draft draft, Reading text) {
    if (text.words().size() < FEWEST_WORDS) {
      return OptionalDouble.empty();
    }
    OptionalDouble score =
        SecondOpinions.first(models, Features.of(text), draft.text().language())
            .of(Attribute.TOXICITY);
    double least = Math.max(LEAST, draft.place().settings().toxicityHold());
    return score.isPresent() && score.getAsDouble() >= least ? score : OptionalDouble.empty();
  }
}
