package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules of axe find on every page people use, light and dark, wide and narrow. */
@InBrowser
class AccessibilityBrowserTest {
  private static final String ARTICLE = "quay-street-vote";

  private static final class Shared {
    static final TestParley PARLEY = TestParley.shared();
    static final TestSite SITE = site();

    private static TestSite site() {
      TestSite site = PARLEY.site(new JsonObject(), HostPage.ORIGIN);
      JsonObject first =
          site.post(
                  ARTICLE,
                  "Marta Lindqvist",
                  "> parking income falls\n\nThat *assumes* nobody parks"
                      + " [elsewhere](https://council.example/), says `appendix D`.")
              .json();
      String at = first.getJsonObject("comment").getString("id");
      for (int level = 1; level <= 5; level++) {
        JsonObject submission =
            site.submission(ARTICLE, "Oisin Brady", "An answer on level " + level + ".")
                .put("parentId", at);
        submission.getJsonObject("author").put("url", "https://harbour.example/");
        at = site.post(submission).json().getJsonObject("comment").getString("id");
      }
      JsonObject gone = site.post(ARTICLE, "Tomas Reyes", "A remark to be taken back.").json();
      String id = gone.getJsonObject("comment").getString("id");
      site.reply(ARTICLE, id, "Helen Achterberg", "An answer that stays.");
      PARLEY.send(
          "DELETE",
          site.path("/comments/" + id),
          (byte[]) null,
          "Authorization",
          "Bearer " + gone.getString("editToken"));
      site.post(ARTICLE, "Nils Falk", "Only a moron would believe http://a.example and that.");
      PARLEY.moderator(site, "Vera");
      return site;
    }
  }

  /** A page in a state people meet it in. */
  private record Subject(String name, Function<BrowserContext, Page> opening) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("widget", AccessibilityBrowserTest::widget),
          new Subject("widget, form refused", AccessibilityBrowserTest::widgetRefused),
          new Subject("widget, held comment", AccessibilityBrowserTest::widgetHeld),
          new Subject("widget, report dialog", AccessibilityBrowserTest::widgetReport),
          new Subject("page", AccessibilityBrowserTest::page),
          new Subject("page, form refused", AccessibilityBrowserTest::pageRefused),
          new Subject("page, held comment", AccessibilityBrowserTest::pageHeld),
          new Subject("page, no such site", AccessibilityBrowserTest::pageNotFound),
          new Subject("console, sign-in", AccessibilityBrowserTest::signIn),
          new Subject("console, sign-in refused", AccessibilityBrowserTest::signInRefused),
          new Subject("console, queue", AccessibilityBrowserTest::queue),
          new Subject("console, case", AccessibilityBrowserTest::openCase),
          new Subject("console, log", AccessibilityBrowserTest::log));

  static Stream<Arguments> pages() {
    return SUBJECTS.stream()
        .flatMap(
            subject ->
                Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                    .flatMap(
                        scheme ->
                            Stream.of(1280, 390)
                                .map(width -> Arguments.of(subject, scheme, width))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2} px")
  @MethodSource("pages")
  void page_byTheRulesOfAxe_hasNoViolation(Subject subject, ColorScheme scheme, int width) {
    try (BrowserContext context =
        TestBrowser.context(
            new Browser.NewContextOptions()
                // Our pages let no script of others in, and axe is one.
                .setBypassCSP(true)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900))) {
      Page page = subject.opening().apply(context);

      assertEquals("", violations(page));
    }
  }

  @Test
  void page_fieldWithoutLabelInTheWidget_wouldBeAViolation() {
    try (BrowserContext context =
        TestBrowser.context(new Browser.NewContextOptions().setBypassCSP(true))) {
      Page page = widget(context);
      page.locator("#h").evaluate("heading => heading.after(document.createElement('input'))");

      assertTrue(violations(page).startsWith("label: "), violations(page));
    }
  }

  static String violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .map(
                rule ->
                    rule.getId()
                        + ": "
                        + rule.getHelp()
                        + rule.getNodes().stream()
                            .map(node -> "\n  " + node.getHtml() + node.getFailureSummary())
                            .collect(Collectors.joining()))
            .collect(Collectors.joining("\n"));
  }

  private static Page widget(BrowserContext context) {
    return opened(context).page();
  }

  private static HostPage opened(BrowserContext context) {
    HostPage host = HostPage.open(context, Shared.SITE, ARTICLE);
    assertThat(host.comment("Marta Lindqvist")).isVisible();
    assertThat(host.form("Leave a Reply")).isVisible();
    return host;
  }

  private static Page widgetRefused(BrowserContext context) {
    HostPage host = opened(context);
    HostPage.button(host.form("Leave a Reply"), "Post Comment").click();
    assertThat(host.page().getByRole(AriaRole.ALERT)).isVisible();
    return host.page();
  }

  private static Page widgetHeld(BrowserContext context) {
    HostPage host = opened(context);
    host.post("Leave a Reply", "Derek", "Only a moron would believe that.");
    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).isVisible();
    return host.page();
  }

  private static Page widgetReport(BrowserContext context) {
    HostPage host = opened(context);
    host.button("Report comment by Marta Lindqvist").click();
    assertThat(host.page().getByRole(AriaRole.DIALOG)).isVisible();
    return host.page();
  }

  private static Page page(BrowserContext context) {
    return visited(context, "/sites/" + Shared.SITE.slug() + "/thread?article=" + ARTICLE);
  }

  private static Page visited(BrowserContext context, String path) {
    Page page = context.newPage();
    page.navigate(Shared.PARLEY.url() + path);
    return page;
  }

  private static Page pageRefused(BrowserContext context) {
    Page page = page(context);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reply to Marta Lindqvist"))
        .click();
    page.locator("#reply").getByText("Post Comment").click();
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    return page;
  }

  private static Page pageHeld(BrowserContext context) {
    Page page = page(context);
    page.locator("#body").fill("Only a moron would believe that.");
    page.locator("#name").fill("Derek");
    page.locator("#email").fill("derek@readers.example");
    page.locator("#leave").getByText("Post Comment").click();
    assertThat(page.getByRole(AriaRole.NOTE)).isVisible();
    return page;
  }

  private static Page pageNotFound(BrowserContext context) {
    return visited(context, "/sites/nobody/thread?article=" + ARTICLE);
  }

  private static Page signIn(BrowserContext context) {
    Page page = visited(context, "/console/");
    assertThat(page.getByLabel("Email")).isVisible();
    return page;
  }

  private static Page signInRefused(BrowserContext context) {
    return signedIn(context, "not the password", page -> page.getByRole(AriaRole.ALERT));
  }

  private static Page queue(BrowserContext context) {
    return signedIn(context, TestParley.PASSWORD, page -> page.locator("a.go").first());
  }

  private static Page signedIn(
      BrowserContext context, String password, Function<Page, Locator> arrival) {
    Page page = signIn(context);
    page.getByLabel("Email").fill("vera@" + Shared.SITE.slug() + ".example");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    assertThat(arrival.apply(page)).isVisible();
    return page;
  }

  private static Page openCase(BrowserContext context) {
    Page page = queue(context);
    page.locator("a.go").first().click();
    assertThat(page.getByText("Why it was queued")).isVisible();
    return page;
  }

  private static Page log(BrowserContext context) {
    Page page = queue(context);
    page.navigate(Shared.PARLEY.url() + "/console/?view=log");
    assertThat(
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Decision log")))
        .isVisible();
    return page;
  }
}
