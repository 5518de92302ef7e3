package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page without JavaScript, in a browser that runs none. */
@InBrowser
class PageBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final BrowserContext context =
      TestBrowser.context(new Browser.NewContextOptions().setJavaScriptEnabled(false));

  @AfterEach
  void close() {
    context.close();
  }

  private Page open(String article) {
    Page page = context.newPage();
    page.navigate(parley.url() + "/sites/" + site.slug() + "/thread?article=" + article);
    return page;
  }

  private static Locator form(Page page, String title) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
  }

  private static Locator comment(Page page, String author) {
    return page.getByRole(
        AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(author).setExact(true));
  }

  private static void post(Page page, String title, String name, String body) {
    Locator form = form(page, title);
    HostPage.field(form, "Comment").fill(body);
    HostPage.field(form, "Name").fill(name);
    HostPage.field(form, "Email").fill("reader@readers.example");
    // Who posts at once is taken for a machine; this form was opened an hour ago.
    form.locator("input[name=opened]")
        .evaluate("field => { field.value = Number(field.value) - 3600000 }");
    HostPage.button(form, "Post Comment").click();
  }

  @Test
  void post_cleanComment_appearsAtOnce() {
    Page page = open("clean");

    post(page, "Leave a Reply", "Marta", "The last ferry leaves early.");

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your comment was published.");
    assertThat(comment(page, "Marta")).containsText("The last ferry leaves early.");
    assertThat(comment(page, "Marta")).isInViewport();
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("1 Comment").setExact(true)))
        .isVisible();
  }

  @Test
  void reply_byItsLink_standsUnderItsParent() {
    site.post("answer", "Marta", "A remark that asks for an answer.");
    Page page = open("answer");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reply to Marta")).click();
    post(page, "Reply to Marta", "Tomas", "An answer to the remark.");

    assertThat(page.locator("ol ol").getByRole(AriaRole.ARTICLE))
        .containsText("An answer to the remark.");
    assertThat(form(page, "Reply to Marta")).hasCount(0);
  }

  @Test
  void post_suspectWord_isHeldInPlaceAndAnotherCanFollow() {
    Page page = open("held");

    post(page, "Leave a Reply", "Derek", "Only a moron would believe that.");
    assertThat(comment(page, "Derek").getByRole(AriaRole.NOTE))
        .hasText("Your comment is waiting for a moderator. Only you can see it.");
    post(page, "Leave a Reply", "Derek", "A calmer remark about the ferry.");

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your comment was published.");
    assertThat(comment(page, "Derek")).hasCount(1);
  }

  @Test
  void post_emptyForm_listsWhatIsMissingAtTheForm() {
    Page page = open("empty");

    HostPage.button(form(page, "Leave a Reply"), "Post Comment").click();

    Locator summary = page.getByRole(AriaRole.ALERT);
    assertThat(summary).isInViewport();
    summary
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Enter your name"))
        .click();
    assertThat(HostPage.field(form(page, "Leave a Reply"), "Name")).isFocused();
  }
}
