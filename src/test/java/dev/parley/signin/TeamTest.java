package dev.parley.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.slow.OtherProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who belongs to the team, what each may do, and how they come in. */
@OtherProcess
class TeamTest {
  private static final TestClock CLOCK = new TestClock();
  private static final TestParley PARLEY = TestParley.start(Map.of(), CLOCK);
  private static final String MODERATORS = "/api/v1/moderators";
  private static final String INVITATIONS = "/api/v1/invitations";

  private final TestSite site = PARLEY.site(new JsonObject().put("moderation", "all"));
  private final Desk administrator = PARLEY.administrator();

  @AfterAll
  static void stop() {
    PARLEY.close();
  }

  private String email(String name) {
    return name.toLowerCase(Locale.ROOT) + "@" + site.slug() + ".example";
  }

  private Answer put(String name, JsonObject change) {
    return administrator.send("POST", MODERATORS, change.put("email", email(name)));
  }

  private Desk hired(String name, String role) {
    Desk desk = PARLEY.moderator(site, name);
    assertEquals(201, put(name, new JsonObject().put("role", role)).status());
    return desk;
  }

  private JsonObject invitation(String name, String role) {
    Answer invited =
        administrator.send(
            "POST",
            INVITATIONS,
            new JsonObject()
                .put("email", email(name))
                .put("role", role)
                .put("sites", new JsonArray().add(site.slug())));
    assertEquals(201, invited.status(), invited::text);
    return invited.json();
  }

