package dev.parley.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.OtherProcess;
import dev.parley.web.NodeTools;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Moderators sign in by a real OpenID Connect provider, the npm package oidc-provider. */
@OtherProcess
class OidcTest {
  private static TestParley parley;
  private static Process provider;
  private static String issuer;
  private static TestSite site;
  private static TestSite other;

  @BeforeAll
  static void start() throws Exception {
    NodeTools.install();
    int port = freePort();
    provider = provider("http://127.0.0.1:" + port, "ES256");
    site = TestParley.shared().site();
    other = TestParley.shared().site();
    parley =
        TestParley.beside(
            "http.port",
            String.valueOf(port),
            "oidc.issuer",
            issuer,
            "oidc.clientId",
            "parley",
            "oidc.clientSecret",
            "a secret & more",
            "oidc.roles",
            "desk=moderator:"
                + site.slug()
                + ", all=reader:*, chiefs=administrator, heads=lead:"
                + other.slug());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Process provider(String parley, String algorithm) throws IOException {
    Process process =
        new ProcessBuilder(
                "node",
                NodeTools.CHECKS.resolve("oidc.mjs").toString(),
                NodeTools.TOOLS.toString(),
                parley + "/auth/oidc/callback",
                algorithm)
            .redirectError(Path.of("target/oidc-provider.txt").toFile())
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    do {
      issuer = said.readLine();
    } while (issuer != null && !issuer.startsWith("http://"));
    return process;
  }

  @AfterAll
  static void stop() {
    if (parley != null) {
      parley.close();
    }
    if (provider != null) {
      provider.destroy();
    }
  }

  /** A browser that follows no redirect by itself. */
  private static final class Browser {
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> open(String address) {
      try {
        return http.send(
            HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
      } catch (IOException | InterruptedException failed) {
        throw new IllegalStateException(failed);
      }
    }

    /** The address that another one leads to. */
    String next(String address) {
      HttpResponse<String> response = open(address);
      String location =
          response
              .headers()
              .firstValue("Location")
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          address + " " + response.statusCode() + " " + response.body()));
      return URI.create(address).resolve(location).toString();
    }

    /** Where the provider is asked to sign somebody in. */
    String begin(JsonObject claims) {
      String person =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(claims.encode().getBytes(StandardCharsets.UTF_8));
      return next(parley.url() + "/auth/oidc") + "&login_hint=" + person;
    }

    /** Where the provider sends the browser back to. */
    String throughProvider(String address) {
      String at = address;
      while (!at.startsWith(parley.url())) {
        at = next(at);
      }
      return at;
    }

    String cookie(String name) {
      return cookies.getCookieStore().getCookies().stream()
          .filter(one -> one.getName().equals(name))
          .map(one -> name + "=" + one.getValue())
          .findFirst()
          .orElse("");
    }

    JsonObject whoAmI() {
      Answer answer = parley.get("/api/v1/session", "Cookie", cookie("parley_session"));
      return answer.status() == 200 ? answer.json().getJsonObject("moderator") : answer.json();
    }
  }

  private static int people;

  private static JsonObject person(String... groups) {
    String sub = "person-" + ++people;
    return new JsonObject()
        .put("sub", sub)
        .put("email", sub + "@" + site.slug() + ".example")
        .put("email_verified", true)
        .put("name", "Person " + people)
        .put("groups", new JsonArray(List.of(groups)));
  }

  private final Browser browser = new Browser();

  private HttpResponse<String> signIn(JsonObject person) {
    return browser.open(browser.throughProvider(browser.begin(person)));
  }

  private void assertSignedIn(HttpResponse<String> answer) {
    assertEquals(302, answer.statusCode(), answer::body);
    assertEquals("/console/", answer.headers().firstValue("Location").orElseThrow());
  }

