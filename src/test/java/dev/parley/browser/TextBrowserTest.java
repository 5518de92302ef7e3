package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a comment's text looks like, in the widget and on the page without JavaScript. */
@InBrowser
class TextBrowserTest {
  private static final String AUTHOR = "Marta";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final BrowserContext phone =
      TestBrowser.context(new Browser.NewContextOptions().setViewportSize(390, 800));

  @AfterEach
  void close() {
    phone.close();
  }

  /** The text of that comment, in the widget or on the page. */
  private Locator text(String where, String body) {
    site.post("text", AUTHOR, body);
    Page page;
    if (where.equals("widget")) {
      page = HostPage.open(phone, site, "text").page();
    } else {
      page = phone.newPage();
      page.navigate(parley.url() + "/sites/" + site.slug() + "/thread?article=text");
    }
    Locator text = page.locator("article .b").first();
    assertThat(text).isVisible();
    return text;
  }

  private static String style(Locator element, String property) {
    return String.valueOf(
        element.evaluate("(e, p) => getComputedStyle(e).getPropertyValue(p)", property));
  }

  private static double number(Locator element, String expression) {
    return ((Number) element.evaluate("e => " + expression)).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"widget", "page"})
  void lists_haveNumbersBulletsAndTheirOwnIndent(String where) {
    Locator text = text(where, "1. one\n2. two\n   - a\n     - b\n\nand\n\n- bullet");

    assertEquals("decimal", style(text.locator("ol").first(), "list-style-type"));
    assertEquals("disc", style(text.locator("> ul"), "list-style-type"));
    double left = number(text, "e.getBoundingClientRect().left");
    double item = number(text.locator("ol > li").first(), "e.getBoundingClientRect().left");
    double nested = number(text.locator("ol ul > li").first(), "e.getBoundingClientRect().left");
    assertTrue(item - left >= 20, item + " px beside " + left);
    assertTrue(nested - item >= 20, nested + " px beside " + item);
  }

  @ParameterizedTest
  @ValueSource(strings = {"widget", "page"})
  void longLineOfCode_isReadableOnAPhone(String where) {
    Locator text =
        text(
            where,
            "```\n"
                + IntStream.range(0, 60)
                    .mapToObj(i -> "Stall " + i + " sells cheese and bread. ")
                    .collect(Collectors.joining())
                + "\n```");

    assertEquals(390.0, number(text, "document.documentElement.scrollWidth"));
    Locator code = text.locator("pre");
    assertTrue(
        number(code, "e.scrollWidth - e.clientWidth") <= 0
            || style(code, "overflow-x").equals("auto"));
    assertTrue(number(code, "e.clientHeight") > 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"widget", "page"})
  void quotesInQuotes_haveOneColour(String where) {
    Locator quotes = text(where, "> > > > > deep quote").locator("blockquote");

    assertThat(quotes).hasCount(5);
    assertEquals(style(quotes.first(), "color"), style(quotes.last(), "color"));
    assertTrue(number(quotes.last(), "e.clientWidth") > 100);
  }

  @Test
  void preview_looksLikeTheComment() {
    Page page = HostPage.open(phone, site, "preview").page();
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.TEXTBOX,
            new Page.GetByRoleOptions().setName("Comment").setExact(true))
        .fill("1. one\n2. two");
    page.getByText("Preview").click();

    Locator list = page.getByRole(com.microsoft.playwright.options.AriaRole.TABPANEL).locator("ol");
    assertThat(list).isVisible();
    assertEquals("decimal", style(list, "list-style-type"));
  }

  @Test
  void unbrokenName_wraps() {
    site.post("name", "W".repeat(90), "A remark under a long name.");
    Page page = HostPage.open(phone, site, "name").page();

    assertThat(page.locator("article h3")).isVisible();
    assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    assertTrue(number(page.locator("article h3"), "e.scrollWidth - e.clientWidth") <= 0);
  }

  @Test
  void tallComment_isFoldedUntilAskedFor() {
    String body =
        IntStream.range(0, 80)
            .mapToObj(i -> "Paragraph " + i + " of a tale of markets.")
            .collect(Collectors.joining("\n\n"));
    Locator text = text("widget", body);
    HostPage other = HostPage.open(phone, parley.site(new JsonObject(), HostPage.ORIGIN), "none");
    assertThat(other.button("Read more")).hasCount(0);
    Locator more = text.page().getByText("Read more");

    assertThat(more).isVisible();
    assertTrue(number(text, "e.offsetHeight") < 700);
    more.click();

    assertTrue(number(text, "e.offsetHeight") > 2_000);
    assertThat(text.page().getByText("Read less")).hasAttribute("aria-expanded", "true");
  }

  @Test
  void shortComment_isNotFolded() {
    Locator text = text("widget", "One line of a tale of markets.");

    assertThat(text.page().getByText("Read more")).hasCount(0);
  }
}
