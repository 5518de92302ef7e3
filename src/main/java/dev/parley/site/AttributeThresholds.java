package dev.parley.site;

import dev.parley.model.Attribute;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds a site has set for finer attributes of toxicity, such as threats.
 *
 * @param byAttribute only the attributes that the site has set
 */
public record AttributeThresholds(Map<Attribute, Limits> byAttribute) {
  private static final String NAME = "attributes";

  /**
   * The thresholds of one attribute.
   *
   * @param hold the score from which a comment is held, in [0,1]
   * @param reject the score from which a comment is rejected without a moderator, in [0,1]
   */
  public record Limits(Optional<Double> hold, Optional<Double> reject) {
    /** Those of an attribute that the site has not set. */
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

    /** The score from which it matters to anyone. */
    public Optional<Double> least() {
      return Stream.of(hold, reject).flatMap(Optional::stream).min(Double::compare);
    }

    private JsonObject toJson() {
      JsonObject json = new JsonObject();
      hold.ifPresent(value -> json.put("hold", value));
      reject.ifPresent(value -> json.put("reject", value));
      return json;
    }
  }

  public AttributeThresholds {
    Map<Attribute, Limits> copy = new EnumMap<>(Attribute.class);
    copy.putAll(byAttribute);
    byAttribute = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the value of the setting; throws {@link IllegalArgumentException} with a sentence that
   * begins with the name of what is wrong.
   */
  static AttributeThresholds of(@Nullable Object value) {
    Map<Attribute, Limits> limits = new EnumMap<>(Attribute.class);
    if (value != null) {
      JsonObject json = object(NAME, value);
      for (String name : json.fieldNames()) {
        limits.put(attribute(name), limits(NAME + "." + name, json.getValue(name)));
      }
    }
    return new AttributeThresholds(limits);
  }

  private static Attribute attribute(String name) {
    return Attribute.of(name)
        .filter(Attribute::isFiner)
        .orElseThrow(
            () -> new IllegalArgumentException(NAME + "." + name + " is not a finer attribute"));
  }

  private static Limits limits(String name, @Nullable Object value) {
    JsonObject json = object(name, value);
    for (String key : json.fieldNames()) {
      if (!key.equals("hold") && !key.equals("reject")) {
        throw new IllegalArgumentException(name + "." + key + " is unknown; use hold and reject");
      }
    }
    return new Limits(share(name, json, "hold"), share(name, json, "reject"));
  }

  private static JsonObject object(String name, @Nullable Object value) {
    if (value instanceof JsonObject json) {
      return json;
    }
    throw new IllegalArgumentException(name + " must be an object");
  }

  private static Optional<Double> share(String name, JsonObject json, String key) {
    Object value = json.getValue(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return Optional.of(number.doubleValue());
    }
    throw new IllegalArgumentException(name + "." + key + " must be a number from 0 to 1");
  }

  /** The thresholds of an attribute, none if the site has set none. */
  public Limits on(Attribute attribute) {
    return byAttribute.getOrDefault(attribute, Limits.NONE);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    byAttribute.forEach((attribute, limits) -> json.put(attribute.key(), limits.toJson()));
    return json;
  }
}
