package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A moderator purges everything by an author, from the author's history, and takes it back. */
@InBrowser
class PurgeBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "none"));

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private int shown() {
    return site.thread("pier").json().getJsonObject("article").getInteger("count");
  }

  @Test
  void author_isPurgedOnceTheNumberIsTyped_andBackWithOneUndo() {
    site.post("pier", "Ben", "The pier is quiet today.");
    for (int i = 0; i < 23; i++) {
      assertEquals(201, site.post("pier", "Ann Many", "Remark " + i + " about the pier.").status());
    }
    ConsolePage.hire("mo@" + site.slug() + ".example", "Mo", site);
    try (BrowserContext context =
        TestBrowser.context(ConsolePage.size(1280, 900).setBypassCSP(true))) {
      Page page =
          ConsolePage.signIn(
              context,
              "?site=" + site.slug() + "&queue=approved",
              "mo@" + site.slug() + ".example");
      press(page, "View history");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Purge…")).click();
      press(page, "See what it touches");
      assertThat(page.getByText("This touches 23 comments.")).isVisible();
      assertThat(page.getByRole(AriaRole.ROW)).hasCount(21);

      assertEquals("", AccessibilityBrowserTest.violations(page));
      press(page, "Purge 23 comments");
      assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
      assertEquals(24, shown());
      page.getByLabel("Type 23 to go on").fill("23");
      page.setViewportSize(390, 844);
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
      press(page, "Purge 23 comments");

      assertThat(page.getByText("23 comments were decided.")).isVisible();
      assertEquals(1, shown());
      press(page, "Undo");
      assertThat(page.getByText("23 comments are back.")).isVisible();
      assertThat(page.getByText("Taken back")).isVisible();
      assertEquals(24, shown());
    }
  }
}
