package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said when something is wrong: with the page, with the line, with an action. */
@InBrowser
class TroubleBrowserTest {
  private static final String LEAVE = "Leave a Reply";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final BrowserContext reader = TestBrowser.context();
  private final List<String> console = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    reader.close();
  }

  private HostPage page(String element) {
    reader.onConsoleMessage(message -> console.add(message.type() + " " + message.text()));
    return HostPage.at(reader, "/page", HostPage.page("", element), Map.of());
  }

  /** The whole message is on the screen. */
  private static void assertSeen(HostPage host) {
    assertThat(host.status().first().locator("span"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
  }

  private void assertTold(HostPage host, String words) {
    Locator alert = host.page().getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("Comments could not be loaded");
    assertThat(alert).containsText(words);
    host.page()
        .waitForCondition(
            () -> console.stream().anyMatch(line -> line.startsWith("error Parley: ")));
    String line =
        console.stream().filter(one -> one.startsWith("error Parley: ")).findFirst().orElseThrow();
    assertTrue(line.contains(words), line);
  }

  @Test
  void wrongSite_isToldToThePublisher() {
    assertTold(page(HostPage.element("ledgr", "a")), "there is no site “ledgr” at " + parley.url());
  }

  @Test
  void missingSite_isToldToThePublisher() {
    assertTold(page("<parley-comments article=a></parley-comments>"), "has no attribute site");
  }

  @Test
  void missingArticle_isToldToThePublisher() {
    assertTold(
        page("<parley-comments site=" + site.slug() + "></parley-comments>"),
        "has no attribute article");
  }

  @Test
  void articleKeyThatIsTooLong_isToldToThePublisher() {
    assertTold(
        page(HostPage.element(site.slug(), "x".repeat(1_001))),
        "the service refuses the article key");
  }

  @Test
  void originThatIsNotListed_isToldToThePublisher() {
    TestSite elsewhere = parley.site(new JsonObject(), "https://elsewhere.example");

    assertTold(
        page(HostPage.element(elsewhere.slug(), "a")),
        "the site “" + elsewhere.slug() + "” does not list the origin " + HostPage.ORIGIN);
  }

  @Test
  void sort_offline_keepsTheListAndComesBack() {
    site.post("sort", "Ana", "The first remark to be sorted.");
    site.post("sort", "Tom", "The second remark to be sorted.");
    HostPage host = HostPage.open(reader, site, "sort");
    assertThat(host.comments()).hasCount(2);
    reader.setOffline(true);

    host.page().getByLabel("Oldest").check();

    assertThat(host.status().first())
        .hasText("Comments could not be loaded. Check your connection and try again.");
    assertSeen(host);
    assertThat(host.comments()).hasCount(2);
    assertThat(host.comments().first()).containsText("The second remark");
    assertThat(host.page().getByText("You are offline")).isVisible();
    reader.setOffline(false);
    assertThat(host.page().getByText("You are offline")).hasCount(0);
    assertThat(host.comments().first()).containsText("The first remark");
  }

  @Test
  void load_offline_comesBackByItself() {
    site.post("back", "Ana", "A remark that waits for the line.");
    HostPage host = HostPage.visit(reader, site, "none");
    assertThat(host.form(LEAVE)).isVisible();
    reader.setOffline(true);
    host.page()
        .evaluate("document.querySelector('parley-comments').setAttribute('article', 'back')");
    assertThat(host.page().getByText("Check your connection and try again.")).isVisible();

    reader.setOffline(false);

    assertThat(host.comment("Ana")).isVisible();
  }

  @Test
  void vote_offline_isTakenBackAndSaidVisibly() {
    site.post("vote", "Ana", "A remark to be voted for.");
    HostPage host = HostPage.open(reader, site, "vote");
    reader.setOffline(true);

    host.button("Upvote comment by Ana").click();

    assertThat(host.status().first())
        .hasText("Your vote was not counted. Check your connection and try again.");
    assertSeen(host);
    assertThat(host.button("Upvote comment by Ana")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void report_withoutAReason_asksForOneAndSaysVisiblyWhenItIsSent() {
    site.post("report", "Mallory", "A remark somebody objects to.");
    HostPage host = HostPage.open(reader, site, "report");
    host.button("Report comment by Mallory").click();
    Locator dialog = host.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator("input:checked")).hasCount(0);

    HostPage.button(dialog, "Send report").click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).hasText("Choose a reason");
    assertEquals(
        0,
        parley
            .administrator()
            .get(site.path("/queues"))
            .json()
            .getJsonObject("reported")
            .getInteger("count"));
    dialog.getByLabel("Spam or advertising").check();
    HostPage.button(dialog, "Send report").click();

    assertThat(host.status().first()).hasText("Thank you. A moderator will look at the comment.");
    assertSeen(host);
  }

  @Test
  void form_promisesNoMail() {
    HostPage host = HostPage.open(reader, site, "mail");

    assertThat(host.form(LEAVE).getByRole(AriaRole.CHECKBOX)).hasCount(1);
    assertThat(host.form(LEAVE)).not().containsText("Notify");
  }

  @Test
  void closedThread_hasNoLoneSeparator() {
    site.post("closed", "Ana", "The last word on the matter.");
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", "closed").put("state", "closed"));
    HostPage host = HostPage.open(reader, site, "closed");

    assertThat(host.comment("Ana")).isVisible();
    assertThat(host.comment("Ana").locator(".sep")).isHidden();
  }

  @Test
  void counts_ofManyLongKeysAndABadOne_areAllShown() {
    site.post("counted", "Ana", "A remark that is counted.");
    String prefix = "https://host.example/" + "long-".repeat(80);
    String many =
        IntStream.range(0, 150).mapToObj(i -> count(prefix + i)).collect(Collectors.joining("\n"));
    HostPage host =
        page(
            count("counted")
                + count("x".repeat(1_001))
                + "<parley-count site="
                + site.slug()
                + "></parley-count>"
                + many);
    Page page = host.page();

    page.waitForFunction(
        "[...document.querySelectorAll('parley-count')].filter(c => c.textContent).length == 151");
    assertThat(page.locator("parley-count").first()).hasText("1");
    assertThat(page.locator("parley-count").last()).hasText("0");
    assertThat(page.locator("parley-count").nth(1)).hasText("");
  }

  private String count(String key) {
    return "<parley-count site=\"%s\" article=\"%s\"></parley-count>".formatted(site.slug(), key);
  }
}
