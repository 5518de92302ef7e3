package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sites, articles, bans and programs, all from the console. */
@InBrowser
class AdministrationBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();
  private final TestSite site = parley.site();

  private Page signIn(BrowserContext context) {
    return ConsolePage.signIn(context, "?site=" + site.slug(), TestParley.ADMIN);
  }

  private void go(Page page, String to, String heading) {
    page.navigate(parley.url() + "/console/administration/#" + to);
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1)))
        .isVisible();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name));
  }

  private static void confirm(Page page, String name) {
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
        .click();
  }

  @Test
  void site_isMade_withTheLinesForItsPages() {
    String slug = "quay-" + Long.toString(System.nanoTime(), 36);
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      go(page, "sites", "Sites");
      page.getByLabel("Short name in addresses").fill("Not A Slug");
      page.getByLabel("Name", ConsolePage.exact()).fill("The Quay");
      button(page, "Make the site").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("lower-case letters");

      page.getByLabel("Short name in addresses").fill(slug);
      page.getByLabel("Web origins").fill("https://quay.example\nhttps://www.quay.example");
      button(page, "Make the site").click();
      assertThat(page.getByText("The Quay is made.")).isVisible();
      page.locator("summary", new Page.LocatorOptions().setHasText(slug)).click();

      Locator lines = page.getByLabel("Lines for The Quay").last();
      assertTrue(lines.inputValue().contains("<parley-comments site=\"" + slug + "\""));
      assertEquals(200, desk.get("/api/v1/sites/" + slug + "/policy").status());
    }
  }

  @Test
  void article_isFound_closed_pinned_andSlowed() {
    site.post("pier", "Ann Reader", "The pier opens at nine.");
    site.post("gate", "Bob Reader", "The gate was shut during the storm.");
    desk.send(
        "PUT", site.path("/articles?article=pier"), new JsonObject().put("title", "The Old Pier"));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(390, 900))) {
      Page page = signIn(context);
      go(page, "articles/" + site.slug(), "Articles");
      page.getByRole(AriaRole.SEARCHBOX).fill("old pier");
      Locator items =
          page.getByRole(AriaRole.REGION, ConsolePage.name("Articles"))
              .getByRole(AriaRole.LISTITEM);
      assertThat(items).hasCount(1);

      page.getByLabel("Comments on The Old Pier are").selectOption("closed");
      assertThat(page.getByText("Changed: The Old Pier")).isVisible();
      assertEquals(409, site.post("pier", "Cal Reader", "Too late?").status());
      button(page, "Pin The Old Pier").click();
      assertThat(button(page, "Unpin The Old Pier")).isVisible();
      page.getByRole(AriaRole.SEARCHBOX).fill("");
      assertThat(items).hasCount(2);
      assertThat(items.first()).containsText("The Old Pier");

      button(page, "Change gate").click();
      page.getByLabel("Seconds between two comments").fill("30");
      page.getByLabel("Closes at").fill("2031-05-04T10:00");
      confirm(page, "Save");
      assertThat(items.last()).containsText("one comment in 30 s");
      assertThat(items.last()).containsText("closes");
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }
  }

  @Test
  void ban_isListedWithItsReason_andLifted() {
    desk.send(
        "POST",
        site.path("/bans"),
        new JsonObject()
            .put("kind", "domain")
            .put("value", "casino-nine.example")
            .put("reason", "Nothing but adverts"));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      go(page, "bans/" + site.slug(), "Bans");
      assertThat(page.getByText("Nothing but adverts")).isVisible();
      button(page, "Lift the ban of casino-nine.example").click();
      confirm(page, "Lift");
      assertThat(page.getByText("casino-nine.example may post again.")).isVisible();
      assertThat(page.getByText("Nobody is banned.")).isVisible();
      assertEquals(0, desk.get(site.path("/bans")).json().getJsonArray("bans").size());
    }
  }

  @Test
  void token_isMade_shownOnce_usedAndEnded() {
    String name = "Robot " + site.slug();
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      go(page, "programs", "Programs");
      page.getByLabel("Name", ConsolePage.exact()).fill(name);
      page.getByLabel("May", ConsolePage.exact()).selectOption("read");
      button(page, "Make a token").click();
      String token = page.locator("code").textContent();
      assertEquals(
          200, parley.get(site.path("/queues"), "Authorization", "Bearer " + token).status());

      button(page, "End " + name).click();
      confirm(page, "End");
      assertThat(page.getByText("Ended.")).isVisible();
      assertEquals(
          401, parley.get(site.path("/queues"), "Authorization", "Bearer " + token).status());

      page.getByLabel("Address", ConsolePage.exact()).fill("https://127.0.0.1/x");
      page.getByLabel("Written for", ConsolePage.exact()).selectOption("slack");
      button(page, "Add the webhook").click();
      assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    }
  }

  @Test
  void pages_onAPhoneAndInTheDark_areWholeAndAccessible() {
    site.post("pier", "Ann Reader", "The pier opens at nine.");
    desk.send(
        "POST",
        site.path("/bans"),
        new JsonObject().put("kind", "domain").put("value", "spam-two.example").put("reason", "x"));
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1280, 390}) {
        try (BrowserContext context =
            TestBrowser.context(
                ConsolePage.size(width, 900).setColorScheme(scheme).setBypassCSP(true))) {
          Page page = signIn(context);
          for (String to :
              List.of("sites", "articles/" + site.slug(), "bans/" + site.slug(), "programs")) {
            String name = to.split("/")[0];
            go(
                page,
                to,
                name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
            assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), to);
            assertEquals("", AccessibilityBrowserTest.violations(page), to);
          }
        }
      }
    }
  }
}
