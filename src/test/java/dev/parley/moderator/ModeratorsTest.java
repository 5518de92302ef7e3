package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

@LongRunning
class ModeratorsTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk admin = parley.administrator();

  private String email(String name) {
    return name + "@" + site.slug() + ".example";
  }

  @Test
  void password_changed_endsTheSessionsOpenedWithTheOldOne() {
    Desk ana = parley.moderator(site, "Ana");
    Desk tom = parley.moderator(site, "Tom");
    assertEquals(200, ana.get("/api/v1/session").status());

    admin.send(
        "POST",
        "/api/v1/moderators",
        new JsonObject()
            .put("email", email("ana"))
            .put("name", "Ana")
            .put("password", "another long password")
            .put("sites", new JsonArray().add(site.slug())));

    assertEquals(401, ana.get("/api/v1/session").status());
    assertEquals(200, tom.get("/api/v1/session").status());
    assertEquals(
        200, parley.signIn(email("ana"), "another long password").get("/api/v1/session").status());
  }

  @Test
  void moderator_changedWithoutRoleAndSites_keepsThem() {
    parley.moderator(site, "Eva");
    JsonObject renamed =
        new JsonObject()
            .put("email", email("eva"))
            .put("name", "Eva Lund")
            .put("password", TestParley.PASSWORD);

    JsonObject changed = admin.send("POST", "/api/v1/moderators", renamed).json();

    assertEquals("Eva Lund", changed.getString("name"));
    assertEquals(site.slug(), changed.getJsonArray("sites").getJsonObject(0).getString("slug"));
    admin.send("POST", "/api/v1/moderators", renamed.copy().put("role", "administrator"));
    assertEquals(
        "administrator",
        admin.send("POST", "/api/v1/moderators", renamed).json().getString("role"));
  }

  @Test
  void moderator_changedWithoutAName_keepsIt() {
    TestSite other = parley.site();
    parley.moderator(site, "Pia");

    JsonObject changed =
        admin
            .send(
                "POST",
                "/api/v1/moderators",
                new JsonObject()
                    .put("email", email("pia"))
                    .put("sites", new JsonArray().add(other.slug())))
            .json();

    assertEquals("Pia", changed.getString("name"));
    assertEquals(other.slug(), changed.getJsonArray("sites").getJsonObject(0).getString("slug"));
    assertTrue(
        admin
            .get(site.path("/decisions?action=moderator"))
            .text()
            .contains("Pia (no longer here)"));
  }

  @Test
  void moderator_onASiteThatIsNot_isRefusedAndStays() {
    parley.moderator(site, "Uwe");

    TestParley.Answer refused =
        admin.send(
            "POST",
            "/api/v1/moderators",
            new JsonObject()
                .put("email", email("uwe"))
                .put("sites", new JsonArray().add("no-such-site")));

    assertEquals(422, refused.status(), refused.text());
    assertEquals(
        site.slug(),
        admin
            .send("POST", "/api/v1/moderators", new JsonObject().put("email", email("uwe")))
            .json()
            .getJsonArray("sites")
            .getJsonObject(0)
            .getString("slug"));
  }

  @Test
  void site_changedWithoutPolicyAndOrigins_keepsThem() {
    TestSite strict = parley.site(new JsonObject().put("maxLength", 140), "https://one.example");

    JsonObject changed =
        admin
            .send(
                "POST",
                "/api/v1/sites",
                new JsonObject().put("slug", strict.slug()).put("name", "Renamed"))
            .json();

    assertEquals("Renamed", changed.getString("name"));
    assertEquals(140, changed.getJsonObject("policy").getInteger("maxLength"));
    assertEquals(new JsonArray().add("https://one.example"), changed.getJsonArray("origins"));
  }

  @Test
  void token_revoked_opensNothingAndIsListedNoMore() {
    JsonObject issued =
        admin.send("POST", "/api/v1/tokens", new JsonObject().put("name", "Nightly")).json();
    String bearer = "Bearer " + issued.getString("token");
    String id = issued.getString("id");
    assertEquals(200, parley.get("/api/v1/session", "Authorization", bearer).status());
    String listed = admin.get("/api/v1/tokens").text();
    assertEquals(1, listed.split(id, -1).length - 1, listed);
    assertFalse(listed.contains(issued.getString("token")), listed);

    assertEquals(204, admin.send("DELETE", "/api/v1/tokens/" + id, null).status());

    assertEquals(401, parley.get("/api/v1/session", "Authorization", bearer).status());
    assertFalse(admin.get("/api/v1/tokens").text().contains(id));
    assertEquals(404, admin.send("DELETE", "/api/v1/tokens/" + id, null).status());
  }

  @Test
  void tokens_areForAdministratorsOnly() {
    Desk ana = parley.moderator(site, "Ana");

    assertEquals(403, ana.get("/api/v1/tokens").status());
    assertEquals(
        403, ana.send("DELETE", "/api/v1/tokens/" + java.util.UUID.randomUUID(), null).status());
  }

  @Test
  void moderator_changedWithoutAPassword_keepsItAndTheSession() {
    Desk ana = parley.moderator(site, "Ana");
    TestSite second = parley.site();

    JsonObject changed =
        admin
            .send(
                "POST",
                "/api/v1/moderators",
                new JsonObject()
                    .put("email", email("ana"))
                    .put("name", "Ana")
                    .put("sites", new JsonArray().add(second.slug())))
            .json();

    assertEquals(second.slug(), changed.getJsonArray("sites").getJsonObject(0).getString("slug"));
    assertEquals(200, ana.get(second.path("/queues")).status());
    assertEquals(403, ana.get(site.path("/queues")).status());
  }

  @Test
  void moderator_removed_isSignedOutAndGoneButNamedInTheLog() {
    Desk ana = parley.moderator(site, "Ana");
    String id = ana.get("/api/v1/session").json().getJsonObject("moderator").getString("id");
    assertEquals("Ana", admin.get("/api/v1/moderators/" + id).json().getString("name"));

    assertEquals(204, admin.send("DELETE", "/api/v1/moderators/" + id, null).status());

    assertEquals(401, ana.get("/api/v1/session").status());
    assertEquals(404, admin.get("/api/v1/moderators/" + id).status());
    assertEquals(404, admin.send("DELETE", "/api/v1/moderators/" + id, null).status());
    assertFalse(admin.get("/api/v1/moderators").text().contains(id));
    JsonObject logged =
        admin
            .get(site.path("/decisions?action=moderator-removed"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertEquals("Ana (moderator)", logged.getString("note"));
  }

  @Test
  void administrator_theLast_isNeitherDemotedNorRemoved() {
    try (TestParley own = TestParley.start(java.util.Map.of())) {
      Desk last = own.administrator();
      JsonObject me = last.get("/api/v1/session").json().getJsonObject("moderator");
      JsonObject demoted =
          new JsonObject()
              .put("email", TestParley.ADMIN)
              .put("name", "Administrator")
              .put("role", "moderator");

      assertEquals(409, last.send("POST", "/api/v1/moderators", demoted).status());
      TestParley.Answer refused =
          last.send("DELETE", "/api/v1/moderators/" + me.getString("id"), null);
      assertEquals(409, refused.status());
      assertEquals("conflict", refused.code());

      last.send(
          "POST",
          "/api/v1/moderators",
          new JsonObject()
              .put("email", "second@parley.example")
              .put("name", "Second")
              .put("password", TestParley.PASSWORD)
              .put("role", "administrator"));
      assertEquals(201, last.send("POST", "/api/v1/moderators", demoted).status());
    }
  }

  @Test
  void moderator_whoseEmailIsNone_isRefused() {
    TestParley parley = TestParley.shared();
    Desk administrator = parley.administrator();
    JsonObject gone =
        new JsonObject().put("email", "gone@quay.example").put("password", "a good password");
    String id = administrator.send("POST", "/api/v1/moderators", gone).json().getString("id");
    assertEquals(204, administrator.send("DELETE", "/api/v1/moderators/" + id, null).status());

    for (String email :
        List.of("Ana", "ana@", "@quay.example", "a b@quay.example", "removed " + id)) {
      TestParley.Answer refused =
          administrator.send("POST", "/api/v1/moderators", gone.copy().put("email", email));

      assertEquals(422, refused.status(), () -> email + ": " + refused);
    }
  }
}
