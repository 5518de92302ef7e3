package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an {@code application/x-www-form-urlencoded} text (WHATWG URL, section 5). */
public final class UrlEncoded {
  private static final int MOST_FIELDS = 10_000;

  private UrlEncoded() {}

  /** The fields of a body in UTF-8; empty when there is no body. */
  public static Map<String, List<String>> fields(@Nullable Buffer body) {
    return body == null
        ? Map.of()
        : fields(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** The fields, each with its values in order. Text that cannot be decoded is refused. */
  public static Map<String, List<String>> fields(String encoded, Charset charset) {
    try {
      // A semicolon belongs to the value: PHP and browsers separate fields by & only.
      return new QueryStringDecoder(encoded, charset, false, MOST_FIELDS, true).parameters();
    } catch (IllegalArgumentException broken) {
      throw new Refusal(Problem.MALFORMED, "Send the form URL-encoded, in UTF-8");
    }
  }
}
