package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The whole road in real browsers: two readers and two moderators at once. */
class RoadBrowserTest {
  private static final String HELD =
      "Your comment is waiting for a moderator. Only you can see it.";
  private static final String ABUSE = "You are a stupid idiot and a liar.";
  private static final String MORE_ABUSE = "Shut up, you pathetic moron.";
  private static final String THIRD = "Nobody wants you here, idiot.";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);

  @Test
  void comment_goesFromReaderToModeratorsToEveryone() {
    parley.moderator(site, "Ana");
    parley.moderator(site, "Tom");
    try (BrowserContext author = TestBrowser.context();
        BrowserContext other = TestBrowser.context();
        BrowserContext ana = TestBrowser.context(wide());
        BrowserContext tom = TestBrowser.context(wide())) {
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

      Page desk = signIn(ana, "ana");
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

      Page second = signIn(tom, "tom");
      open(second, "Nils Falk");
      open(desk, "Nils Falk");
      second.keyboard().press("a");
      assertThat(second.getByText("Nothing is waiting")).isVisible();
      assertThat(desk.getByText("Tom approved this comment while you were reading.")).isVisible();

      bothDecide(reader, desk, second);
    }
  }

  /** Tom hears nothing of Ana's decision until he decides himself: then the server tells him. */
  private void bothDecide(Page reader, Page desk, Page second) {
    post(reader, "Karl Vogel", THIRD);
    assertThat(comment(reader, "Karl Vogel").getByText(HELD)).isVisible();
    desk.reload();
    open(desk, "Karl Vogel");
    second.reload();
    open(second, "Karl Vogel");
    // The second console hears nothing any more.
    second.context().setOffline(false);
    second.evaluate("() => window.stop()");
    desk.keyboard().press("a");
    assertThat(desk.getByText("Nothing is waiting")).isVisible();
    assertThat(second.getByText("Ana approved this comment while you were reading.")).isVisible();
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