  private static String token(JsonObject invitation) {
    String link = invitation.getString("link");
    assertTrue(link.startsWith(PARLEY.url() + "/console/administration/#invitation/"), link);
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private static Answer accept(String token, String name, String password) {
    return PARLEY.send(
        "POST",
        INVITATIONS + "/acceptances",
        new JsonObject().put("token", token).put("name", name).put("password", password));
  }

  private static Answer view(String token) {
    return PARLEY.send("POST", INVITATIONS + "/views", new JsonObject().put("token", token));
  }

  private String logged(String action) {
    return administrator.get(site.path("/decisions?action=" + action)).text();
  }

  @Test
  void reader_seesAllAndChangesNothing() throws Exception {
    Desk reader = hired("Rea", "reader");
    String id =
        site.post("pier", "Derek", "It opens at nine.")
            .json()
            .getJsonObject("comment")
            .getString("id");

    JsonArray listed = reader.get(site.path("/cases?queue=pending")).json().getJsonArray("cases");
    assertEquals(new JsonArray(), listed.getJsonObject(0).getJsonArray("actions"));
    JsonObject read = reader.get(site.path("/cases/" + id)).json();
    assertEquals(new JsonArray(), read.getJsonArray("actions"));
    JsonObject decided = administrator.get(site.path("/cases/" + id)).json();
    assertTrue(decided.getJsonArray("actions").contains("approve"), decided::encode);
    assertEquals(200, reader.get(site.path("/queues")).status());
    assertEquals(200, reader.get(site.path("/decisions")).status());
    List<String> allowed = new ArrayList<>();
    int asked = 0;
    for (String[] route : changingRoutes()) {
      String path = route[1].replace("{site}", site.slug()).replaceAll("\\{[a-z]+}", id);
      int status = reader.send(route[0], path, new JsonObject()).status();
      asked++;
      if (status != 403) {
        allowed.add(route[0] + " " + path + " " + status);
      }
    }
    assertTrue(asked > 20, asked + " routes change something on a site");
    assertEquals(List.of(), allowed);
    assertEquals(
        1,
        administrator
            .get(site.path("/queues"))
            .json()
            .getJsonObject("pending")
            .getInteger("count"));
  }

  /** Of the document: whatever needs a session and changes something on a site. */
  private static List<String[]> changingRoutes() throws Exception {
    List<String[]> routes = new ArrayList<>();
    JsonNode paths = new YAMLMapper().readTree(PARLEY.get("/openapi.yaml").text()).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> {
                          String method = one.getKey().toUpperCase(Locale.ROOT);
                          String tag = one.getValue().get("tags").get(0).asText();
                          if (path.getKey().startsWith("/api/v1/sites/{site}/")
                              && List.of("moderator", "administrator").contains(tag)
                              && !method.equals("GET")) {
                            routes.add(new String[] {method, path.getKey()});
                          }
                        }));
    return routes;
  }

  @Test
  void role_ofOneSite_holdsThereOnly() {
    TestSite other = PARLEY.site();
    Desk ana = PARLEY.moderator(site, "Ana");
    Answer changed =
        put(
            "Ana",
            new JsonObject()
                .put("sites", new JsonArray().add(site.slug()).add(other.slug()))
                .put("siteRoles", new JsonObject().put(other.slug(), "reader")));
    assertEquals(201, changed.status(), changed::text);

    JsonObject note =
        new JsonObject().put("kind", "email").put("value", "a@b.example").put("reason", "spam");
    assertEquals(201, ana.send("POST", site.path("/bans"), note).status());
    assertEquals(403, ana.send("POST", other.path("/bans"), note).status());
    assertEquals(200, ana.get(other.path("/bans")).status());
    JsonArray sites =
        ana.get("/api/v1/session").json().getJsonObject("moderator").getJsonArray("sites");
    assertEquals(
        "reader",
        sites.stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("slug").equals(other.slug()))
            .findFirst()
            .orElseThrow()
            .getString("role"));
    // Sites sent alone change no role on those that stay.
    put("Ana", new JsonObject().put("sites", new JsonArray().add(other.slug()).add(site.slug())));
    assertEquals(403, ana.send("POST", other.path("/bans"), note).status());
    // A new role without others is the role everywhere.
    put("Ana", new JsonObject().put("role", "moderator"));
    assertEquals(201, ana.send("POST", other.path("/bans"), note).status());
  }

  @Test
  void siteRole_ofASiteThatIsNotTheirs_isRefused() {
    PARLEY.moderator(site, "Ana");
    for (JsonObject roles :
        List.of(
            new JsonObject().put("elsewhere", "reader"),
            new JsonObject().put(site.slug(), "administrator"))) {
      Answer refused = put("Ana", new JsonObject().put("siteRoles", roles));
      assertEquals(422, refused.status(), refused::text);
      assertTrue(refused.text().contains("siteRoles"), refused::text);
    }
    assertEquals(422, put("Ana", new JsonObject().put("role", "boss")).status());
  }

  @Test
  void networksAndDomains_whereThereIsALead_areTheirsToBan() {
    Desk mo = PARLEY.moderator(site, "Mo");
    JsonObject domain =
        new JsonObject()
            .put("kind", "domain")
            .put("value", "cheap-watches.example")
            .put("reason", "spam");
    JsonObject network =
        new JsonObject().put("kind", "ip").put("value", "203.0.113.0/24").put("reason", "spam");
    JsonObject address =
        new JsonObject().put("kind", "ip").put("value", "203.0.113.9").put("reason", "spam");
    Answer alone = mo.send("POST", site.path("/bans"), domain);
    assertEquals(201, alone.status());
    mo.send("DELETE", site.path("/bans/" + alone.json().getString("id")), null);

    Desk lea = hired("Lea", "lead");

    assertEquals(202, mo.send("POST", site.path("/bans"), domain).status());
    assertEquals(202, mo.send("POST", site.path("/bans"), network).status());
    assertEquals(201, mo.send("POST", site.path("/bans"), address).status());
    assertEquals(
        200, mo.send("POST", site.path("/bans"), domain.copy().put("dryRun", true)).status());
    JsonObject purge =
        new JsonObject()
            .put("by", new JsonObject().put("domain", "cheap-watches.example"))
            .put("within", "hour")
            .put("action", "reject")
            .put("ban", true);
    Answer purged = mo.send("POST", site.path("/purges"), purge);
    assertEquals(403, purged.status(), purged::text);
    assertEquals(201, lea.send("POST", site.path("/bans"), domain).status());
    assertEquals(201, lea.send("POST", site.path("/bans"), network).status());
    assertEquals(403, lea.get(MODERATORS).status());
  }

  @Test
  void invitation_isUsedOnceAndItsAccountIsAsInvited() {
    JsonObject invited = invitation("Ida", "lead");
    String token = token(invited);
    assertEquals(false, invited.getBoolean("mailed"));
    assertEquals(email("Ida"), view(token).json().getString("email"));
    String listed = administrator.get(INVITATIONS).text();
    assertTrue(listed.contains(email("Ida")) && !listed.contains(token), listed);

    Answer weak = accept(token, "Ida", "Password1234");
    assertEquals(422, weak.status());
    Answer accepted = accept(token, "Ida Berg", "seven green bottles");

    assertEquals(204, accepted.status(), accepted::text);
    String cookie = accepted.header("Set-Cookie").split(";", 2)[0];
    JsonObject me =
        PARLEY.get("/api/v1/session", "Cookie", cookie).json().getJsonObject("moderator");
    assertEquals("Ida Berg", me.getString("name"));
    assertEquals("lead", me.getString("role"));
    assertEquals(site.slug(), me.getJsonArray("sites").getJsonObject(0).getString("slug"));
    PARLEY.signIn(email("Ida"), "seven green bottles");
    assertEquals(404, accept(token, "Eve", "seven green bottles").status());
    assertEquals(404, view(token).status());
    assertFalse(administrator.get(INVITATIONS).text().contains(email("Ida")));
    assertTrue(logged("invitation").contains("invited as lead"));
    assertTrue(logged("moderator").contains("Ida Berg (lead), by invitation"));
  }

  @Test
  void invitation_takenBackReplacedOrExpired_opensNothing() {
    String first = token(invitation("Ida", "reader"));
    JsonObject again = invitation("Ida", "moderator");
    assertEquals(404, view(first).status());
    String second = token(again);
    assertEquals(200, view(second).status());
    assertEquals(
        204,
        administrator.send("DELETE", INVITATIONS + "/" + again.getString("id"), null).status());
    assertEquals(404, accept(second, "Ida", "seven green bottles").status());

    String third = token(invitation("Ida", "moderator"));
    CLOCK.pass(Duration.ofDays(7).minusMinutes(1));
    assertEquals(200, view(third).status());
    CLOCK.pass(Duration.ofMinutes(2));
    assertEquals(404, view(third).status());
    assertEquals(404, accept(third, "Ida", "seven green bottles").status());
    assertEquals(0L, PARLEY.count("select count(*) from moderator where email = $1", email("Ida")));
  }

  @Test
  void invitation_expired_isForgottenWithItsAddress() {
    invitation("Ida", "reader");
    CLOCK.pass(Duration.ofDays(6));
    invitation("Ole", "reader");
    CLOCK.pass(Duration.ofDays(2));
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, PARLEY.service().databaseUrl(), 1);

    new Invitations(database, new byte[] {1}, CLOCK).forgetExpired().await();

    database.close().await();
    vertx.close().await();
    String kept = "select count(*) from invitation where email = $1";
    assertEquals(0L, PARLEY.count(kept, email("Ida")));
    assertEquals(1L, PARLEY.count(kept, email("Ole")));
  }

  @Test
  void invitation_thatCannotBeMeant_isRefused() {
    PARLEY.moderator(site, "Ana");
    JsonArray sites = new JsonArray().add(site.slug());
    JsonObject good = new JsonObject().put("email", email("Ida")).put("sites", sites);
    Map<String, JsonObject> wrong =
        Map.of(
            "email", good.copy().put("email", "nobody"),
            "role", good.copy().put("role", "boss"),
            "sites", good.copy().put("sites", new JsonArray().add("nowhere")),
            "colour", good.copy().put("colour", "red"));
    wrong.forEach(
        (field, body) -> {
          Answer refused = administrator.send("POST", INVITATIONS, body);
          assertEquals(422, refused.status(), field);
          assertTrue(refused.text().contains(field), refused::text);
        });
    assertEquals(
        409,
        administrator.send("POST", INVITATIONS, good.copy().put("email", email("Ana"))).status());
    Desk mo = PARLEY.moderator(site, "Mo");
    assertEquals(403, mo.send("POST", INVITATIONS, good).status());
    assertEquals(403, mo.get(INVITATIONS).status());
    assertEquals(404, view("x".repeat(43)).status());
  }

  @Test
  void database_keepsNoLinkOfAnInvitation() {
    JsonObject invited = invitation("Ida", "reader");
    assertEquals(
        1L,
        PARLEY.count(
            "select count(*) from invitation where id = $1 and token_hash = sha256($2)",
            UUID.fromString(invited.getString("id")),
            io.vertx.core.buffer.Buffer.buffer(token(invited))));
  }

  @Test
  void team_isListedWithWhenTheyWereLastHere() {
    PARLEY.moderator(site, "Ana").get("/api/v1/session");
    JsonObject ana =
        administrator.get(MODERATORS).json().getJsonArray("moderators").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("email").equals(email("Ana")))
            .findFirst()
            .orElseThrow();

    assertNotNull(ana.getString("lastSeen"));
    assertEquals(false, ana.getBoolean("secondFactor"));
  }

  @Test
  void name_ofOnesOwn_isChangedAndLogged() {
    Desk ana = PARLEY.moderator(site, "Ana");

    Answer changed = ana.send("PATCH", "/api/v1/me", new JsonObject().put("name", "Ana Berg"));

    assertEquals(200, changed.status(), changed::text);
    assertEquals(
        "Ana Berg", ana.get("/api/v1/session").json().getJsonObject("moderator").getString("name"));
    assertEquals(422, ana.send("PATCH", "/api/v1/me", new JsonObject().put("name", " ")).status());
    assertTrue(logged("moderator").contains("Ana → Ana Berg"));
  }
}
