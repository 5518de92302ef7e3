package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The widget in whatever a publisher puts it into. */
@InBrowser
class LayoutBrowserTest {
  /** The widest a thread grows: 46 rem. */
  private static final int MEASURE = 736;

  /** Each with the room it leaves beside the widget, at most. */
  private enum Layout {
    BLOCK("<main>%s</main>", 0),
    FLEX_COLUMN(
        "<main style='display:flex;flex-direction:column;align-items:center'><p>A word.</p>%s</main>",
        0),
    FLEX_ROW(
        "<main style='display:flex;gap:1rem'><article>A short article.</article>%s</main>", 140),
    GRID("<main style='display:grid;justify-items:center'><p>A word.</p>%s</main>", 0),
    INLINE_BLOCK("<main><div style='display:inline-block'>%s</div></main>", 0),
    FLOAT("<main><div style='float:left'>%s</div></main>", 0),
    TABLE_CELL("<main><table><tr><td>%s</td></tr></table></main>", 10),
    FIT_CONTENT("<main style='width:fit-content'><p>A word.</p>%s</main>", 0),
    DIALOG("<dialog>%s</dialog><script>document.querySelector('dialog').showModal()</script>", 60),
    STICKY_HEADER(
        "<header style='position:sticky;top:0;height:4rem'>News</header><main>%s</main>", 0),
    NARROW("<main style='width:320px'>%s</main>", 0),
    MARGINS("<main><style>parley-comments{margin:0 1rem;padding:0 .5rem}</style>%s</main>", 48);

    private final String html;
    private final int beside;

    Layout(String html, int beside) {
      this.html = html;
      this.beside = beside;
    }
  }

  private static final class Shared {
    static final TestSite SITE = site();

    private static TestSite site() {
      TestSite site = TestParley.shared().site(new JsonObject(), HostPage.ORIGIN);
      site.post("layout", "Marta", "A remark in a page of some kind.");
      return site;
    }
  }

  static Stream<Arguments> layouts() {
    return Stream.of(Layout.values())
        .flatMap(layout -> Stream.of(1280, 390).map(width -> Arguments.of(layout, width)));
  }

  @ParameterizedTest(name = "{0}, {1} px")
  @MethodSource("layouts")
  void widget_inAnyLayout_hasTheFullWidth(Layout layout, int width) {
    try (BrowserContext context =
        TestBrowser.context(new Browser.NewContextOptions().setViewportSize(width, 900))) {
      String html =
          HostPage.page(
              "<style>body{margin:0}</style>",
              layout.html.formatted(HostPage.element(Shared.SITE.slug(), "layout")));
      HostPage host = HostPage.at(context, "/layout", html, Map.of());
      assertThat(host.comment("Marta")).isVisible();
      assertThat(host.form("Leave a Reply")).isVisible();
      Page page = host.page();

      int wide =
          ((Number)
                  page.evaluate(
                      "document.querySelector('parley-comments').shadowRoot.querySelector('section').offsetWidth"))
              .intValue();
      int room = Math.min(MEASURE, (layout == Layout.NARROW ? 320 : width) - layout.beside);

      assertTrue(wide >= room, wide + " px of " + room);
      assertTrue(wide <= MEASURE, wide + " px");
      assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
    }
  }
}
