package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of a site as moderators and administrators read them. */
@InBrowser
class DashboardBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana Chart");

  private void fill() {
    List<String> texts =
        List.of(
            "The pier opens at nine.",
            "The ferry was late again, what a shame for everyone.",
            "You are a complete moron and nobody wants you here.",
            "Shut up, you pathetic worthless idiot.",
            "Casino bonus crypto giveaway whatsapp me now, free money!!!");
    for (String text : texts) {
      String id =
          site.post("pier", "Reader " + texts.indexOf(text), text)
              .json()
              .getJsonObject("comment")
              .getString("id");
      if (text.contains("moron")) {
        ana.decide(site, id, 1, "reject", "abuse");
        parley.change(
            "update decision set created_at = created_at - interval '11 minutes'"
                + " where comment_id = $1::text::uuid and moderator_id is null",
            id);
      }
    }
  }

  private Page open(BrowserContext context, String email) {
    Page page = ConsolePage.signIn(context, "?site=" + site.slug(), email);
    if (page.viewportSize().width < 600) {
      page.navigate(parley.url() + "/console/administration/#dashboard/" + site.slug());
    } else {
      page.getByRole(AriaRole.NAVIGATION, ConsolePage.name("Main"))
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Dashboard"))
          .click();
    }
    assertThat(page.getByRole(AriaRole.HEADING, ConsolePage.name("Dashboard"))).isVisible();
    assertThat(page.getByRole(AriaRole.HEADING, ConsolePage.name("Comments per day"))).isVisible();
    return page;
  }

  @Test
  void figures_areDrawn_readAsTables_andDownloaded() throws Exception {
    fill();
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = open(context, TestParley.ADMIN);
      Locator now = page.getByRole(AriaRole.REGION, ConsolePage.name("Now"));
      assertThat(now).containsText("40%");
      assertThat(now).containsText("11 min");
      assertThat(
              page.getByRole(
                  AriaRole.IMG,
                  new Page.GetByRoleOptions().setName("by what became of them when they came: 5")))
          .isVisible();

      page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName("Show as table: Comments per day"))
          .click();
      Locator table = page.getByRole(AriaRole.TABLE, ConsolePage.name("Comments per day"));
      assertThat(table.getByRole(AriaRole.ROW)).hasCount(31);
      assertThat(table.getByRole(AriaRole.ROW).last()).containsText("2");
      page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName("Show as chart: Comments per day"))
          .click();
      assertThat(table).hasCount(0);
      assertThat(page.getByRole(AriaRole.TABLE, ConsolePage.name("Team")))
          .containsText("Ana Chart");

      page.getByRole(AriaRole.BUTTON, ConsolePage.name("7 days")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, ConsolePage.name("7 days")))
          .hasAttribute("aria-pressed", "true");
      Download csv =
          page.waitForDownload(
              () -> page.getByRole(AriaRole.LINK, ConsolePage.name("Export CSV")).click());
      String text = Files.readString(csv.path());
      assertTrue(text.startsWith("day,pending,approved"), text);
      assertEquals(8, text.lines().count());
    }
  }

  @Test
  void blindChecks_raidsAndDrift_areTold() {
    fill();
    String ferry =
        parley
            .administrator()
            .get(site.path("/cases?queue=approved&q=ferry"))
            .json()
            .getJsonArray("cases")
            .getJsonObject(0)
            .getString("id");
    parley.change(
        "insert into audit (site_id, comment_id, published, language, risk, place, drawn_at, closed_at,"
            + " outcome)"
            + " select site_id, id, true, 'en', 0, 0, created_at, now(), 2 from comment"
            + " where id = $1::text::uuid",
        ferry);
    parley.change(
        "update screening set signals = '[{\"reason\": \"BURST\"}]' where comment_id = $1::text::uuid",
        ferry);
    parley.change(
        "insert into drift (site_id, id, what, language, measure, began_at)"
            + " select id, gen_random_uuid(), 'spam', 'de', 0.31, now() from site where slug = $1",
        site.slug());
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = open(context, TestParley.ADMIN);

      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("What has changed")))
          .containsText("Scores of Spam in de have been spread otherwise");
      Locator checks =
          page.getByRole(AriaRole.TABLE, ConsolePage.name("Blind check of published comments"));
      assertThat(checks.getByRole(AriaRole.ROW).last()).containsText("All languages");
      assertThat(checks.getByRole(AriaRole.ROW).last()).containsText("100.0%");
      assertThat(checks.getByRole(AriaRole.ROW).last()).containsText("20.6%–100.0%");
      Locator raids = page.getByRole(AriaRole.TABLE, ConsolePage.name("Raids"));
      assertThat(raids.getByRole(AriaRole.ROW)).hasCount(2);
    }
  }

  private static Locator showReport(Page page) {
    Locator report = page.getByRole(AriaRole.REGION, ConsolePage.name("Transparency report"));
    report
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show report"))
        .click();
    assertThat(report.getByRole(AriaRole.TABLE).first()).isVisible();
    return report;
  }

  @Test
  void transparencyReport_isShownForAPeriod_andDownloaded() throws Exception {
    fill();
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 1000))) {
      Page page = open(context, TestParley.ADMIN);
      Locator report = showReport(page);
      String from = report.getByLabel("First day").inputValue();
      assertTrue(from.endsWith("-01-01"), from);
      assertThat(report).containsText("Parley records no orders from authorities");
      assertThat(report).containsText("One moderator decided in this time.");
      Locator kinds =
          report.getByRole(
              AriaRole.TABLE,
              new Locator.GetByRoleOptions()
                  .setName("Restrictions of the site’s own accord, by kind"));
      assertThat(kinds.getByRole(AriaRole.COLUMNHEADER)).hasCount(4);
      Locator link =
          report.getByRole(
              AriaRole.LINK, new Locator.GetByRoleOptions().setName("Export report as CSV"));
      Download csv = page.waitForDownload(link::click);
      String text = Files.readString(csv.path());
      assertTrue(text.startsWith("part,line,figure,value\r\nperiod,,from," + from), text);

      report.getByLabel("First day").fill("2024-01-02");
      report.getByLabel("Last day").fill("2024-01-01");
      report
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show report"))
          .click();
      assertThat(report).containsText("Send a time before the end");
      assertThat(link).isHidden();
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
          Page page = open(context, "ana.chart@" + site.slug() + ".example");
          showReport(page);
          assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
          assertEquals("", AccessibilityBrowserTest.violations(page));
        }
      }
    }
  }
}
