package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a browser fetches until the queue page shows a comment. */
@InBrowser
class ConsoleLoadBrowserTest {
  /** In bytes, with the headers of answers. */
  private static final int BUDGET = 60 * 1024;

  private static final int FILES = 8;

  /** Who am I, reasons, vocabulary, counts, list, the case, its author, the claim, events. */
  private static final int CALLS = 9;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private static boolean isCall(Request request) {
    return request.url().contains("/api/v1/");
  }

  private Page signedIn(BrowserContext context) {
    site.post("quay", "Derek", "Only a moron would believe that.");
    parley.moderator(site, "Vera");
    return ConsolePage.signIn(context, "?site=" + site.slug(), "vera@" + site.slug() + ".example");
  }

  private static void assertOpen(Page page) {
    assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();
    assertThat(page.locator("#detail mark").first()).isVisible();
  }

  @Test
  void queuePage_inAFreshProfile_takesFewRequestsAndBytes() {
    try (BrowserContext context = TestBrowser.context();
        BrowserContext fresh = TestBrowser.context()) {
      signedIn(context);
      fresh.addCookies(context.cookies());
      Page page = fresh.newPage();
      List<Request> requests = new CopyOnWriteArrayList<>();
      page.onRequest(requests::add);

      page.navigate(parley.url() + "/console/?site=" + site.slug());
      assertOpen(page);

      List<Request> files = requests.stream().filter(one -> !isCall(one)).toList();
      String urls = files.stream().map(Request::url).collect(Collectors.joining("\n"));
      assertTrue(files.size() >= 5 && files.size() <= FILES, urls);
      int bytes =
          files.stream()
              .map(Request::sizes)
              .mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
              .sum();
      assertTrue(bytes > 10_000 && bytes <= BUDGET, bytes + " bytes of " + BUDGET);
      List<String> calls =
          requests.stream().filter(ConsoleLoadBrowserTest::isCall).map(Request::url).toList();
      assertTrue(calls.size() <= CALLS, () -> String.join("\n", calls));
    }
  }

  @Test
  void nextVisit_fetchesNoFileAgain() {
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signedIn(context);
      assertOpen(page);

      page.navigate(parley.url() + "/console/?site=" + site.slug() + "&queue=pending");
      assertOpen(page);

      Object fetched =
          page.evaluate(
              "() => performance.getEntriesByType('resource')"
                  + ".filter((one) => one.name.includes('/console/') && one.transferSize > 0)"
                  + ".map((one) => one.name)");
      assertEquals(List.of(), fetched);
    }
  }
}
