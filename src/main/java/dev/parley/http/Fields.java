package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object sent by a client, each asked for by name, type and size. What is
 * wrong is gathered, so that one answer tells all of it; {@link #check} throws it.
 */
public final class Fields {
  private final JsonObject json;
  private final String prefix;
  private final List<Refusal.FieldError> errors;

  private Fields(JsonObject json, String prefix, List<Refusal.FieldError> errors) {
    this.json = json;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** The fields of an object that is at hand. */
  public static Fields of(JsonObject json) {
    return new Fields(json, "", new ArrayList<>());
  }

  /** The request's body; refused as malformed when it is not one JSON object. */
  public static Fields ofBody(RoutingContext context) {
    return ofBody(context.body().buffer());
  }

  /** The same of a body that was read already. */
  public static Fields ofBody(@Nullable Buffer body) {
    if (body == null || body.length() == 0) {
      throw new Refusal(Problem.MALFORMED, "A JSON object is expected");
    }
    try {
      return of(new JsonObject(body));
    } catch (DecodeException | ClassCastException | StackOverflowError malformed) {
      throw new Refusal(Problem.MALFORMED, "The body is not a JSON object in UTF-8");
    }
  }

  /** The object in a field; an empty one, with an error noted, when it is missing or no object. */
  public Fields object(String name) {
    Object value = json.getValue(name);
    if (!(value instanceof JsonObject)) {
      error(name, "Send an object");
    }
    return new Fields(
        value instanceof JsonObject object ? object : new JsonObject(),
        prefix + name + ".",
        errors);
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
    Object value = json.getValue(name);
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

  /** An http or https address with a host; {@code example.com} is taken for a web address. */
  public Optional<String> webAddress(String name) {
    Optional<String> text = optionalText(name, 2_000).map(String::strip);
    if (text.isEmpty()) {
      return text;
    }
    String address = text.get().contains("://") ? text.get() : "https://" + text.get();
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return Optional.of(address);
      }
    } catch (URISyntaxException broken) {
      // told below
    }
    error(name, "Enter a web address like https://example.com");
    return Optional.empty();
  }

  /** A whole number in a range; the standard one when missing. */
  public int number(String name, int standard, int least, int most) {
    Object value = json.getValue(name);
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

  /** True or false; the standard one when missing. */
  public boolean flag(String name, boolean standard) {
    Object value = json.getValue(name);
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
    if (!(json.getValue(name) instanceof JsonArray array)
        || array.isEmpty()
        || array.size() > most) {
      error(name, String.format(Locale.ROOT, "Send a list of 1 to %d", most));
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.getValue(i) instanceof JsonObject object) {
        objects.add(new Fields(object, prefix + name + "[" + i + "].", errors));
      } else {
        error(name, "Send objects");
      }
    }
    return objects;
  }

  /** The texts of a list of at most {@code most}; none when missing. */
  public List<String> texts(String name, int most, int longest) {
    Object value = json.getValue(name);
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

  /** The whole object, as sent. */
  public JsonObject json() {
    return json;
  }

  /** Notes that a field is wrong. */
  public void error(String name, String message) {
    errors.add(new Refusal.FieldError(prefix + name, message));
  }

  /** Whether a field was found wrong. */
  public boolean failed(String name) {
    return errors.stream().anyMatch(error -> error.field().equals(prefix + name));
  }

  /** Refuses the request when any field was wrong, its own or an inner object's. */
  public void check() {
    if (!errors.isEmpty()) {
      Refusal refusal = new Refusal(Problem.INVALID, errors.get(0).message());
      errors.forEach(error -> refusal.and(error.field(), error.message()));
      throw refusal;
    }
  }

  /**
   * Whether a text can be stored and shown: no NUL or other control character but tab and line
   * breaks, and no half of a surrogate pair.
   */
  public static boolean storable(@Nullable String text) {
    if (text == null) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
