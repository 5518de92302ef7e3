package dev.parley.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Requests to the operations of an API document that nobody should send: each number makes one,
 * always the same.
 */
final class HostileRequests {
  private static final List<String> METHODS =
      List.of(
          "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get");

  /** As they stand in an address. */
  private static final List<String> ADDRESS_VALUES =
      List.of(
          "",
          "0",
          "-1",
          "x",
          "..",
          "%2e%2e%2f",
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "%ed%a0%80",
          "%C0%AF",
          "'%20or%201=1--",
          "99999999999999999999",
          "1e309",
          "NaN",
          "%F0%9F%92%A9",
          "%D9%A3",
          "[]",
          "{}",
          "null",
          "true",
          "00000000-0000-0000-0000-000000000000",
          "2026-02-30",
          "0.5",
          "+",
          ";",
          "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA",
          "https%3A%2F%2Fx%2F%00",
          "a".repeat(3_000));

  /** As they stand in JSON. */
  private static final List<String> JSON_VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "-0.0",
          "9223372036854775808",
          "2147483648",
          "0.1",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "{\"a\":{\"b\":[1]}}",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\u202e\\u2066\"",
          "\"\\ufffe\\uffff\"",
          "\"" + "e\\u0301".repeat(2_000) + "\"",
          "\"" + "a".repeat(9_000) + "\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"2026-99-99T25:61:61Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"javascript:alert(1)\"",
          "\"http://[::1\"",
          "\"http://xn--\\u0000/\"",
          "\"a@b\"",
          "\"" + "[x](".repeat(400) + "\"",
          "\"" + "> ".repeat(1_500) + "\"",
          "\"" + "*_`".repeat(1_000) + "\"",
          "\"approve\"",
          "\"email\"",
          "\"ip\"",
          "\"999.1.1.1\"",
          "\"::/0\"",
          "[\"\\u0000\"]",
          "[1,2,3]",
          "[\"a\",\"a\"]");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json;charset=utf-7",
          "application/json; charset=\"",
          "text/plain",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=bogus",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "multipart/form-data; boundary=",
          "/",
          "",
          "é",
          "application/json;".repeat(100));

  private static final List<String> EXTRA =
      List.of(
          "If-None-Match: \"",
          "If-None-Match: W/\"é\", *",
          "If-Modified-Since: never",
          "Accept-Encoding: gzip;q=x, ,",
          "Accept-Language: " + "xx-".repeat(500),
          "Accept: ;;q=9",
          "Accept: \"",
          "Origin: null",
          "Origin: http://",
          "Origin: é",
          "Range: bytes=9-1,-",
          "X-Forwarded-For: 1.2.3.4, ::, unknown, é",
          "X-Forwarded-Proto: \"",
          "Forwarded: for=\"[\"",
          "Idempotency-Key: ",
          "Idempotency-Key: é",
          "Idempotency-Key: " + "k".repeat(300),
          "Idempotency-Key: one",
          "Expect: 100-continue",
          "Expect: something",
          "Last-Event-ID: \u0001",
          "Connection: Upgrade\r\nUpgrade: websocket",
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x",
          "Content-Encoding: gzip",
          "Content-Encoding: bogus",
          "Cookie: =; ;;a",
          "Cookie: parley_session",
          "Cookie: parley_own_x=\"",
          "Sec-Fetch-Site: cross-site",
          "X: " + "y".repeat(20_000),
          "A: b\r\n".repeat(150) + "C: d",
          " folded: line",
          "No colon",
          "Bad Name: x",
          "Nul: a\u0000b",
          "Transfer-Encoding: chunked, xchunked",
          "Transfer-Encoding: identity",
          "Transfer-Encoding : chunked",
          "Content-Length: -1",
          "Content-Length: 5, 6",
          "Content-Length: 0x5",
          "Content-Length: 99999999999999999999");

  private static final List<String> HOSTS =
      List.of(
          "Host: x",
          "Host: ",
          "",
          "Host: a b",
          "Host: [::1",
          "Host: x:99999",
          "Host: %00",
          "Host: é",
          "Host: a\r\nHost: b",
          "Host: x/../y",
          "Host: @",
          "Host: " + "h".repeat(4_000));

  /** An operation: its method and path, the names of its parameters and of its body's fields. */
  record Operation(String method, String path, List<String> parameters, List<String> fields) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What is sent, and to which operation. */
  record Hostile(Operation operation, byte[] bytes) {
    /** Its beginning, to be told about. */
    String beginning() {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.substring(0, Math.min(600, text.length()));
    }
  }

  private final List<Operation> operations;
  private final List<String> sites;
  private final List<String> ids;

  /**
   * @param sites names that are sites
   * @param ids ids that are comments
   */
  HostileRequests(JsonNode document, List<String> sites, List<String> ids) {
    this.operations = operations(document);
    this.sites = sites;
    this.ids = ids;
  }

  List<Operation> operations() {
    return operations;
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          JsonNode meant = resolved(document, parameter);
          if (meant.path("in").asText().equals("query")) {
            parameters.add(meant.path("name").asText());
          }
        }
        List<String> fields = new ArrayList<>();
        for (JsonNode content : operation.getValue().path("requestBody").path("content")) {
          resolved(document, content.path("schema"))
              .path("properties")
              .fieldNames()
              .forEachRemaining(fields::add);
        }
        operations.add(
            new Operation(
                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), parameters, fields));
      }
    }
    return operations;
  }

  private static JsonNode resolved(JsonNode document, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /**
   * The request of that number.
   *
   * @param callers headers by which callers say who they are
   */
  Hostile request(int number, List<String> callers) {
    Random random = new Random(20_261_128L + number);
    Operation operation = operations.get(number % operations.size());
    String method = chance(random, 85) ? operation.method() : pick(random, METHODS);
    byte[] body = body(random, operation);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(address(random, operation));
    head.append(chance(random, 97) ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
    line(head, chance(random, 92) ? "Host: x" : pick(random, HOSTS));
    // A sign-out would make the callers after it strangers.
    boolean ends = operation.path().endsWith("session") || operation.path().endsWith("sessions");
    if (!(ends && method.equals("DELETE"))) {
      line(head, pick(random, callers));
    }
    line(head, chance(random, 70) ? "Content-Type: application/json" : type(random));
    for (int extra = random.nextInt(3); extra > 0; extra--) {
      line(head, pick(random, EXTRA));
    }
    if (body.length > 0 || chance(random, 50)) {
      line(head, "Content-Length: " + body.length);
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return new Hostile(operation, bytes.toByteArray());
  }

  private static String type(Random random) {
    return "Content-Type: " + pick(random, TYPES);
  }

  private static void line(StringBuilder head, String line) {
    if (!line.isEmpty()) {
      head.append(line).append("\r\n");
    }
  }

  private String address(Random random, Operation operation) {
    String path = operation.path();
    while (path.contains("{")) {
      String name = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
      List<String> good = name.equals("site") ? sites : ids;
      String value = chance(random, 85) ? pick(random, good) : pick(random, ADDRESS_VALUES);
      path = path.replace("{" + name + "}", value);
    }
    List<String> pairs = new ArrayList<>();
    for (String name : operation.parameters()) {
      if (chance(random, 70)) {
        pairs.add(name + "=" + (chance(random, 25) ? "pier" : pick(random, ADDRESS_VALUES)));
      }
    }
    if (chance(random, 15)) {
      pairs.add(pick(random, ADDRESS_VALUES) + "=" + pick(random, ADDRESS_VALUES));
      pairs.add(pick(random, List.of("article", "cursor", "limit", "&", "=", "article=a&article")));
    }
    return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
  }

  private static byte[] body(Random random, Operation operation) {
    if (operation.fields().isEmpty() && chance(random, 80)) {
      return new byte[0];
    }
    int kind = random.nextInt(100);
    if (kind < 60) {
      return fields(random, operation).getBytes(StandardCharsets.UTF_8);
    }
    if (kind < 70) {
      return pick(random, JSON_VALUES).getBytes(StandardCharsets.UTF_8);
    }
    return switch (kind % 10) {
      case 0 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
      case 1 -> ("{\"a\":".repeat(5_000) + "1").getBytes(StandardCharsets.UTF_8);
      case 2 ->
          new byte[] {
            '{', '"', 'b', 'o', 'd', 'y', '"', ':', '"', (byte) 0xff, (byte) 0xc0, '"', '}'
          };
      case 3 -> fields(random, operation).getBytes(StandardCharsets.UTF_16);
      case 4 -> ("\ufeff" + fields(random, operation)).getBytes(StandardCharsets.UTF_8);
      case 5 -> "x".repeat(140_000).getBytes(StandardCharsets.UTF_8);
      case 6 -> form(random, operation).getBytes(StandardCharsets.ISO_8859_1);
      case 7 ->
          "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../\u0000\"\r\n\r\nq\r\n--x"
              .getBytes(StandardCharsets.UTF_8);
      case 8 -> {
        String whole = fields(random, operation);
        yield whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8);
      }
      default -> new byte[0];
    };
  }

  private static String fields(Random random, Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (String field : operation.fields()) {
      if (chance(random, 80)) {
        String value = chance(random, 30) ? plausible(field) : pick(random, JSON_VALUES);
        pairs.add("\"" + field + "\":" + value);
      }
    }
    if (chance(random, 10)) {
      pairs.add("\"\\u0000\":1,\"__proto__\":{}");
    }
    return "{" + String.join(",", pairs) + "}";
  }

  /** What such a field might hold, so that the others are looked at. */
  private static String plausible(String field) {
    return switch (field) {
      case "article" -> new JsonObject().put("key", "pier").put("url", "http://x/\u0000").encode();
      case "author" -> new JsonObject().put("name", "Ana").put("url", "http://[").encode();
      case "value" -> "1";
      case "reason" -> "\"spam\"";
      case "action" -> "\"reject\"";
      case "kind" -> "\"domain\"";
      case "cases" -> "[{\"id\":\"x\",\"version\":1},{\"id\":null}]";
      case "comment" -> "{\"text\":\"a\\u0000\\ud800\"}";
      case "requestedAttributes" -> "{\"TOXICITY\":{\"scoreThreshold\":1e400}}";
      default -> "\"The pier opens at noon\"";
    };
  }

  private static String form(Random random, Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (String field : operation.fields()) {
      pairs.add(field + "=" + pick(random, ADDRESS_VALUES));
    }
    return String.join("&", pairs) + "&=&%&a[]=1";
  }

  private static boolean chance(Random random, int percent) {
    return random.nextInt(100) < percent;
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
