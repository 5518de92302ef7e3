package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import java.util.Map;

/** An article of a publisher on an origin of its own, with the widget under it, in a browser. */
final class HostPage {
  static final String ORIGIN = "http://host.example";

  private final Page page;

  private HostPage(Page page) {
    this.page = page;
  }

  /** Opens the article and waits for its thread. */
  static HostPage open(BrowserContext context, TestSite site, String article) {
    HostPage host = visit(context, site, article);
    assertThat(host.page.getByRole(AriaRole.HEADING, level(2))).isVisible();
    return host;
  }

  /** Opens the article, whatever becomes of its thread. */
  static HostPage visit(BrowserContext context, TestSite site, String article) {
    return at(context, "/" + article, plain(site, article), Map.of());
  }

  /** Opens a page of any markup at any path, sent with these headers. */
  static HostPage at(
      BrowserContext context, String path, String html, Map<String, String> headers) {
    Page page = context.newPage();
    page.route(ORIGIN + "/**", route -> answer(route, html, headers));
    page.clock().install();
    page.navigate(ORIGIN + path);
    return new HostPage(page);
  }

  private static void answer(Route route, String html, Map<String, String> headers) {
    if (!route.request().isNavigationRequest()) {
      route.fulfill(new Route.FulfillOptions().setStatus(404));
      return;
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setHeaders(headers)
            .setContentType("text/html; charset=utf-8")
            .setBody(html));
  }

  private static String plain(TestSite site, String article) {
    return page(
        "<link rel=\"canonical\" href=\"" + ORIGIN + "/" + article + "\">",
        """
        <main>
        <h1>Quay Street car park</h1>
        <p>The council has decided.</p>
        %s
        </main>
        """
            .formatted(element(site.slug(), article)));
  }

  /** A page with that in its head and that in its body, which brings the widget's script. */
  static String page(String head, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>Quay Street car park</title>
    <style>
    :root { color-scheme: light dark }
    body { background: light-dark(#fff, #15171a); color: light-dark(#1c1b1a, #e8e6e1) }
    </style>
    %s
    <script type="module" src="%s/embed.js"></script>
    %s
    </html>
    """
        .formatted(head, TestParley.shared().url(), body);
  }

  /** The widget of an article. */
  static String element(String site, String article) {
    return "<parley-comments site=\"%s\" article=\"%s\"></parley-comments>"
        .formatted(site, article);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  Page page() {
    return page;
  }

  /** The page anew, as after the reader's own reload. */
  void reload() {
    page.reload();
    assertThat(page.getByRole(AriaRole.HEADING, level(2))).isVisible();
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  Locator status() {
    return page.getByRole(AriaRole.STATUS);
  }

  Locator comments() {
    return page.getByRole(AriaRole.ARTICLE);
  }

  /** The comment by that author. */
  Locator comment(String author) {
    return page.getByRole(AriaRole.ARTICLE, named(author));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** The form with that heading. */
  Locator form(String title) {
    return page.getByRole(AriaRole.REGION, named(title));
  }

  static Locator field(Locator form, String name) {
    return form.getByRole(
        AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator checkbox(Locator within, String name) {
    return within.getByRole(
        AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Writes a comment in a form and posts it. */
  void post(String form, String name, String body) {
    Locator there = form(form);
    field(there, "Comment").fill(body);
    field(there, "Name").fill(name);
    field(there, "Email").fill(name.toLowerCase(java.util.Locale.ROOT) + "@readers.example");
    takeTime();
    button(there, "Post Comment").click();
  }

  /** Lets the reader take some time over the form: who posts at once is taken for a machine. */
  void takeTime() {
    page.clock().fastForward(10_000);
  }
}
