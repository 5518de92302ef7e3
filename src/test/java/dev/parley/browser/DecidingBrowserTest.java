package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a site settles about deciding, and moderators meet: words of its own, and two for a ban. */
@InBrowser
class DecidingBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final Desk administrator = parley.administrator();
  private final TestSite site = parley.site(new JsonObject().put("languages", languages()));

  private static JsonArray languages() {
    return new JsonArray().add("en").add("de");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name));
  }

  private Page administration(BrowserContext context, String page) {
    Page opened = ConsolePage.signIn(context, "?site=" + site.slug(), TestParley.ADMIN);
    opened.navigate(parley.url() + "/console/administration/#" + page);
    return opened;
  }

  @Test
  void reasonOfTheSite_isWrittenInTheSettings_andToldInTheCommentsLanguage() {
    String id =
        site.post("pier", "Derek", "Das ist doch alles gelogen, du dummer Idiot, wie jede Woche.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = administration(context, "settings/" + site.slug() + "/deciding");
      button(page, "Add a reason").click();
      Locator reason = page.getByRole(AriaRole.GROUP, ConsolePage.name("Reason 1"));
      reason.getByLabel("Name").fill("House tone");
      reason.getByLabel("Words in English").fill("We stay polite here.");
      reason.getByLabel("Words in German").fill("Hier bleiben wir höflich.");
      page.getByLabel("Two people agree to the ban of a network or a domain").check();
      button(page, "Save changes").click();
      assertThat(page.getByText("Saved.")).isVisible();
      JsonObject policy = administrator.get(site.path("/policy")).json();
      assertEquals(true, policy.getBoolean("bansByTwo"));
      assertEquals(1, policy.getJsonArray("cannedReasons").size());

      page.navigate(parley.url() + "/console/?site=" + site.slug());
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();
      button(page, "Reject with a reason").click();
      page.getByRole(AriaRole.MENUITEM, ConsolePage.name("House tone")).click();
      assertThat(page.getByText("0 left").or(page.getByText("Rejected")).first()).isVisible();
      page.waitForCondition(
          () ->
              administrator
                  .get(site.path("/cases/" + id))
                  .json()
                  .getString("status")
                  .equals("rejected"));
      JsonObject decision =
          administrator
              .get(site.path("/decisions?action=reject"))
              .json()
              .getJsonArray("decisions")
              .getJsonObject(0);
      assertEquals("Hier bleiben wir höflich.", decision.getString("reason"));
    }
  }

  @Test
  void banOfADomain_isProposedByOneAndConfirmedByAnother() {
    administrator.send("PUT", site.path("/policy"), new JsonObject().put("bansByTwo", true));
    site.post("pier", "Derek", "See https://one.example and https://two.example now");
    Desk vera = parley.moderator(site, "Vera");
    vera.send(
        "POST",
        site.path("/bans"),
        new JsonObject()
            .put("kind", "domain")
            .put("value", "cheap-watches.example")
            .put("reason", "Advertising"));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(390, 844))) {
      Page page = administration(context, "bans/" + site.slug());
      assertThat(page.getByText("proposed by Vera", new Page.GetByTextOptions().setExact(false)))
          .isVisible();
      assertThat(page.getByText("Nobody is banned.")).isVisible();

      button(page, "Confirm the ban of cheap-watches.example").click();
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog).containsText("It matches 0 comments of the last 90 days.");
      dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Confirm")).click();

      assertThat(page.getByText("cheap-watches.example is banned.")).isVisible();
      assertThat(button(page, "Lift the ban of cheap-watches.example")).isVisible();
      assertThat(page.getByRole(AriaRole.HEADING, ConsolePage.name("Proposed"))).isHidden();
    }
  }

  @Test
  void banDialog_saysThatANetworkNeedsASecondPerson_andProposes() {
    administrator.send("PUT", site.path("/policy"), new JsonObject().put("bansByTwo", true));
    site.post("pier", "Derek", "See https://one.example and https://two.example now");
    parley.moderator(site, "Vera");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page =
          ConsolePage.signIn(context, "?site=" + site.slug(), "vera@" + site.slug() + ".example");
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();
      page.keyboard().press("b");
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByRole(AriaRole.RADIO).last().check();
      assertThat(dialog.getByText("waits until a second person confirms it")).isVisible();
      dialog.getByLabel("Reason").fill("Advertising");
      dialog
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Propose the ban"))
          .click();
      assertThat(page.getByText("The ban is proposed.").first()).isVisible();
    }
    assertEquals(1, administrator.get(site.path("/bans")).json().getJsonArray("proposals").size());
  }
}
