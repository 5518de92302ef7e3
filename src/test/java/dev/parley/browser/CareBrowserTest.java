package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moderators spare themselves: words that hurt, deciding without a break, others' eyes. */
@InBrowser
class CareBrowserTest {
  private static final String HIDE = "Blur insults, slurs and threats until I ask for them";
  private static final String PAUSE = "Remind me of a break after deciding for";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));

  private Page signIn(BrowserContext context) {
    parley.moderator(site, "Vera");
    return ConsolePage.signIn(context, "?site=" + site.slug(), "vera@" + site.slug() + ".example");
  }

  private static Locator account(Page page) {
    return page.getByRole(AriaRole.MAIN);
  }

  /** As they would choose it: on their account's page. */
  private void choose(Page page, boolean hide, String pause) {
    page.navigate(parley.url() + "/console/administration/#account");
    page.getByLabel(HIDE).setChecked(hide);
    page.getByLabel(PAUSE).selectOption(pause);
    assertThat(account(page).getByText("Kept for you in this browser.")).isVisible();
    toQueue(page);
  }

  private void toQueue(Page page) {
    page.navigate(parley.url() + "/console/?site=" + site.slug());
    assertThat(comment(page)).isVisible();
  }

  private static Locator comment(Page page) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^Comment by ")));
  }

  private static Locator body(Page page) {
    return page.locator("#detail .body");
  }

  /** Words that are hidden, as a screen reader tells of them. */
  private static Locator hidden(Locator in) {
    return in.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("hidden word").setExact(true));
  }

  private static void assertBlurred(Locator word) {
    assertThat(word.locator(".blur")).hasCSS("filter", Pattern.compile("^blur\\("));
  }

  private static void assertSeen(Locator word) {
    assertThat(word.locator(".blur")).hasCSS("filter", "none");
  }

  @Test
  void wordsThatHurt_hiddenByChoice_areSeenByPointerFocusPressAndKey() {
    site.post("quay", "Derek", "Only a moron would believe that.");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);
      choose(page, true, "0");
      Locator word = hidden(body(page)).first();
      assertBlurred(word);
      assertThat(page.locator("li.row .rx")).containsText("hidden word");
      assertBlurred(page.locator("li.row .rx .hid").first());

      word.hover();
      assertSeen(word);
      page.mouse().move(0, 0);
      assertBlurred(word);

      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Derek")).focus();
      page.keyboard().press("Tab");
      assertThat(word).isFocused();
      assertSeen(word);

      int before = hidden(body(page)).count();
      page.keyboard().press("Enter");
      assertThat(hidden(body(page))).hasCount(before - 1);
      // What was asked for is where the screen reader reads on.
      assertThat(body(page).locator("mark span[tabindex]")).isFocused();

      page.locator("body").press("v");
      assertThat(page.getByText("Hidden words are shown.")).isVisible();
      assertThat(hidden(page.locator("#detail"))).hasCount(0);
      assertThat(body(page)).hasText("Only a moron would believe that.");
      assertThat(page.locator("li.row .rx")).hasText("Only a moron would believe that.");

      page.locator("body").press("v");
      assertThat(page.getByText("Words are hidden again.")).isVisible();
      assertThat(hidden(body(page))).hasCount(before);
    }
  }

  @Test
  void wordsBesideThem_stayAsTheyAre() {
    site.post("quay", "Derek", "Only a moron would believe http://a.example and that.");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);
      choose(page, true, "0");

      assertThat(hidden(body(page)).first()).isVisible();
      assertThat(body(page)).containsText("http://a.example");
      assertThat(
              body(page)
                  .locator(".hid")
                  .filter(new Locator.FilterOptions().setHasText("a.example")))
          .hasCount(0);
    }
  }

  @Test
  void words_withoutThatChoice_areShown_andItsKeyIsNoneOfTheKeys() {
    site.post("quay", "Derek", "Only a moron would believe that.");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);

      assertThat(body(page).locator("mark").first()).isVisible();
      assertThat(page.locator(".hid")).hasCount(0);
      page.keyboard().press("?");
      Locator help = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Keyboard shortcuts"));
      assertThat(help.getByText("Author history")).isVisible();
      assertThat(help.getByText("Show hidden words")).hasCount(0);

      choose(page, true, "0");
      page.keyboard().press("?");
      assertThat(help.getByText("Show hidden words")).isVisible();
    }
  }

  @Test
  void reminder_afterDecidingWithoutABreak_isToldAndTakesNeitherFocusNorKeys() {
    for (int n = 1; n <= 9; n++) {
      site.post("quay", "Reader " + n, "It opens at nine, I read " + n + " times.");
    }
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);
      choose(page, false, "20");
      page.clock().install();
      toQueue(page);
      Locator reminder = page.getByText("Time for a short break?");
      int left = 9;

      for (int minutes = 0; minutes < 20; minutes += 4) {
        approve(page, --left);
        assertThat(reminder).hasCount(0);
        page.clock().fastForward("04:00");
      }
      approve(page, --left);

      assertThat(reminder).isVisible();
      assertThat(
              page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHas(reminder)))
          .hasCount(1);
      assertThat(page.locator("li.row.cur a.go")).isFocused();
      approve(page, --left);
      assertThat(reminder).isVisible();

      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Close reminder")).click();
      assertThat(reminder).hasCount(0);
      approve(page, --left);
      assertThat(reminder).hasCount(0);
    }
  }

  /** Approves the open one by its key. */
  private static void approve(Page page, int left) {
    assertThat(comment(page)).isVisible();
    page.keyboard().press("a");
    assertThat(page.locator("li.row")).hasCount(left);
  }

  @Test
  void decidedToday_isToldToOneselfInTheMenuAndOnTheAccountsPage() {
    site.post("quay", "Derek", "It opens at nine.");
    site.post("quay", "Lotte", "And closes at five.");
    site.post("quay", "Nils", "But not on Sundays.");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);
      approve(page, 2);
      approve(page, 1);
      assertThat(page.getByText("Approved. 1 left.")).isVisible();
      page.waitForCondition(() -> site.thread("quay").json().getJsonArray("comments").size() == 2);

      page.getByRole(AriaRole.BUTTON, ConsolePage.name("V, account menu")).click();
      assertThat(page.getByRole(AriaRole.MENU)).containsText("Decided today: 2");

      page.navigate(parley.url() + "/console/administration/#account");
      assertThat(account(page)).containsText("Decided today: 2 Only you see this number.");
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "LIGHT, 390", "DARK, 1280", "DARK, 390"})
  void hiddenWordsReminderAndChoices_byTheRulesOfAxe_haveNoViolation(
      ColorScheme scheme, int width) {
    for (int n = 1; n <= 7; n++) {
      site.post("quay", "Reader " + n, "Only a moron would believe that " + n + " times.");
    }
    try (BrowserContext context =
        TestBrowser.context(
            new Browser.NewContextOptions()
                .setBypassCSP(true)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900))) {
      Page page = signIn(context);
      page.navigate(parley.url() + "/console/administration/#account");
      page.getByLabel(HIDE).check();
      page.getByLabel(PAUSE).selectOption("20");
      assertThat(account(page)).containsText("Decided today: 0");
      assertEquals("", AccessibilityBrowserTest.violations(page));

      page.navigate(parley.url() + "/console/?site=" + site.slug());
      page.locator("a.go").first().click();
      assertThat(hidden(body(page)).first()).isVisible();
      page.clock().install();
      for (int left = 6; left >= 1; left--) {
        page.locator("body").press("a");
        assertThat(page.locator("li.row")).hasCount(left);
        page.clock().fastForward("04:00");
      }
      assertThat(page.getByText("Time for a short break?")).isVisible();
      assertThat(hidden(body(page)).first()).isVisible();

      assertEquals("", AccessibilityBrowserTest.violations(page));
    }
  }
}
