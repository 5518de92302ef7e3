package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An administrator keeps the team without curl, and somebody joins it by a link. */
@InBrowser
class TeamBrowserTest {
  private static final TestParley PARLEY = TestParley.start(java.util.Map.of("demo", "false"));
  private static final TestSite HARBOUR = PARLEY.site(new JsonObject().put("moderation", "all"));
  private static final TestSite LIGHTHOUSE = PARLEY.site();

  @AfterAll
  static void stop() {
    PARLEY.close();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name));
  }

  private static void assertGood(Page page) {
    assertEquals("", AccessibilityBrowserTest.violations(page));
    assertEquals(page.viewportSize().width, page.evaluate("document.documentElement.scrollWidth"));
  }

  private static Page signIn(BrowserContext context, String email) {
    Page page = context.newPage();
    page.navigate(PARLEY.url() + "/console/");
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password", ConsolePage.exact()).fill(TestParley.PASSWORD);
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.TABLIST, ConsolePage.name("Queues"))).isVisible();
    return page;
  }

  @Test
  void team_isInvitedChangedAndRemoved() {
    PARLEY.moderator(HARBOUR, "Mo");
    try (BrowserContext context =
            TestBrowser.context(ConsolePage.size(1280, 900).setBypassCSP(true));
        BrowserContext guest =
            TestBrowser.context(
                ConsolePage.size(390, 844).setBypassCSP(true).setColorScheme(ColorScheme.DARK))) {
      Page page = signIn(context, TestParley.ADMIN);
      page.getByRole(AriaRole.LINK, ConsolePage.name("Settings")).click();
      page.getByRole(AriaRole.LINK, ConsolePage.name("Team")).click();
      Locator people = page.locator(".team").first().locator("li");
      assertThat(people).hasCount(2);
      page.getByLabel("Email").fill("ida");
      button(page, "Invite").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("name@example.com");
      page.getByLabel("Email").fill("ida@harbour.example");
      page.getByLabel("Site " + HARBOUR.slug(), ConsolePage.exact()).check();
      button(page, "Invite").click();
      String link = page.getByLabel("Link").inputValue();
      assertThat(page.getByText("By Administrator, until")).isVisible();
      assertGood(page);

      Page invited = guest.newPage();
      invited.navigate(link);
      assertThat(invited.getByText("Administrator invites you to the team.")).isVisible();
      invited.getByLabel("Your name").fill("Ida");
      invited.getByLabel("Password", ConsolePage.exact()).fill("short");
      button(invited, "Make account and sign in").click();
      assertThat(invited.getByRole(AriaRole.ALERT)).containsText("at least 8 characters");
      assertGood(invited);
      invited.getByLabel("Password", ConsolePage.exact()).fill("seven green bottles");
      button(invited, "Make account and sign in").click();
      assertThat(invited.getByRole(AriaRole.TABLIST, ConsolePage.name("Queues"))).isVisible();
      invited.navigate(PARLEY.url() + "/console/administration/#team");
      assertThat(invited.getByText("Only administrators can do this.")).isVisible();
      Page again = guest.newPage();
      again.navigate(link);
      assertThat(again.getByRole(AriaRole.ALERT)).containsText("Ask for a new one");

      page.reload();
      button(page, "Change Ida").click();
      Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Change Ida"));
      dialog
          .getByLabel("Role", new Locator.GetByLabelOptions().setExact(true))
          .selectOption("lead");
      dialog
          .getByLabel("Site " + LIGHTHOUSE.slug(), new Locator.GetByLabelOptions().setExact(true))
          .check();
      dialog.getByLabel("Role on Site " + LIGHTHOUSE.slug()).selectOption("reader");
      assertGood(page);
      dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
      assertThat(dialog).hasCount(0);
      Locator ida = people.filter(new Locator.FilterOptions().setHasText("ida@harbour.example"));
      assertThat(ida).containsText("Lead");
      assertThat(ida).containsText("Site " + LIGHTHOUSE.slug() + " (Reader)");
      page.setViewportSize(390, 844);
      assertGood(page);

      Desk mo = PARLEY.signIn("mo@" + HARBOUR.slug() + ".example", TestParley.PASSWORD);
      button(page, "Remove Mo").click();
      page.getByRole(AriaRole.DIALOG)
          .getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove").setExact(true))
          .click();
      assertThat(people).hasCount(2);
      assertEquals(401, mo.get("/api/v1/session").status());
    }
  }

  @Test
  void name_isChangedAndALostDeviceSignedOut_onTheAccountPage() {
    Desk lost = PARLEY.moderator(LIGHTHOUSE, "Nora");
    String email = "nora@" + LIGHTHOUSE.slug() + ".example";
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context, email);
      page.navigate(PARLEY.url() + "/console/administration/#account");
      page.getByLabel("Name").fill("Nora Lind");
      button(page, "Change name").click();
      assertThat(page.getByText("Your name is changed.")).isVisible();
      Desk nora = PARLEY.signIn(email, TestParley.PASSWORD);
      assertEquals(
          "Nora Lind",
          nora.get("/api/v1/session").json().getJsonObject("moderator").getString("name"));
      nora.send("DELETE", "/api/v1/session", null);
      page.reload();

      Locator signOut =
          page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(Pattern.compile("^Sign out .+, since ")));
      signOut.click();
      assertThat(page.getByText("That device is signed out.")).isVisible();
      assertThat(signOut).hasCount(0);
      assertThat(page.getByText("This device")).isVisible();
      assertEquals(401, lost.get("/api/v1/session").status());
      // The team is counted elsewhere.
      Desk administrator = PARLEY.administrator();
      administrator.get("/api/v1/moderators").json().getJsonArray("moderators").stream()
          .map(JsonObject.class::cast)
          .filter(one -> email.equals(one.getString("email")))
          .forEach(
              one ->
                  administrator.send("DELETE", "/api/v1/moderators/" + one.getString("id"), null));
    }
  }
}
