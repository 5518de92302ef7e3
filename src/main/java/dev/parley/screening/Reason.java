package dev.parley.screening;

import dev.parley.model.Attribute;
import java.util.Locale;
import java.util.Optional;

/**
 * Something a check can notice about a comment, with the words a moderator reads and its default
 * weight. A comment is held when the weights of its signals add up to 1.
 */
public enum Reason {
  BANNED_WORD("Banned word", "A banned word", 1),
  SUSPECT_WORD("Suspect word", "A suspect word", 1),
  LINKS("Links", "More links than allowed", 1),
  LINK("Link", "Carries a link", 0),
  DUPLICATE("Duplicate", "The same text was posted before", 1),
  NEAR_DUPLICATE("Near duplicate", "Nearly the same text was posted before", 1),
  CAMPAIGN("Campaign", "Nearly the same text was posted by others, or elsewhere", 1),
  LINK_REPUTATION("Link refused before", "Links to a domain that was refused here before", 1.5),
  FIRST_LINK("First link", "First link of an author", 0.5),
  BURST("Sudden burst", "Many comments at once", 0.5),
  GENERIC_PRAISE("Generic praise", "Praise that fits any article", 1),
  ADVERT_SIGNS("Advertising", "Signs of an advertisement", 1),
  AUTHOR_NAME("Advertising name", "A name that advertises", 0.5),
  RESERVED_NAME("Reserved name", "A name that seems to speak for the site", 1),
  INSULTING_NAME("Insulting name", "A name that insults", 1),
  PAGE_TITLE("Title of the page", "A title of the page that would not be published", 1),
  LANGUAGE("Language", "Not in a language of this site", 0.5),
  LANGUAGE_WITHOUT_MODEL("Not scored", "No model knows this language", 1),
  TOXICITY("Toxicity", "Toxicity", 1),
  SEVERE_TOXICITY("Severe toxicity", "Severe toxicity", 0),
  OBSCENE("Obscene", "Obscene", 0),
  THREAT("Threat", "Threat", 0),
  INSULT("Insult", "Insult", 0),
  IDENTITY_ATTACK("Identity attack", "Attack on an identity", 0),
  SPAM("Spam", "Spam", 1),
  NEWCOMER("First comment", "First comment", 0),
  FIRST_COMMENT("First comments wait", "First comments wait for a moderator", 1),
  UNPROVEN_AUTHOR(
      "Unproven author", "Gives the email address of a known author without proof", 0.5),
  AUTHOR_REJECTED_BEFORE("Rejected before", "Comments of this author were rejected before", 0.5),
  HONEYPOT("Honeypot", "Filled in a field that people do not see", 1),
  TIME_TRAP("Sent too fast", "Was sent faster than a person types", 0.5),
  PREMODERATED("All wait", "All comments here wait for a moderator", 1),
  REPORTED("Reported", "Reported by a reader", 1),
  BLIND_CHECK("Blind check", "The machine's opinion is hidden, so that yours is your own", 0),
  UNAVAILABLE("Check failed", "A check could not run", 0);

  private final String label;
  private final String sentence;
  private final double weight;

  Reason(String label, String sentence, double weight) {
    this.label = label;
    this.sentence = sentence;
    this.weight = weight;
  }

  /** Its name on a chip and in filters. */
  public String label() {
    return label;
  }

  /** The sentence a moderator reads. */
  public String sentence() {
    return sentence;
  }

  /** The weight of a signal of full strength; a comment is held at 1. */
  double weight() {
    return weight;
  }

  /** Whether it is a model's probability, which is kept even when it is low. */
  public boolean isScore() {
    return switch (this) {
      case TOXICITY, SEVERE_TOXICITY, OBSCENE, THREAT, INSULT, IDENTITY_ATTACK, SPAM -> true;
      case BANNED_WORD,
          SUSPECT_WORD,
          LINKS,
          LINK,
          DUPLICATE,
          NEAR_DUPLICATE,
          CAMPAIGN,
          LINK_REPUTATION,
          FIRST_LINK,
          BURST,
          GENERIC_PRAISE,
          ADVERT_SIGNS,
          AUTHOR_NAME,
          RESERVED_NAME,
          INSULTING_NAME,
          PAGE_TITLE,
          LANGUAGE,
          LANGUAGE_WITHOUT_MODEL,
          NEWCOMER,
          FIRST_COMMENT,
          UNPROVEN_AUTHOR,
          AUTHOR_REJECTED_BEFORE,
          HONEYPOT,
          TIME_TRAP,
          PREMODERATED,
          REPORTED,
          BLIND_CHECK,
          UNAVAILABLE ->
          false;
    };
  }

  /** The attribute whose probability it is; empty for what is not a score. */
  Optional<Attribute> attribute() {
    return isScore() ? Attribute.of(scoreName()) : Optional.empty();
  }

  /** Its name among the scores of the API, such as {@code identity_attack}. */
  String scoreName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
