package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.text.WebAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object a client sent. Each is read by name, type and size. Errors are
 * collected, so that one answer names all of them; {@link #check} throws them.
 */
public final class Fields {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final JsonObject json;
  private final String prefix;
  private final List<Refusal.FieldError> errors;

  /** The names that have been read. */
  private final Set<String> asked = new HashSet<>();

  /** All objects of the request that have been read. */
  private final List<Fields> objects;

  private Fields(
      JsonObject json, String prefix, List<Refusal.FieldError> errors, List<Fields> objects) {
    this.json = json;
    this.prefix = prefix;
    this.errors = errors;
    this.objects = objects;
    objects.add(this);
  }

  /** The fields of an object that is already parsed. */
  public static Fields of(JsonObject json) {
    return new Fields(json, "", new ArrayList<>(), new ArrayList<>());
  }

  private Fields inner(JsonObject object, String name) {
    return new Fields(object, prefix + name + ".", errors, objects);
  }

  private @Nullable Object value(String name) {
    asked.add(name);
    return json.getValue(name);
  }

  /**
   * The fields of the request's body. It is refused as malformed when it is not one JSON object.
   */
  public static Fields ofBody(RoutingContext context) {
    return ofBody(context.body().buffer());
  }

  /** The fields of a body that is already read. */
  public static Fields ofBody(@Nullable Buffer body) {
    if (body == null || body.length() == 0) {
      throw new Refusal(Problem.MALFORMED, "Send a JSON object");
    }
    try {
      return of(new JsonObject(body));
    } catch (DecodeException | ClassCastException | StackOverflowError malformed) {
      throw new Refusal(Problem.MALFORMED, "Send a JSON object in UTF-8");
    }
  }

  /**
   * The object in a field. When it is missing or no object, this is an empty one and an error is
   * noted.
   */
  public Fields object(String name) {
    Object value = value(name);
    if (!(value instanceof JsonObject)) {
      error(name, "Send an object");
    }
    return inner(value instanceof JsonObject object ? object : new JsonObject(), name);
  }

  /** An object that another class reads; empty when it is missing. */
  public Optional<JsonObject> optionalObject(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof JsonObject)) {
      error(name, "Send an object");
    }
    return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** A text of 1 to {@code most} characters that is not blank. */
  public String text(String name, int most, String missing) {
    Optional<String> text = optionalText(name, most);
    if (text.isEmpty() && !failed(name)) {
      error(name, missing);
    }
    return text.orElse("");
  }

  /** A text of at most {@code most} characters; empty when missing, null or blank. */
  public Optional<String> optionalText(String name, int most) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      error(name, "Send a text");
      return Optional.empty();
    }
    if (!storable(text)) {
      error(name, "Remove the characters that cannot be shown");
      return Optional.empty();
    }
    if (text.codePointCount(0, text.length()) > most) {
      error(name, String.format(Locale.ROOT, "Use at most %,d characters", most));
      return Optional.empty();
    }
    return Optional.of(text).filter(Predicate.not(String::isBlank));
  }

  /** An http or https address with a host; {@code example.com} counts as a web address. */
  public Optional<String> webAddress(String name) {
    Optional<String> text = optionalText(name, 2_000).map(String::strip);
    if (text.isEmpty()) {
      return text;
    }
    // Text without a scheme must look like an address: "none" and "ann@example.com" do not.
    boolean clear = text.get().contains("://") || text.get().matches("[^/@]+\\.[^/@]+(?:/.*)?");
    Optional<String> address =
        WebAddress.typed(text.get()).filter(web -> clear).map(WebAddress::address);
    if (address.isEmpty()) {
      error(name, "Enter a web address like https://example.com");
    }
    return address;
  }

  /** A whole number in a range; the default when missing. */
  public int number(String name, int standard, int least, int most) {
    Object value = value(name);
    if (value == null) {
      return standard;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    error(name, String.format(Locale.ROOT, "Send a whole number from %d to %d", least, most));
    return standard;
  }

  /** True or false; the default when missing. */
  public boolean flag(String name, boolean standard) {
    Object value = value(name);
    if (value == null) {
      return standard;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    error(name, "Send true or false");
    return standard;
  }

  /** The objects of a list of 1 to {@code most}. */
  public List<Fields> objects(String name, int most) {
    if (!(value(name) instanceof JsonArray array) || array.isEmpty() || array.size() > most) {
      error(name, String.format(Locale.ROOT, "Send a list of 1 to %d", most));
      return List.of();
    }
    List<Fields> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.getValue(i) instanceof JsonObject object) {
        found.add(inner(object, name + "[" + i + "]"));
      } else {
        error(name, "Send objects");
      }
    }
    return found;
  }

  /** The objects of a list that may be missing, null or empty. */
  public List<Fields> optionalObjects(String name, int most) {
    Object value = value(name);
    return value == null || value instanceof JsonArray array && array.isEmpty()
        ? List.of()
        : objects(name, most);
  }

  /** The texts of a list of at most {@code most}; empty when missing. */
  public List<String> texts(String name, int most, int longest) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array) || array.size() > most) {
      error(name, String.format(Locale.ROOT, "Send a list of at most %d texts", most));
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object element : array) {
      if (element instanceof String text && text.length() <= longest && storable(text)) {
        texts.add(text);
      } else {
        error(name, String.format(Locale.ROOT, "Send texts of at most %d characters", longest));
      }
    }
    return texts;
  }

  /** Whether a field was sent, even as null. */
  public boolean has(String name) {
    asked.add(name);
    return json.containsKey(name);
  }

  /** A time in the format of RFC 3339, whose years have four digits; empty when missing or null. */
  public Optional<Instant> time(String name) {
    Optional<String> text = optionalText(name, 40);
    try {
      Optional<Instant> time = text.map(known -> OffsetDateTime.parse(known).toInstant());
      if (time.filter(known -> known.isBefore(FIRST) || known.isAfter(LAST)).isEmpty()) {
        return time;
      }
    } catch (DateTimeParseException noTime) {
      // Refused like a time that cannot be stored.
    }
    error(name, "Use a time like 2026-12-24T18:00:00Z");
    return Optional.empty();
  }

  /** The whole object as it was sent. */
  public JsonObject json() {
    return json;
  }

  /** Notes that a field is wrong. */
  public void error(String name, String message) {
    errors.add(new Refusal.FieldError(prefix + name, message));
  }

  /** Whether any field so far is wrong. */
  public boolean failed(String name) {
    return errors.stream().anyMatch(error -> error.field().equals(prefix + name));
  }

  /** Refuses the request when any field is wrong, in this object or an inner one. */
  public void check() {
    if (!errors.isEmpty()) {
      Refusal refusal = new Refusal(Problem.INVALID, errors.get(0).message());
      errors.forEach(error -> refusal.and(error.field(), error.message()));
      throw refusal;
    }
  }

  /**
   * Like {@link #check}, but also refuses unknown fields: a client that changes a setting or
   * decides something must not believe that a misspelt field has had an effect.
   */
  public void checkAll() {
    for (Fields object : List.copyOf(objects)) {
      for (String name : object.json.fieldNames()) {
        if (!object.asked.contains(name)) {
          object.error(name, "Remove “" + object.prefix + name + "”: there is no such field");
        }
      }
    }
    check();
  }

  /**
   * Whether a text can be stored and shown. It must not contain NUL or another control character
   * except tab and line breaks, half of a surrogate pair, or a noncharacter of Unicode, which XML
   * cannot hold.
   */
  public static boolean storable(@Nullable String text) {
    if (text == null) {
      return false;
    }
    return text.codePoints().allMatch(Fields::storable);
  }

  private static boolean storable(int codePoint) {
    boolean control =
        codePoint < ' ' && codePoint != '\n' && codePoint != '\r' && codePoint != '\t';
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    boolean noCharacter =
        (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    return !control && !half && !noCharacter;
  }
}
