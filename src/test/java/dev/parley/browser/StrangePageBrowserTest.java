package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with addresses, titles, policies and styles of their own. */
@InBrowser
class StrangePageBrowserTest {
  private static final String LEAVE = "Leave a Reply";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final BrowserContext reader = TestBrowser.context();

  @AfterEach
  void close() {
    reader.close();
  }

  private HostPage at(String path, String head, String body, Map<String, String> headers) {
    return HostPage.at(
        reader,
        path,
        HostPage.page(head, body.formatted(HostPage.element(site.slug(), "strange"))),
        headers);
  }

  private void assertPosts(HostPage host) {
    host.post(LEAVE, "Marta", "A *remark* from a strange page.");

    assertThat(host.comment("Marta")).containsText("A remark from a strange page.");
    assertThat(host.comment("Marta").locator("em")).hasText("remark");
    assertEquals(1, site.thread("strange").json().getJsonObject("article").getInteger("count"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a|b", "/{slug}?q={x}|y", "/100%", "/?q=%zz&r=%", "/a[1]?b[]=^`", "/größe?ä=ö"})
  void post_fromPageWithStrangeAddress_isTaken(String path) {
    assertPosts(at(path, "", "%s", Map.of()));
  }

  @Test
  void post_fromPageWithLongAddressAndTitle_isTaken() {
    assertPosts(
        at(
            "/?q=" + "x".repeat(3_000),
            "<title>" + "Long ".repeat(200) + "</title>",
            "%s",
            Map.of()));
  }

  @Test
  void post_fromFrameWithoutAnAddress_isTaken() {
    String inner =
        HostPage.page("", HostPage.element(site.slug(), "strange")).replace("\"", "&quot;");
    HostPage host =
        HostPage.at(
            reader,
            "/outer",
            "<!doctype html><title>Outer</title><iframe width=900 height=900 srcdoc=\""
                + inner
                + "\"></iframe>",
            Map.of());
    FrameLocator frame = host.page().frameLocator("iframe");
    Locator form =
        frame.getByRole(
            AriaRole.REGION, new FrameLocator.GetByRoleOptions().setName(LEAVE).setExact(true));
    HostPage.field(form, "Comment").fill("A remark from a frame without an address.");
    HostPage.field(form, "Name").fill("Marta");
    HostPage.field(form, "Email").fill("marta@readers.example");
    host.takeTime();
    HostPage.button(form, "Post Comment").click();

    assertThat(frame.getByRole(AriaRole.ARTICLE)).containsText("A remark from a frame");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "require-trusted-types-for 'script'",
        "require-trusted-types-for 'script'; trusted-types parley",
        "require-trusted-types-for 'script'; trusted-types 'none'"
      })
  void post_onPageWithTrustedTypes_works(String policy) {
    HostPage host = at("/typed", "", "%s", Map.of("Content-Security-Policy", policy));

    assertPosts(host);
    host.button("Edit your comment").click();
    assertThat(HostPage.field(host.comment("Marta"), "Edit your comment")).isVisible();
    HostPage.field(host.form(LEAVE), "Comment").fill("1. one\n2. **two**");
    host.page().getByText("Preview").click();
    assertThat(host.page().getByRole(AriaRole.TABPANEL).locator("li strong")).hasText("two");
  }

  @Test
  void hostStyles_doNotLeakIn() {
    site.post("strange", "Marta", "A remark in plain letters.");
    HostPage host =
        at(
            "/loud",
            "<style>body{text-transform:uppercase;white-space:pre;letter-spacing:4px;"
                + "word-spacing:9px;text-indent:3em;text-align:right;font-style:italic;"
                + "text-shadow:1px 1px red;-webkit-text-fill-color:red;line-height:3}"
                + "*{letter-spacing:4px}</style>",
            "<main>%s</main>",
            Map.of());
    Locator text = host.comment("Marta").locator(".b");
    assertThat(text).isVisible();

    for (String expected :
        new String[] {
          "text-transform: none",
          "white-space: normal",
          "letter-spacing: normal",
          "word-spacing: 0px",
          "text-indent: 0px",
          "text-align: start",
          "font-style: normal",
          "text-shadow: none"
        }) {
      String property = expected.split(":", 2)[0];
      assertEquals(
          expected,
          property
              + ": "
              + text.evaluate("(e, p) => getComputedStyle(e).getPropertyValue(p)", property));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"class=dark", "data-theme=dark", "style=color-scheme:dark;color:CanvasText"})
  void theme_setOnAnInnerElement_isFollowed(String dark) {
    String rules =
        "<style>.dark,[data-theme=dark]{background:#111;color:#eee;transition:color .2s}</style>";
    HostPage host = at("/themed", rules, "<main><div id=inner>%s</div></main>", Map.of());
    assertThat(host.form(LEAVE)).isVisible();
    Page page = host.page();
    String scheme =
        "document.querySelector('parley-comments').shadowRoot.querySelector('.p').style.colorScheme";
    assertEquals("light", page.evaluate(scheme));

    String[] attribute = dark.split("=", 2);
    page.evaluate(
        "([k, v]) => inner.setAttribute(k, v)", new String[] {attribute[0], attribute[1]});

    page.waitForFunction(scheme + " == 'dark'");
    page.evaluate("k => inner.removeAttribute(k)", attribute[0]);
    page.waitForFunction(scheme + " == 'light'");
  }

  @Test
  void print_beforeTheReaderScrolled_hasTheComments() {
    site.post("strange", "Marta", "A remark to be printed.");
    HostPage host = at("/paper", "", "<p style='height:5000px'>A story.</p>%s", Map.of());
    Page page = host.page();
    page.waitForFunction("() => !!customElements.get('parley-comments')");
    assertThat(host.comments()).hasCount(0);

    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    Object printed =
        page.evaluate(
            "() => { dispatchEvent(new Event('beforeprint')); return document"
                + ".querySelector('parley-comments').shadowRoot.querySelector('article .b').textContent }");

    assertTrue(
        String.valueOf(printed).contains("A remark to be printed."), String.valueOf(printed));
    assertThat(host.button("Reply to Marta")).isHidden();
  }

  @Test
  void twoWidgetsOfOneArticle_haveLandmarksOfTheirOwn() {
    HostPage host = at("/twice", "", "%1$s%1$s", Map.of());

    assertThat(host.form(LEAVE)).isVisible();
    assertThat(host.form(LEAVE + " (2)")).isVisible();
    assertThat(host.form("Comments")).isVisible();
    assertThat(host.form("Comments (2)")).isVisible();
  }
}
