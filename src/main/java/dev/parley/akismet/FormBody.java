package dev.parley.akismet;

import dev.parley.apikey.CleanText;
import dev.parley.http.Multipart;
import dev.parley.http.UrlEncoded;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of a form, URL-encoded or in parts ({@code multipart/form-data}), and of the address
 * it was sent to. The case of their names does not matter. PHP writes the elements of an array as
 * fields {@code name[0]}, {@code name[1]} or {@code name[]}.
 */
final class FormBody {
  private static final Pattern ELEMENT = Pattern.compile("\\[\\d{0,9}]$");

  private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private FormBody() {}

  /** Reads a form. A field of the body takes precedence over one of the address. */
  static FormBody of(HttpServerRequest request, Buffer body) {
    Charset charset =
        HttpUtil.getCharset(request.getHeader(HttpHeaders.CONTENT_TYPE), StandardCharsets.UTF_8);
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    FormBody form = new FormBody();
    form.add(
        Multipart.is(type)
            ? Multipart.fields(type, body, charset)
            : UrlEncoded.fields(body.toString(charset), charset));
    form.add(
        UrlEncoded.fields(Optional.ofNullable(request.query()).orElse(""), StandardCharsets.UTF_8));
    return form;
  }

  private void add(Map<String, List<String>> more) {
    more.forEach(
        (name, values) ->
            fields
                .computeIfAbsent(ELEMENT.matcher(name).replaceFirst(""), key -> new ArrayList<>())
                .addAll(values));
  }

  /** The value of a field; empty when it is missing or blank. */
  Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of a field that are not blank. */
  List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .map(CleanText::of)
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** The value of a required field; refused when it is missing. */
  String required(String name) {
    return text(name)
        .orElseThrow(() -> new Refusal(Problem.INVALID, "Missing required field: " + name));
  }

  /** Whether a field means yes: {@code 1} or {@code true}. */
  boolean flag(String name) {
    return text(name)
        .map(String::strip)
        .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
        .isPresent();
  }
}
