package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console tells of the work beside the case that is open: where it is, and how much. */
@InBrowser
class ConsoleOverviewBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite idle = parley.site();
  private final TestSite busy = parley.site();
  private final String email = "ola@" + busy.slug() + ".example";

  @BeforeEach
  void hire() {
    ConsolePage.hire(email, "Ola", idle, busy);
  }

  private static JsonObject held(TestSite site, String name) {
    JsonObject submission =
        site.submission("quay", name, "Only a moron would believe " + name + ".");
    submission.getJsonObject("author").put("url", "https://watches-" + site.slug() + ".example/a");
    JsonObject receipt = site.post(submission).json();
    assertEquals("pending", receipt.getString("status"), receipt.encode());
    return receipt;
  }

  private Page signIn(BrowserContext context, String query) {
    return ConsolePage.signIn(context, query, email);
  }

  private static Locator picker(Page page) {
    return page.getByRole(AriaRole.COMBOBOX, ConsolePage.name("Site"));
  }

  @Test
  void picker_tellsWhatWaitsWhereAndOpensWhereThereIsWork() {
    held(busy, "Derek");
    held(busy, "Lotte");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "");

      assertThat(picker(page)).hasValue(busy.slug());
      Locator options = picker(page).locator("option");
      assertThat(options).hasCount(2);
      assertThat(options.and(page.locator("[value=" + idle.slug() + "]")))
          .hasText("Site " + idle.slug());
      assertThat(options.and(page.locator("[value=" + busy.slug() + "]")))
          .hasText(Pattern.compile("^Site " + busy.slug() + " · 2 waiting, \\d+\\sm$"));
      // Closed, it is as wide as the name.
      assertThat(page.locator(".sitepick span")).hasText("Site " + busy.slug());
    }
  }

  @Test
  void siteOfLastTime_isOpenedAgainWhileThereIsWork() {
    held(busy, "Derek");
    held(busy, "Lotte");
    held(idle, "Tom");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "");
      assertThat(picker(page)).hasValue(busy.slug());
      picker(page).selectOption(idle.slug());
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Tom"))).isVisible();

      page.navigate(parley.url() + "/console/");

      assertThat(picker(page)).hasValue(idle.slug());
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Tom"))).isVisible();
      page.locator("body").press("a");
      assertThat(page.getByText("Nothing is waiting")).isVisible();
      assertThat(page).hasTitle(Pattern.compile("^Pending"));
      // The service has it, so the next visit goes where there is work.
      page.waitForCondition(() -> idle.thread("quay").json().getJsonArray("comments").size() == 1);
      page.navigate(parley.url() + "/console/");
      assertThat(picker(page)).hasValue(busy.slug());
    }
  }

  @Test
  void title_tellsHowManyWait() {
    held(busy, "Derek");
    held(busy, "Lotte");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "?site=" + busy.slug());
      assertThat(page).hasTitle(Pattern.compile("^\\(2\\) Pending · "));
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();

      page.locator("body").press("s");

      assertThat(page).hasTitle(Pattern.compile("^\\(1\\) Pending · "));
      page.navigate(parley.url() + "/console/?site=" + idle.slug());
      assertThat(page).hasTitle(Pattern.compile("^Pending · "));
    }
  }

  @Test
  void search_saysWhereItLookedAndLeadsToWhatIsElsewhere() {
    held(busy, "Derek");
    JsonObject shown = busy.post("quay", "Ida", "The bridge is open again, says Derek.").json();
    assertEquals("approved", shown.getString("status"), shown.encode());
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "?site=" + busy.slug());
      page.getByRole(AriaRole.SEARCHBOX, ConsolePage.name("Search comments, authors and articles"))
          .fill("derek");
      page.keyboard().press("Enter");

      Locator line = page.locator(".searched");
      assertThat(line)
          .containsText("Searched text, names, titles and whole email addresses in Pending.");
      assertThat(page.getByText("1 found", new Page.GetByTextOptions().setExact(true))).isVisible();
      line.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("1 in Approved"))
          .click();

      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Ida"))).isVisible();
      assertThat(line).containsText("in Approved.");
      assertThat(line).containsText("1 in Pending");
    }
  }

  @Test
  void website_ofTheName_standsOnTheCardWithTheRecordOfItsDomain() {
    held(busy, "Derek");
    JsonObject first = held(busy, "Lotte");
    parley
        .administrator()
        .send(
            "POST",
            busy.path("/decisions"),
            new JsonObject()
                .put("action", "reject")
                .put(
                    "cases",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("id", first.getJsonObject("comment").getString("id"))
                                .put("version", 1))));
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "?site=" + busy.slug());

      Locator card = page.getByRole(AriaRole.ARTICLE);
      String domain = "watches-" + busy.slug() + ".example";
      assertThat(card).containsText("Website: https://" + domain + "/a");
      assertThat(card).containsText(domain + ": 0 approved, 1 rejected, 0 put aside by rules");
    }
  }
}
