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
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A moderator answers an appeal against another one's decision. */
@InBrowser
class AppealDeskBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private JsonObject appealed(Desk ana) {
    JsonObject receipt =
        site.post("quay", "Derek", "Only a moron would believe the quay is safe.").json();
    String id = receipt.getJsonObject("comment").getString("id");
    ana.decide(site, id, 1, "reject", "off-topic");
    assertEquals(
        202,
        parley
            .send(
                "POST",
                site.path("/comments/" + id + "/appeal"),
                new JsonObject().put("text", "The article is about the quay."),
                "Authorization",
                "Bearer " + receipt.getString("editToken"))
            .status());
    return receipt;
  }

  @Test
  void appeal_isReadBesideTheDecisionAndOverturnedWithASentence() {
    JsonObject receipt = appealed(parley.moderator(site, "Ana"));
    ConsolePage.hire("tom@" + site.slug() + ".example", "Tom", site);
    try (BrowserContext context =
        TestBrowser.context(ConsolePage.size(1280, 900).setBypassCSP(true))) {
      Page page =
          ConsolePage.signIn(
              context,
              "?site=" + site.slug() + "&queue=appeals",
              "tom@" + site.slug() + ".example");
      Locator tab = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Appeals 1"));
      assertThat(tab).hasAttribute("aria-selected", "true");
      Locator appeal = page.getByLabel("Appeal", ConsolePage.exact());
      assertThat(appeal).containsText("The article is about the quay.");
      assertThat(appeal).containsText("Against: Reject by Ana");
      assertThat(appeal).containsText("Off topic");
      Locator bar = page.getByRole(AriaRole.TOOLBAR, new Page.GetByRoleOptions().setName("Decide"));
      assertThat(bar.getByText("Overturn")).isVisible();
      assertThat(bar.getByText("Uphold")).isVisible();

      assertEquals("", AccessibilityBrowserTest.violations(page));
      appeal.getByLabel("A sentence to the author").fill("You are right.");
      appeal.getByText("Overturn").click();

      assertThat(page.getByText("Nothing here")).isVisible();
      page.waitForCondition(() -> site.own(receipt).json().getString("status").equals("approved"));
      JsonObject own = site.own(receipt).json().getJsonObject("appeal");
      assertEquals("overturned", own.getString("state"));
      assertEquals("You are right.", own.getString("sentence"));
    }
  }

  @Test
  void appeal_againstAnasDecision_isNotInHerConsole() {
    ConsolePage.hire("ana@" + site.slug() + ".example", "Ana", site);
    ConsolePage.hire("tom@" + site.slug() + ".example", "Tom", site);
    appealed(parley.signIn("ana@" + site.slug() + ".example", TestParley.PASSWORD));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page =
          ConsolePage.signIn(
              context,
              "?site=" + site.slug() + "&queue=rejected",
              "ana@" + site.slug() + ".example");
      assertThat(page.getByText("Only a moron would believe the quay is safe.").first())
          .isVisible();
      assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Appeals")))
          .hasCount(0);
      assertThat(page.getByLabel("Appeal", ConsolePage.exact())).hasCount(0);
    }
  }
}