  private void assertRefused(int status, String why, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains(why), answer::body);
    assertEquals("", browser.cookie("parley_session"));
  }

  @Test
  void person_whoseGroupGivesARole_getsAnAccountWithItsRoleAndSites() {
    assertSignedIn(signIn(person("desk", "cleaning")));

    JsonObject me = browser.whoAmI();
    assertEquals("moderator", me.getString("role"));
    assertEquals("Person " + people, me.getString("name"));
    assertEquals(1, me.getJsonArray("sites").size());
    assertEquals(site.slug(), me.getJsonArray("sites").getJsonObject(0).getString("slug"));
    String log = parley.administrator().get(site.path("/decisions?action=moderator")).text();
    assertTrue(log.contains("Person " + people + " (moderator), by the provider"), log);
  }

  @Test
  void person_withGroupsOfSeveralSites_hasTheRoleOfEach() {
    JsonObject person = person("desk", "heads", "all");
    assertSignedIn(signIn(person));
    assertEquals("moderator", roleOn(site, browser));
    assertEquals("lead", roleOn(other, browser));

    Browser later = new Browser();
    person.put("groups", new JsonArray().add("desk").add("all"));
    assertSignedIn(later.open(later.throughProvider(later.begin(person))));
    assertEquals("moderator", roleOn(site, later));
    assertEquals("reader", roleOn(other, later));
  }

  private static String roleOn(TestSite of, Browser browser) {
    return browser.whoAmI().getJsonArray("sites").stream()
        .map(JsonObject.class::cast)
        .filter(known -> known.getString("slug").equals(of.slug()))
        .findFirst()
        .orElseThrow()
        .getString("role");
  }

  @Test
  void person_whoseGroupsHaveChanged_hasWhatTheyGiveNowOrNoAccount() {
    JsonObject person = person("desk");
    assertSignedIn(signIn(person));

    Browser later = new Browser();
    later.open(
        later.throughProvider(
            later.begin(person.copy().put("groups", new JsonArray().add("chiefs").add("desk")))));
    assertEquals("administrator", later.whoAmI().getString("role"));

    Browser last = new Browser();
    HttpResponse<String> gone =
        last.open(last.throughProvider(last.begin(person.copy().put("groups", new JsonArray()))));
    assertEquals(403, gone.statusCode());
    assertEquals("", last.cookie("parley_session"));
  }

  @Test
  void person_withoutARoleOrAnAccount_isRefused() {
    assertRefused(403, "none of your groups gives you one", signIn(person("cleaning")));
  }

  @Test
  void person_withAnAccountMadeHere_signsInToItByVerifiedEmailOnly() {
    JsonObject person = person();
    parley
        .administrator()
        .send(
            "POST",
            "/api/v1/moderators",
            new JsonObject()
                .put("email", person.getString("email"))
                .put("name", "Ana")
                .put("password", TestParley.PASSWORD)
                .put("sites", new JsonArray().add(site.slug())));
    assertRefused(403, "There is no account", signIn(person.copy().put("email_verified", false)));

    Browser verified = new Browser();
    assertSignedIn(verified.open(verified.throughProvider(verified.begin(person))));
    assertEquals("Ana", verified.whoAmI().getString("name"));

    // From then on it is the person who counts, not the address.
    Browser moved = new Browser();
    assertSignedIn(
        moved.open(
            moved.throughProvider(moved.begin(person.copy().put("email", "new@x.example")))));
    assertEquals("Ana", moved.whoAmI().getString("name"));
  }

  @Test
  void state_ofAnotherBrowserOrChanged_isRefused() {
    String back = browser.throughProvider(browser.begin(person("desk")));
    Browser other = new Browser();
    other.begin(person("desk"));
    assertEquals(401, other.open(back).statusCode());
    assertEquals("", other.cookie("parley_session"));
    assertEquals(401, new Browser().open(back).statusCode());

    String changed = back.replaceFirst("state=[^&]+", "state=" + "x".repeat(43));
    assertNotEquals(back, changed);
    assertRefused(401, "was not begun in this browser", browser.open(changed));
  }

  @Test
  void nonce_ofAnotherSignIn_isRefused() {
    String asked = browser.begin(person("desk"));
    String changed = asked.replaceFirst("nonce=[^&]+", "nonce=" + "n".repeat(43));
    assertNotEquals(asked, changed);

    assertRefused(401, "could not be checked", browser.open(browser.throughProvider(changed)));
  }

  @Test
  void challenge_ofAnotherSignIn_isRefusedByTheProvider() {
    String asked = browser.begin(person("desk"));
    String changed = asked.replaceFirst("code_challenge=[^&]+", "code_challenge=" + "c".repeat(43));
    assertNotEquals(asked, changed);

    assertRefused(503, "does not answer", browser.open(browser.throughProvider(changed)));
  }

  @Test
  void code_usedTwice_opensOneSession() {
    String asked = browser.begin(person("desk"));
    String begun = browser.cookie("parley_oidc");
    String back = browser.throughProvider(asked);
    assertSignedIn(browser.open(back));
    assertEquals("", browser.cookie("parley_oidc"));

    Answer again = parley.get(back.substring(parley.url().length()), "Cookie", begun);

    assertEquals(503, again.status(), again::text);
    assertFalse(again.headers().allValues("Set-Cookie").toString().contains("parley_session"));
    assertEquals(401, parley.get(back.substring(parley.url().length())).status());
  }

  @Test
  void issuer_inTheAddressOfAnother_isRefused() {
    String back = browser.throughProvider(browser.begin(person("desk")));
    assertTrue(back.contains("iss="), back);

    assertRefused(
        401,
        "could not be checked",
        browser.open(back.replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fevil.example")));
  }

  @Test
  void refusalOfTheProvider_isToldAsAPage() {
    String asked = browser.begin(person("desk"));
    String state = asked.replaceFirst(".*[?&]state=([^&]+).*", "$1");

    assertRefused(
        401,
        "The provider did not sign you in",
        browser.open(parley.url() + "/auth/oidc/callback?error=access_denied&state=" + state));
  }

  @Test
  void signInPage_hearsOfTheProviderOnlyWhereThereIsOne() {
    assertEquals("/auth/oidc", parley.get("/api/v1/session").json().getString("oidc"));
    TestParley without = TestParley.shared();
    assertFalse(without.get("/api/v1/session").json().containsKey("oidc"));
    assertEquals(404, without.get("/auth/oidc").status());
  }

  @Test
  void provider_thatIsDown_costsThatSignInOnly() throws Exception {
    TestParley alone =
        TestParley.beside(
            "oidc.issuer", "http://127.0.0.1:" + freePort(), "oidc.clientId", "parley");
    try {
      assertEquals(503, alone.get("/auth/oidc").status());
      assertEquals(200, alone.administrator().get("/api/v1/session").status());
    } finally {
      alone.close();
    }
  }

  @Test
  void tokens_signedByRsa_areTakenToo() throws Exception {
    int port = freePort();
    String first = issuer;
    Process rsa = provider("http://127.0.0.1:" + port, "RS256");
    TestParley former = parley;
    parley =
        TestParley.beside(
            "http.port",
            String.valueOf(port),
            "oidc.issuer",
            issuer,
            "oidc.clientId",
            "parley",
            "oidc.clientSecret",
            "a secret & more",
            "oidc.roles",
            "desk=reader:*");
    try {
      assertSignedIn(signIn(person("desk")));
      assertEquals("reader", browser.whoAmI().getString("role"));
    } finally {
      parley.close();
      parley = former;
      issuer = first;
      rsa.destroy();
    }
  }

  @Test
  void settings_thatCannotBeMeant_areRefusedWithASentence() {
    for (String wrong : List.of("desk", "desk=boss", "desk=moderator", "a=administrator:x")) {
      assertTrue(refusal("oidc.roles", wrong).contains("must hold rules"), wrong);
    }
    assertTrue(refusal("oidc.clientId", "").contains("is needed"));
    assertTrue(refusal("oidc.issuer", "login.example").contains("must be an address"));
  }

  private static String refusal(String key, String value) {
    Map<String, String> settings = new java.util.HashMap<>();
    settings.put("oidc.issuer", "https://login.example");
    settings.put("oidc.clientId", "parley");
    settings.put(key, value);
    try {
      dev.parley.config.Config.read(Path.of("none.yaml"), Map.of(), settings);
      return "";
    } catch (dev.parley.config.ConfigError refused) {
      return refused.getMessage();
    }
  }
}
