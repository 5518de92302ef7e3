package dev.parley.moderations;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A category of OpenAI's moderation, and the attributes here that say as much. Categories nobody
 * has learnt here have none; their score is 0.
 */
enum Category {
  HARASSMENT("harassment", Attribute.TOXICITY),
  HARASSMENT_THREATENING("harassment/threatening", Attribute.TOXICITY, Attribute.THREAT),
  HATE("hate", Attribute.IDENTITY_ATTACK),
  HATE_THREATENING("hate/threatening", Attribute.IDENTITY_ATTACK, Attribute.THREAT),
  ILLICIT("illicit"),
  ILLICIT_VIOLENT("illicit/violent"),
  SELF_HARM("self-harm"),
  SELF_HARM_INTENT("self-harm/intent"),
  SELF_HARM_INSTRUCTIONS("self-harm/instructions"),
  SEXUAL("sexual"),
  SEXUAL_MINORS("sexual/minors"),
  VIOLENCE("violence", Attribute.THREAT),
  VIOLENCE_GRAPHIC("violence/graphic");

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // List.copyOf is.
  private final List<Attribute> attributes;

  Category(String code, Attribute... attributes) {
    this.code = code;
    this.attributes = List.copyOf(Arrays.asList(attributes));
  }

  /** Its name in the answer. */
  String code() {
    return code;
  }

  /** Its score: that of the attribute that is least likely, for it needs all of them. */
  double of(Map<String, Double> scores) {
    return attributes.stream()
        .mapToDouble(attribute -> scores.getOrDefault(attribute.key(), 0.0))
        .min()
        .orElse(0);
  }

  /** Whether each attribute it needs is as high as a comment that the site holds for it. */
  boolean applies(Map<String, Double> scores, SiteSettings settings) {
    return !attributes.isEmpty()
        && attributes.stream()
            .allMatch(one -> scores.getOrDefault(one.key(), 0.0) >= settings.heldFrom(one));
  }
}
