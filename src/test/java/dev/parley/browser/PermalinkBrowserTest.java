package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links to one comment, wherever in its thread it stands. */
@InBrowser
class PermalinkBrowserTest {
  private static final String STICKY =
      """
      <style>body{margin:0}:root{--parley-offset:80px}
      header{position:sticky;top:0;height:80px;background:#ddd;z-index:9}</style>
      <header>The Harbour Ledger</header><main><p style="height:1200px">A long story.</p>%s</main>
      """;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final BrowserContext reader = TestBrowser.context();

  @AfterEach
  void close() {
    reader.close();
  }

  private String root(String article, String name, String body) {
    return site.post(article, name, body).json().getJsonObject("comment").getString("id");
  }

  private String reply(String article, String parent, String name, String body) {
    return site.reply(article, parent, name, body).json().getJsonObject("comment").getString("id");
  }

  private HostPage follow(String article, String id) {
    String html = HostPage.page("", STICKY.formatted(HostPage.element(site.slug(), article)));
    return HostPage.at(reader, "/" + article + "#comment-" + id, html, Map.of());
  }

  /** The comment is there, marked, with the focus, below the header and above the fold. */
  private static void assertFollowed(HostPage host, String id) {
    Page page = host.page();
    Locator comment = page.locator("#comment-" + id);
    assertThat(comment).isFocused();
    assertThat(comment).hasClass(java.util.regex.Pattern.compile("\\bhit\\b"));
    page.waitForFunction(
        "id => { const top = document.querySelector('parley-comments').shadowRoot"
            + ".getElementById(id).getBoundingClientRect().top; return top >= 80 && top < 400 }",
        "comment-" + id);
    assertEquals(HostPage.ORIGIN, page.url().substring(0, HostPage.ORIGIN.length()));
  }

  @Test
  void link_toCommentOfALaterPage_leadsThereInPlace() {
    String oldest = root("pages", "Ana", "The first remark of thirty.");
    for (int i = 0; i < 30; i++) {
      root("pages", "Reader " + i, "Remark number " + i + " on the matter of the ferry.");
    }

    HostPage host = follow("pages", oldest);

    assertFollowed(host, oldest);
    assertThat(host.page().locator("#comment-" + oldest)).containsText("The first remark");
    host.page().getByText("Load more comments").click();
    assertThat(host.comments()).hasCount(31);
  }

  /** A chain of answers of that depth; the ids from the root down. */
  private List<String> chain(String article, int depth) {
    List<String> ids = new ArrayList<>(List.of(root(article, "Ana", "The root of a long talk.")));
    for (int level = 1; level <= depth; level++) {
      ids.add(reply(article, ids.get(level - 1), "Reader " + level, "An answer on level " + level));
    }
    return ids;
  }

  @Test
  void link_toDeepComment_showsItsBranchInPlace() {
    List<String> ids = chain("deep", 8);

    HostPage host = follow("deep", ids.get(7));

    assertFollowed(host, ids.get(7));
    assertThat(host.comments()).hasCount(9);
    assertThat(host.page().locator("#comment-" + ids.get(7))).containsText("to Reader 6");
  }

  @Test
  void continueThread_clicked_bringsTheRestHere() {
    List<String> ids = chain("continue", 7);
    HostPage host = HostPage.open(reader, site, "continue");
    assertThat(host.comments()).hasCount(4);
    String address = host.page().url();

    host.page()
        .getByRole(
            AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue thread (4 more replies)"))
        .click();

    assertThat(host.comments()).hasCount(8);
    assertThat(host.page().locator("#comment-" + ids.get(4))).isFocused();
    assertThat(host.page().getByText("Continue thread")).hasCount(0);
    assertEquals(address, host.page().url());
    Number widest =
        (Number) host.page().locator("#comment-" + ids.get(7)).evaluate("e => e.offsetWidth");
    Number third =
        (Number) host.page().locator("#comment-" + ids.get(4)).evaluate("e => e.offsetWidth");
    assertEquals(third.intValue(), widest.intValue(), "no further indent");
  }

  @Test
  void link_toReplyBeyondThoseThatCameAlong_isFoundAndTheOthersStay() {
    String root = root("many", "Ana", "A remark with many answers.");
    String last = "";
    for (int i = 0; i < 15; i++) {
      last = reply("many", root, "Reader " + i, "Answer number " + i + " to the first remark.");
    }

    HostPage host = follow("many", last);

    assertFollowed(host, last);
    assertThat(host.comments()).hasCount(12);
    host.page().getByText("Show 4 more replies").click();
    assertThat(host.comments()).hasCount(16);
    assertThat(host.page().getByText("more repl")).hasCount(0);
  }

  @Test
  void link_toReplyAmongFoldedOnes_unfoldsThem() {
    String root = root("folded", "Ana", "A remark with an answer.");
    String reply = reply("folded", root, "Tom", "The answer that is folded away.");
    HostPage host = HostPage.open(reader, site, "folded");
    host.button("Collapse 1 reply to Ana").click();
    assertThat(host.page().locator("#comment-" + reply)).isHidden();

    host.page().evaluate("id => { location.hash = '#comment-' + id }", reply);

    assertThat(host.page().locator("#comment-" + reply)).isVisible();
    assertThat(host.page().locator("#comment-" + reply)).isFocused();
  }

  @Test
  void link_toCommentThatIsGone_saysSo() {
    root("gone", "Ana", "A remark that stays.");

    HostPage host = follow("gone", "019fffff-0000-7000-8000-000000000000");

    assertThat(host.status().first())
        .hasText("The comment you followed a link to is not here any more.");
    assertThat(host.comments()).hasCount(1);
  }

  @Test
  void time_onPageWithARoute_leavesTheRouteAlone() {
    String id = root("route", "Ana", "A remark on a page with routes.");
    HostPage host =
        HostPage.at(
            reader,
            "/app#/stories/7",
            HostPage.page("", HostPage.element(site.slug(), "route")),
            Map.of());

    host.comment("Ana").locator("a.t").click();

    assertThat(host.comment("Ana")).isFocused();
    assertTrue(host.page().url().endsWith("/app#/stories/7"), host.page().url());
    assertTrue(host.comment("Ana").locator("a.t").getAttribute("href").endsWith("#comment-" + id));
    HostPage plain = HostPage.open(reader, site, "route");
    plain.comment("Ana").locator("a.t").click();
    assertTrue(plain.page().url().endsWith("/route#comment-" + id), plain.page().url());
  }
}
