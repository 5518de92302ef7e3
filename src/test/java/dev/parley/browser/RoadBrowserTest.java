package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The whole road in real browsers: two readers and two moderators at once. */
@InBrowser
class RoadBrowserTest {
  private static final String HELD =
      "Your comment is waiting for a moderator. Only you can see it.";
  private static final String ABUSE = "You are a stupid idiot and a liar.";
  private static final String MORE_ABUSE = "Shut up, you pathetic moron.";
  private static final String THIRD = "Nobody wants you here, idiot.";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final Desk ana = parley.moderator(site, "Ana");

  @Test
  void comment_goesFromReaderToModeratorsToEveryone() {
    parley.moderator(site, "Tom");
    try (BrowserContext author = TestBrowser.context();
        BrowserContext other = TestBrowser.context();
        BrowserContext anas = TestBrowser.context(wide());
        BrowserContext toms = TestBrowser.context(wide())) {
      Page reader = HostPage.open(author, site, "road").page();

      post(reader, "Marta Lindqvist", "The lorries cannot reverse down the lane.");
      assertThat(comment(reader, "Marta Lindqvist")).containsText("The lorries cannot reverse");
      assertThat(comment(reader, "Marta Lindqvist").getByText(HELD)).hasCount(0);

      post(reader, "Derek Pohl", ABUSE);
      assertThat(comment(reader, "Derek Pohl").getByText(HELD)).isVisible();
      reader.reload();
      assertThat(comment(reader, "Derek Pohl").getByText(HELD)).isVisible();

      Page visitor = HostPage.open(other, site, "road").page();
      assertThat(comment(visitor, "Marta Lindqvist")).isVisible();
      assertThat(comment(visitor, "Derek Pohl")).hasCount(0);

      Page desk = signIn(anas, "ana");
      open(desk, "Derek Pohl");
      assertThat(desk.getByRole(AriaRole.METER, name("Toxicity"))).isVisible();
      assertThat(detail(desk, "Derek Pohl").locator("mark").first()).isVisible();
      assertThat(detail(desk, "Derek Pohl").locator("mark.word")).hasText("idiot");

      desk.keyboard().press("a");
      assertThat(desk.getByText("Nothing is waiting")).isVisible();
      Locator pill = visitor.getByRole(AriaRole.BUTTON, name("1 new comment"));
      assertThat(pill).isVisible();
      assertThat(comment(visitor, "Derek Pohl")).hasCount(0);
      pill.click();
      assertThat(comment(visitor, "Derek Pohl")).containsText(ABUSE);
      assertThat(comment(reader, "Derek Pohl").getByText(HELD)).hasCount(0);

      post(reader, "Nils Falk", MORE_ABUSE);
      assertThat(comment(reader, "Nils Falk").getByText(HELD)).isVisible();
      desk.getByRole(AriaRole.BUTTON, name("Show 1 new comment")).click();
      open(desk, "Nils Falk");
      desk.keyboard().press("r");
      desk.getByRole(AriaRole.MENUITEM, name(Pattern.compile("Personal attack"))).click();
      assertThat(comment(reader, "Nils Falk")).containsText("attacks a person");

      desk.keyboard().press("z");
      assertThat(desk.getByRole(AriaRole.LINK, name("Nils Falk"))).isVisible();
      reader.reload();
      assertThat(comment(reader, "Nils Falk").getByText(HELD)).isVisible();

      Page second = signIn(toms, "tom");
      open(second, "Nils Falk");
      open(desk, "Nils Falk");
      second.keyboard().press("a");
      assertThat(second.getByText("Nothing is waiting")).isVisible();
      assertThat(desk.getByText("Tom approved this comment while you were reading.")).isVisible();

      bothDecide(reader, desk, second);
    }
  }

  /**
   * Tom rejects while Ana's approval is on its way to the service. His own arrives second: it
   * changes nothing, and he is told who was faster.
   */
  private void bothDecide(Page reader, Page desk, Page second) {
    post(reader, "Karl Vogel", THIRD);
    assertThat(comment(reader, "Karl Vogel").getByText(HELD)).isVisible();
    desk.reload();
    open(desk, "Karl Vogel");
    second.reload();
    open(second, "Karl Vogel");
    String id = second.url().replaceAll(".*[?&]case=([^&]+).*", "$1");

    List<Route> onTheWay = new ArrayList<>();
    second.route("**/decisions", onTheWay::add);
    second.keyboard().press("r");
    second.keyboard().press("Enter");
    second.waitForCondition(() -> !onTheWay.isEmpty());
    assertThat(second.getByText("Nothing is waiting")).isVisible();
    desk.keyboard().press("a");
    desk.waitForCondition(() -> decisionsAbout(id).equals(List.of("approve")));
    onTheWay.forEach(Route::resume);

    assertThat(second.getByText("Ana approved this comment while you were reading.")).isVisible();
    assertEquals(List.of("approve"), decisionsAbout(id));
    assertThat(comment(reader, "Karl Vogel").getByText(HELD)).hasCount(0);
    assertThat(comment(reader, "Karl Vogel")).containsText(THIRD);
  }

  /** What moderators decided about a comment, the latest first. */
  private List<String> decisionsAbout(String id) {
    return ana.get(site.path("/decisions?limit=100")).json().getJsonArray("decisions").stream()
        .map(JsonObject.class::cast)
        .filter(decision -> id.equals(decision.getString("case")))
        .filter(decision -> decision.getString("actor").equals("moderator"))
        .map(decision -> decision.getString("action"))
        .toList();
  }

  private static Browser.NewContextOptions wide() {
    return new Browser.NewContextOptions().setViewportSize(1280, 900);
  }

  private static Page.GetByRoleOptions name(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions name(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator comment(Page page, String author) {
    return page.getByRole(AriaRole.ARTICLE, name(author));
  }

  private static Locator detail(Page desk, String author) {
    return desk.getByRole(AriaRole.REGION, name("Comment by " + author));
  }

  private static void post(Page page, String author, String body) {
    page.getByRole(AriaRole.TEXTBOX, name("Comment")).fill(body);
    page.getByRole(AriaRole.TEXTBOX, name("Name")).fill(author);
    page.getByRole(AriaRole.TEXTBOX, name("Email"))
        .fill(author.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@readers.example");
    page.getByRole(AriaRole.BUTTON, name("Post Comment")).click();
  }

  private Page signIn(BrowserContext context, String moderator) {
    Page desk = context.newPage();
    desk.navigate(parley.url() + "/console/");
    desk.getByLabel("Email").fill(moderator + "@" + site.slug() + ".example");
    desk.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill(TestParley.PASSWORD);
    desk.getByRole(AriaRole.BUTTON, name("Sign in")).click();
    assertThat(desk.getByRole(AriaRole.TABLIST, name("Queues"))).isVisible();
    return desk;
  }

  private static void open(Page desk, String author) {
    desk.getByRole(AriaRole.LINK, name(author)).first().click();
    assertThat(detail(desk, author)).isVisible();
  }
}
