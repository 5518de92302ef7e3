package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;

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
    Page page = context.newPage();
    page.route(ORIGIN + "/**", route -> answer(route, site.slug(), article));
    page.clock().install();
    page.navigate(ORIGIN + "/" + article);
    return new HostPage(page);
  }

  private static void answer(Route route, String site, String article) {
    if (!route.request().isNavigationRequest()) {
      route.fulfill(new Route.FulfillOptions().setStatus(404));
      return;
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/html; charset=utf-8")
            .setBody(
                """
                <!doctype html>
                <html lang="en">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <title>Quay Street car park</title>
                <link rel="canonical" href="%1$s/%4$s">
                <style>
                :root { color-scheme: light dark }
                body { background: light-dark(#fff, #15171a); color: light-dark(#1c1b1a, #e8e6e1) }
                </style>
                <script type="module" src="%2$s/embed.js"></script>
                <main>
                <h1>Quay Street car park</h1>
                <p>The council has decided.</p>
                <parley-comments site="%3$s" article="%4$s"></parley-comments>
                </main>
                </html>
                """
                    .formatted(ORIGIN, TestParley.shared().url(), site, article)));
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
