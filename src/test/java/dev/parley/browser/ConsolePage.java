package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** The console in a browser, and a moderator who signs in. */
final class ConsolePage {
  private ConsolePage() {}

  /** A moderator of several sites. */
  static void hire(String email, String name, TestSite... sites) {
    JsonArray slugs = new JsonArray();
    Stream.of(sites).map(TestSite::slug).forEach(slugs::add);
    TestParley.shared()
        .administrator()
        .send(
            "POST",
            "/api/v1/moderators",
            new JsonObject()
                .put("email", email)
                .put("name", name)
                .put("password", TestParley.PASSWORD)
                .put("sites", slugs));
  }

  /** Opens the console and signs in with the password of all tests. */
  static Page signIn(BrowserContext context, String query, String email) {
    Page page = context.newPage();
    page.navigate(TestParley.shared().url() + "/console/" + query);
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password", exact()).fill(TestParley.PASSWORD);
    page.getByRole(AriaRole.BUTTON, name("Sign in")).click();
    assertThat(page.getByRole(AriaRole.TABLIST, name("Queues"))).isVisible();
    return page;
  }

  static Browser.NewContextOptions size(int width, int height) {
    return new Browser.NewContextOptions().setViewportSize(width, height);
  }

  static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  static Page.GetByRoleOptions name(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
