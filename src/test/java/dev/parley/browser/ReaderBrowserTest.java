package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console for a moderator who may read and not decide: nothing is offered that is refused. */
@InBrowser
class ReaderBrowserTest {
  private static final Pattern CHANGING =
      Pattern.compile(
          "^(Approve|Reject|Reject with a reason|Spam|Undo|Delete|Reopen|Ban…|Add note|Purge…"
              + "|Show email address)$");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));
  private final String email = "rea@" + site.slug() + ".example";

  /** What the page sent that was no question. */
  private final List<String> sent = new CopyOnWriteArrayList<>();

  @BeforeEach
  void fill() {
    JsonObject derek = site.submission("quay", "Derek", "It opens at nine.");
    derek.getJsonObject("author").put("email", "derek@harbour.example");
    site.post(derek);
    site.post("quay", "Lotte", "And closes at five.");
    ConsolePage.hire(email, "Rea", site);
    parley
        .administrator()
        .send(
            "POST",
            "/api/v1/moderators",
            new JsonObject().put("email", email).put("role", "reader"));
  }

  private Page signIn(BrowserContext context) {
    Page page = ConsolePage.signIn(context, "?site=" + site.slug(), email);
    page.onRequest(
        request -> {
          if (!request.method().equals("GET")) {
            sent.add(request.method() + " " + request.url());
          }
        });
    assertThat(comment(page, "Derek")).isVisible();
    return page;
  }

  private static Locator comment(Page page, String name) {
    return page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by " + name));
  }

  private static Locator changing(Page page) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(CHANGING));
  }

  @Test
  void queue_forAReader_offersNothingThatChangesAnything() {
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);

      assertThat(page.getByText("You can read here, but not change anything.")).isVisible();
      assertThat(changing(page)).hasCount(0);
      assertThat(page.getByRole(AriaRole.CHECKBOX)).hasCount(0);
      page.getByRole(AriaRole.BUTTON, ConsolePage.name("R, account menu")).click();
      assertThat(page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Your account"))).isVisible();
      assertThat(page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Purge…"))).hasCount(0);
      page.keyboard().press("Escape");
      page.keyboard().press("h");
      Locator drawer = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Derek"));
      assertThat(drawer.getByText("d…@harbour.example")).isVisible();
      assertThat(changing(page)).hasCount(0);
      assertThat(drawer.getByRole(AriaRole.LINK)).hasCount(0);
    }
  }

  @Test
  void keys_ofAReader_moveAndDoNothingElse() {
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context);

      for (String key : List.of("a", "r", "s", "x", "Shift+X", "z", "u", "n", "b")) {
        page.locator("body").press(key);
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
        assertThat(comment(page, "Derek")).isVisible();
      }
      page.locator("body").press("j");
      assertThat(comment(page, "Lotte")).isVisible();

      page.keyboard().press("?");
      Locator help = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Keyboard shortcuts"));
      assertThat(help.locator("li"))
          .hasText(
              new Pattern[] {
                Pattern.compile("^Next, skip"),
                Pattern.compile("^Previous"),
                Pattern.compile("^Open on the site"),
                Pattern.compile("^Show conversation"),
                Pattern.compile("^Next tab"),
                Pattern.compile("^Search"),
                Pattern.compile("^Author history"),
                Pattern.compile("^This help"),
              });
      assertEquals(List.of(), sent);
      assertEquals(
          2,
          parley
              .administrator()
              .get(site.path("/queues"))
              .json()
              .getJsonObject("pending")
              .getInteger("count"));
    }
  }

  @Test
  void phone_menuOfAReader_hasOnlyWhatReads() {
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(390, 844))) {
      Page page = ConsolePage.signIn(context, "?site=" + site.slug(), email);
      page.getByRole(AriaRole.LINK, ConsolePage.name("Derek")).click();

      page.getByRole(AriaRole.BUTTON, ConsolePage.name("More actions")).click();

      assertThat(page.getByRole(AriaRole.MENUITEM))
          .hasText(new String[] {"Skip", "Author history"});
    }
  }

  @Test
  void otherPages_forAReader_offerNothingThatChangesAnything() {
    parley
        .administrator()
        .send(
            "POST",
            site.path("/bans"),
            new JsonObject()
                .put("kind", "domain")
                .put("value", "wares-" + site.slug() + ".example")
                .put("reason", "Wares"));
    parley.administrator().decide(site, pending(), 1, "approve", "");
    try (BrowserContext context = TestBrowser.context()) {
      Page page = signIn(context, "Lotte");

      page.getByRole(AriaRole.LINK, ConsolePage.name("Log")).click();
      assertThat(page.getByText("It opens at nine.").first()).isVisible();
      assertThat(page.locator("tbody button").getByText("Undo")).hasCount(0);

      String administration = parley.url() + "/console/administration/#";
      page.navigate(administration + "bans/" + site.slug());
      assertThat(page.getByText("wares-" + site.slug() + ".example")).isVisible();
      assertThat(page.locator("main").getByRole(AriaRole.BUTTON)).hasCount(0);
      assertThat(page.getByRole(AriaRole.LINK, ConsolePage.name("Purge"))).hasCount(0);

      page.navigate(administration + "articles/" + site.slug());
      assertThat(page.getByText("quay", new Page.GetByTextOptions().setExact(true))).isVisible();
      assertThat(page.locator("main").getByRole(AriaRole.BUTTON)).hasCount(0);
      assertThat(page.locator("main").getByRole(AriaRole.COMBOBOX)).hasCount(0);

      page.navigate(administration + "purge/" + site.slug());
      assertThat(page.getByText("You can read here, but not change anything.")).isVisible();
      assertThat(page.locator("main form")).hasCount(0);
    }
  }

  private String pending() {
    return parley
        .administrator()
        .get(site.path("/cases?queue=pending&sort=oldest"))
        .json()
        .getJsonArray("cases")
        .getJsonObject(0)
        .getString("id");
  }

  private Page signIn(BrowserContext context, String first) {
    Page page = ConsolePage.signIn(context, "?site=" + site.slug(), email);
    assertThat(comment(page, first)).isVisible();
    return page;
  }
}
