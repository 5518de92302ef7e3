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
import org.junit.jupiter.api.Test;

/** The settings page: thresholds with their price, words with a try, versions and the way back. */
@InBrowser
class SettingsBrowserTest {
  private static final Pattern PERCENT =
      Pattern.compile(
          "At these thresholds [\\d.]+% appear at once, [\\d.]+% wait for a moderator, "
              + "[\\d.]+% go to spam and [\\d.]+% are rejected\\.");

  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();
  private final TestSite site = parley.site();

  private Page open(BrowserContext context, String part) {
    Page page = ConsolePage.signIn(context, "?site=" + site.slug(), TestParley.ADMIN);
    page.navigate(parley.url() + "/console/administration/#settings/" + site.slug() + part);
    assertThat(page.getByRole(AriaRole.HEADING, ConsolePage.name("Settings"))).isVisible();
    return page;
  }

  private void fill() {
    site.post("pier", "Ann Calm", "The pier opens at nine.");
    site.post("pier", "Bob Calm", "The ferry was late again, what a shame.");
    site.post("pier", "Cal Loud", "You are a complete moron and nobody wants you here.");
    site.post("pier", "Dee Loud", "Casino bonus crypto giveaway whatsapp me now, free money!!!");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name));
  }

  private JsonObject policy() {
    return desk.get(site.path("/policy")).json();
  }

  @Test
  void threshold_moved_tellsItsPriceAndIsSavedWithWhy() {
    fill();
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = ConsolePage.signIn(context, "?site=" + site.slug(), TestParley.ADMIN);
      page.getByRole(AriaRole.NAVIGATION, ConsolePage.name("Main"))
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Settings"))
          .click();
      assertThat(page.getByText("30 days, 4 comments")).isVisible();
      assertThat(page.getByText(PERCENT)).containsText("50% appear at once");
      assertThat(button(page, "Save changes")).isHidden();

      Locator slider = page.getByRole(AriaRole.SLIDER, ConsolePage.name("Hold for review from"));
      slider.fill("0");
      assertThat(page.getByText(PERCENT)).containsText("0% appear at once");
      assertThat(page.getByText("decided otherwise than under the saved settings.")).isVisible();
      assertEquals(0.5, policy().getDouble("toxicityHold"));

      page.getByLabel("Why? (for the log)").fill("A hot week");
      button(page, "Save changes").click();
      assertThat(page.getByText("Saved.")).isVisible();
      assertThat(button(page, "Save changes")).isHidden();
      assertEquals(0.0, policy().getDouble("toxicityHold"));
      assertThat(page.getByText("A hot week")).isVisible();

      page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(Pattern.compile("^Roll back to")))
          .first()
          .click();
      page.getByRole(AriaRole.DIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Roll back"))
          .click();
      assertThat(page.getByText("are in force again.")).isVisible();
      assertEquals(0.5, policy().getDouble("toxicityHold"));
      assertThat(slider).hasValue("0.5");
    }
  }

  @Test
  void words_areTriedBeforeTheyAreSaved_andDiscarded() {
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = open(context, "/words");
      page.getByLabel("Try a sentence").fill("Only h4rb0urs believe the parking report");
      assertThat(page.getByText("This would appear at once.")).isVisible();

      page.getByRole(AriaRole.TEXTBOX, ConsolePage.name("Suspect words, hold for review"))
          .fill("harbour*");
      assertThat(page.getByText("This would be held for review.")).isVisible();
      assertThat(page.getByText("“h4rb0urs”")).isVisible();

      page.getByRole(AriaRole.TEXTBOX, ConsolePage.name("Banned words, reject")).fill("harbour*");
      assertThat(page.getByText("This would be rejected.")).isVisible();

      button(page, "Discard").click();
      assertThat(
              page.getByRole(AriaRole.TEXTBOX, ConsolePage.name("Suspect words, hold for review")))
          .hasValue("@insults");
      assertThat(button(page, "Discard")).isHidden();
    }
  }

  @Test
  void everySetting_isSavedAsItStands() {
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = open(context, "");
      page.getByRole(
              AriaRole.RADIO,
              new Page.GetByRoleOptions().setName(Pattern.compile("^First-time commenters")))
          .check();
      page.getByRole(AriaRole.SLIDER, ConsolePage.name("Reject without review from")).fill("0.95");
      page.getByRole(AriaRole.SLIDER, ConsolePage.name("Send to Spam from")).fill("0.7");
      page.getByLabel("Percent of published comments to check blind").fill("2.5");
      page.getByLabel("Links a newcomer may post").fill("2");
      page.getByLabel("Languages of the site").fill("en, de");
      page.getByLabel("Texts in a language without a model").selectOption("show");
      page.getByLabel("Days after which a thread closes").fill("14");
      page.getByLabel("Texts of rejected comments and spam").fill("30");
      page.getByText("Kinds of toxicity").first().click();
      page.getByLabel("Threat: hold from").fill("0.4");
      page.getByLabel("Refuse comments without an email address").check();
      button(page, "Save changes").click();
      assertThat(page.getByText("Saved.")).isVisible();

      JsonObject saved = policy();
      assertEquals("first", saved.getString("moderation"));
      assertEquals(0.95, saved.getDouble("toxicityReject"));
      assertEquals(0.7, saved.getDouble("spamQueue"));
      assertEquals(0.025, saved.getDouble("auditShare"));
      assertEquals(2, saved.getInteger("linksNewcomer"));
      assertEquals("[\"en\",\"de\"]", saved.getJsonArray("languages").encode());
      assertEquals("show", saved.getString("unmodelled"));
      assertEquals(14, saved.getInteger("closeAfterDays"));
      assertEquals(30, saved.getJsonObject("retention").getInteger("rejectedDays"));
      assertEquals("{\"threat\":{\"hold\":0.4}}", saved.getJsonObject("attributes").encode());
      assertEquals(true, saved.getBoolean("emailRequired"));

      page.getByLabel("Languages of the site").fill("english");
      button(page, "Save changes").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("languages must be ISO 639-1 codes");

      desk.send("PUT", site.path("/policy"), new JsonObject().put("editMinutes", 3));
      page.getByLabel("Languages of the site").fill("fr");
      button(page, "Save changes").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody has saved other settings");
      assertEquals(3, policy().getInteger("editMinutes"));
    }
  }

  @Test
  void page_onAPhoneAndInTheDark_isWholeAndAccessible() {
    fill();
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1280, 390}) {
        try (BrowserContext context =
            TestBrowser.context(
                ConsolePage.size(width, 900).setColorScheme(scheme).setBypassCSP(true))) {
          Page page = open(context, "");
          assertThat(page.getByText(PERCENT)).isVisible();
          page.getByRole(AriaRole.SLIDER, ConsolePage.name("Hold for review from")).fill("0.4");
          assertThat(page.getByText("Unsaved change")).isVisible();
          assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
          page.getByRole(
                  AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show as table: Toxicity"))
              .click();
          assertThat(page.getByRole(AriaRole.CELL, ConsolePage.name("0.98–1.00"))).isVisible();
          page.getByText("By language and attribute").first().click();
          assertEquals("", AccessibilityBrowserTest.violations(page));
        }
      }
    }
  }
}
