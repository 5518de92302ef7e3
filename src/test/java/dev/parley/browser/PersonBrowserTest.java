package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * An administrator hands out and erases what is kept about an author, from the author's history.
 */
@InBrowser
class PersonBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  @Test
  void author_isHandedOutAndErased_fromTheirHistory() throws Exception {
    site.post("pier", "Ann Erasable", "The pier opens at nine.");
    site.post("pier", "Ann Erasable", "And it closes at six.");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = ConsolePage.signIn(context, "?site=" + site.slug(), TestParley.ADMIN);
      press(page, "View history");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Personal data")).click();
      assertThat(page.getByText("Ann Erasable · " + site.slug())).isVisible();
      page.setViewportSize(390, 844);

      Download download =
          page.waitForDownload(
              () ->
                  page.getByRole(
                          AriaRole.LINK, new Page.GetByRoleOptions().setName("Download the file"))
                      .click());
      try (ZipFile zip = new ZipFile(download.path().toFile())) {
        assertTrue(zip.stream().anyMatch(entry -> entry.getName().equals("data.json")));
      }

      press(page, "See what would go");
      assertThat(page.getByText("2 comments would be erased.")).isVisible();
      assertThat(page.getByText("Backups")).isVisible();
      assertTrue(cases().contains("Ann Erasable"));
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));

      press(page, "Erase for good");
      assertThat(page.getByText("2 comments are erased.")).isVisible();
      assertFalse(cases().contains("Ann Erasable"));
    }
  }

  private String cases() {
    return parley.administrator().get(site.path("/cases?status=pending")).text();
  }

  @Test
  void moderator_isToldThatOnlyAdministratorsMay() {
    site.post("pier", "Ann", "The pier opens at nine.");
    ConsolePage.hire("mo@" + site.slug() + ".example", "Mo", site);
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page =
          ConsolePage.signIn(context, "?site=" + site.slug(), "mo@" + site.slug() + ".example");
      press(page, "View history");
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      assertThat(
              page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Personal data")))
          .hasCount(0);
      page.navigate(parley.url() + "/console/administration/#person/" + site.slug() + "/none");
      assertThat(page.getByText("Only administrators can do this.")).isVisible();
    }
  }
}
