package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A name that is a sentence, and an insulting one. Real names say nothing to the models. */
final class NameToxicityCheck implements Check {
  /** Names of people have fewer words than sentences, or words that are no insult. */
  private static final int FEWEST_WORDS = 3;

  /** Models of comments are less sure of names. */
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
  public List<Finding> look(Draft draft) {
    String name = draft.author().name();
    return insult(models, draft, name).stream()
        .mapToObj(
            score ->
                new Finding(
                    Reason.INSULTING_NAME,
                    1,
                    String.format(Locale.ROOT, "Toxicity of the name “%s” %.2f", name, score)))
        .toList();
  }

  /** The toxicity of a name or a title that came with a draft, when it is an insult. */
  static OptionalDouble insult(Models models, Draft draft, String text) {
    Reading reading = Reading.of(text);
    if (reading.words().size() < FEWEST_WORDS) {
      return OptionalDouble.empty();
    }
    OptionalDouble score =
        SecondOpinions.first(models, Features.of(reading), draft.language()).of(Attribute.TOXICITY);
    double least = Math.max(LEAST, draft.site().settings().toxicityHold());
    return score.isPresent() && score.getAsDouble() >= least ? score : OptionalDouble.empty();
  }
}
