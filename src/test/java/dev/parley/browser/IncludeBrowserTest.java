package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The widget takes the place of the comments that the publisher has put into the page. */
@InBrowser
class IncludeBrowserTest {
  private static final TestParley parley = TestParley.shared();

  private final TestSite site = parley.site();

  private String included() {
    return parley.get("/sites/" + site.slug() + "/include?article=vote").text();
  }

  private static final String VISIBLE =
      """
      () => [...document.querySelector('parley-comments').children]
        .some((child) => child.checkVisibility() && child.getClientRects().length > 0)
      """;

  @Test
  void commentsInThePage_areThereUntilTheWidgetHasThem() {
    site.post("vote", "Ana", "Read without waiting.");
    try (BrowserContext context = TestBrowser.context()) {
      CompletableFuture<Route> held = new CompletableFuture<>();
      context.route(parley.url() + "/api/v1/sites/*/comments?**", held::complete);
      Page page = HostPage.at(context, "/vote", HostPage.page("", included()), Map.of()).page();
      page.waitForCondition(held::isDone);

      // The widget is at work and has no answer yet.
      assertEquals(
          Boolean.TRUE,
          page.evaluate("() => !!document.querySelector('parley-comments').shadowRoot"));
      assertEquals(Boolean.TRUE, page.evaluate(VISIBLE));
      assertThat(page.getByText("Read without waiting.")).isVisible();
      assertEquals(1, page.getByRole(com.microsoft.playwright.options.AriaRole.ARTICLE).count());

      held.join().resume();

      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).first())
          .isVisible();
      page.waitForCondition(() -> Boolean.FALSE.equals(page.evaluate(VISIBLE)));
      assertEquals(1, page.getByRole(com.microsoft.playwright.options.AriaRole.ARTICLE).count());
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ARTICLE))
          .containsText("Read without waiting.");
    }
  }

  @Test
  void commentsInThePage_stayWhereTheWidgetGetsNone() {
    site.post("vote", "Ana", "Read without waiting.");
    try (BrowserContext context = TestBrowser.context()) {
      context.route(parley.url() + "/api/v1/sites/*/comments?**", Route::abort);
      Page page = HostPage.at(context, "/vote", HostPage.page("", included()), Map.of()).page();

      assertThat(page.getByText("Comments could not be loaded")).isVisible();
      assertTrue((Boolean) page.evaluate(VISIBLE));
    }
  }
}
