package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.screening.Reason;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a moderator meets in the console. */
@InBrowser
class ConsoleBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  private JsonObject held(String name) {
    JsonObject receipt = site.post("desk", name, "Only a moron would believe " + name + ".").json();
    assertEquals("pending", receipt.getString("status"));
    return receipt;
  }

  @Test
  void filter_offersEveryReasonOfTheService() {
    held("Derek");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Filter")).first().click();

      Locator options = page.getByLabel("Reason", ConsolePage.exact()).locator("option");

      assertEquals(Reason.values().length + 1, options.count());
      List<String> words = options.allTextContents();
      for (Reason reason : Reason.values()) {
        assertTrue(words.contains(reason.label()), reason.label());
      }
      page.getByLabel("Reason", ConsolePage.exact()).selectOption("SUSPECT_WORD");
      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Show comments")).click();
      assertThat(page.getByText("1 found")).isVisible();
    }
  }

  @Test
  void reason_ofEveryKind_isAChipOfItsRow() {
    for (Reason reason : Reason.values()) {
      JsonObject receipt = held("Reader " + reason.label());
      JsonObject signal =
          new JsonObject()
              .put("check", "test")
              .put("reason", reason.name())
              .put("score", 0.9)
              .put("weight", 1)
              .put("message", "")
              .put("evidence", new JsonArray());
      parley.change(
          "update screening set signals = $2 where comment_id = $1",
          UUID.fromString(receipt.getJsonObject("comment").getString("id")),
          new JsonArray().add(signal));
    }
    Map<Reason, String> counted =
        Map.of(Reason.LINKS, "1 link", Reason.REPORTED, Reason.REPORTED.label() + " × 1");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);

      assertThat(page.locator("li.row")).hasCount(Reason.values().length);
      for (Reason reason : Reason.values()) {
        String words = counted.getOrDefault(reason, reason.label());
        Locator name =
            page.getByText("Reader " + reason.label(), new Page.GetByTextOptions().setExact(true));
        Locator row = page.locator("li.row").filter(new Locator.FilterOptions().setHas(name));
        assertThat(row.locator(".chip")).hasText(reason.isScore() ? words + " 0.90" : words);
      }
    }
  }

  @Test
  void spamThenUndo_atOnce_leavesNoRowStruckThrough() {
    for (int i = 1; i <= 5; i++) {
      held("Reader " + (char) ('A' + i));
    }
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      page.getByRole(AriaRole.CHECKBOX, ConsolePage.name("Select all on this page")).check();
      page.locator("body").press("s");
      page.locator("body").press("z");

      assertThat(page.getByText("5 waiting")).isVisible();
      // The server has all of them back, and says so by its own count.
      page.waitForCondition(
          () ->
              ana.get(site.path("/queues")).json().getJsonObject("pending").getInteger("count")
                  == 5);
      assertThat(page.locator("li.row")).hasCount(5);
      assertThat(page.locator("li.row.done")).hasCount(0);
    }
  }

  @Test
  void comment_isReadAsReadersSeeItWithItsEvidenceMarked() {
    String body =
        "1986. Only a **moron** would believe\n1987. these `idiots`, see [this](https://e.example/a)\n\n"
            + "- nobody\n\n> <b>asked</b>";
    assertEquals("pending", site.post("desk", "Derek", body).json().getString("status"));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      Locator shown = page.locator("article.card .body");

      assertThat(shown.locator("ol")).hasAttribute("start", "1986");
      assertThat(shown.locator("ol > li")).hasCount(2);
      assertThat(shown.locator("ul > li")).hasText("nobody");
      assertThat(shown.locator("blockquote")).hasText("<b>asked</b>");
      assertThat(shown.locator("strong mark.word")).hasText("moron");
      assertThat(shown.locator("code mark.word")).hasText("idiots");
      assertThat(shown.locator(".to")).hasText("this (https://e.example/a)");
      assertThat(shown.locator("a")).hasCount(0);
      assertThat(shown).not().containsText("**");
    }
  }

  @Test
  void comment_inListsAndTheLog_isShownInTheWordsReadersSee() {
    String body = "Only a **moron** reads [this](https://e.example/a) &amp; 2 * 3.";
    String seen = "Only a moron reads this & 2 * 3.";
    for (int i = 0; i < 2; i++) {
      assertEquals("pending", site.post("desk", "Derek", body).json().getString("status"));
    }
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);

      Locator row = page.locator("li.row").first();
      assertThat(row.locator(".rx")).hasText(seen);
      assertThat(row.locator("mark.word")).hasText("moron");
      assertThat(row.locator("mark").last()).hasText("this");
      assertThat(page.locator(".recent p")).hasText(seen);
      page.keyboard().press("h");
      assertThat(page.locator(".drawer .hist p[dir]").first()).hasText(seen);
      page.keyboard().press("Escape");
      page.getByRole(AriaRole.LINK, ConsolePage.name("Log")).click();
      assertThat(page.locator("tbody .mute").first()).hasText(seen);
    }
  }

  @Test
  void keys_onAKeyboardOfAnotherScript_workByTheirPlace() {
    held("Derek");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();

      page.evaluate(
          "() => document.body.dispatchEvent(new KeyboardEvent('keydown',"
              + " { key: 'ф', code: 'KeyA', bubbles: true, cancelable: true }))");

      assertThat(page.getByText("Nothing is waiting")).isVisible();
    }
  }

  @Test
  void comment_takenBackWhileItIsRead_saysSo() {
    JsonObject receipt = held("Derek");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();

      parley.send(
          "DELETE",
          site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
          (byte[]) null,
          "Authorization",
          "Bearer " + receipt.getString("editToken"));

      assertThat(page.getByText("This comment was deleted while you were reading.")).isVisible();
    }
  }

  @Test
  void actions_areAllWithinTheWindowAtEveryWidth() {
    String id = held("Derek").getJsonObject("comment").getString("id");
    ana.decide(site, id, 1, "spam", null);
    held("Lotte");
    List<String> outside = new ArrayList<>();
    for (int width : new int[] {1280, 1000}) {
      for (String queue : List.of("spam", "pending")) {
        try (BrowserContext context = TestBrowser.context(ConsolePage.size(width, 800))) {
          Page page = signIn(context, "?queue=" + queue);
          Locator bar = page.getByRole(AriaRole.TOOLBAR, ConsolePage.name("Decide"));
          assertThat(
                  bar.getByRole(
                      AriaRole.BUTTON,
                      new Locator.GetByRoleOptions().setName("Undo").setExact(true)))
              .isVisible();
          addOutside(outside, width + " " + queue, bar.getByRole(AriaRole.BUTTON), width);
        }
      }
    }
    assertEquals(List.of(), outside);
  }

  private static void addOutside(List<String> outside, String where, Locator all, int width) {
    for (Locator one : all.all()) {
      BoundingBox box = one.boundingBox();
      if (box == null || box.x < 0 || box.x + box.width > width || box.y + box.height > 800) {
        outside.add(where + " " + one.textContent());
      }
    }
  }

  @Test
  void actions_onAPhone_areAllWithinTheWindowAndItsMenu() {
    String email = "phone@" + site.slug() + ".example";
    ConsolePage.hire(email, "Pia", site, parley.site());
    String id = held("Derek").getJsonObject("comment").getString("id");
    ana.decide(site, id, 1, "spam", null);
    held("Lotte");
    List<String> outside = new ArrayList<>();
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(390, 800))) {
      Page page = ConsolePage.signIn(context, "", email);
      for (String queue : List.of("spam", "pending")) {
        page.navigate(parley.url() + "/console/?site=" + site.slug() + "&queue=" + queue);
        page.locator("li.row a.go").first().click();
        Locator bar = page.getByRole(AriaRole.TOOLBAR, ConsolePage.name("Decide"));
        Locator more =
            bar.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("More actions").setExact(true));
        assertThat(more).isVisible();
        addOutside(outside, queue, bar.locator("button:visible"), 390);
        addOutside(outside, queue, page.locator("header button:visible"), 390);
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"), queue);
        more.click();
        Locator items = page.getByRole(AriaRole.MENUITEM);
        List<String> words = items.allTextContents();
        for (String action : List.of("Skip", "Undo")) {
          assertTrue(
              words.stream().anyMatch(word -> word.startsWith(action)), words + " " + action);
        }
        addOutside(outside, queue, items, 390);
        page.keyboard().press("Escape");
      }
    }
    assertEquals(List.of(), outside);
  }

  @Test
  void ban_ofAnAuthorWithoutAnEmailAddress_isOffered() {
    JsonObject submission = site.submission("desk", "Derek", "Only a moron would believe this.");
    submission.getJsonObject("author").remove("email");
    assertEquals("pending", site.post(submission).json().getString("status"));
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();

      page.keyboard().press("b");

      Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Ban Derek"));
      assertThat(dialog.getByText("This author")).isVisible();
      assertThat(dialog.getByText("This email address")).hasCount(0);
    }
  }

  @Test
  void ban_withWaitingComments_offersToRejectThemAndIsUndoneWhole() {
    held("Derek");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      page.getByRole(AriaRole.BUTTON, name(Pattern.compile("^Ban…"))).first().click();
      page.getByLabel("Reject the 1 comment that waits as well").check();
      page.getByLabel("Reason, for the log").fill("Insults");
      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Ban for 1 week")).click();
      assertThat(page.getByText("Banned Derek and rejected 1 comment").first()).isVisible();
      assertEquals(0, waiting());

      page.locator(".toast")
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo"))
          .click();

      assertThat(page.getByText("The ban of Derek is lifted").first()).isVisible();
      assertEquals(1, waiting());
    }
  }

  @Test
  void account_changesThePasswordAndEndsOtherSessions() {
    Desk elsewhere = parley.signIn("ana@" + site.slug() + ".example", TestParley.PASSWORD);
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = signIn(context);
      page.getByRole(AriaRole.BUTTON, name(Pattern.compile("account menu"))).click();
      page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Your account")).click();
      assertThat(page.getByText("This device")).isVisible();
      page.getByLabel("Current password").fill(TestParley.PASSWORD);
      page.getByLabel("New password").fill("seven green bottles");
      page.getByRole(AriaRole.BUTTON, ConsolePage.name("Change password")).click();

      assertThat(page.getByText("Your password is changed.").first()).isVisible();
      assertEquals(401, elsewhere.get("/api/v1/session").status());
    }
  }

  private int waiting() {
    return ana.get(site.path("/queues")).json().getJsonObject("pending").getInteger("count");
  }

  private static Page.GetByRoleOptions name(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private Page signIn(BrowserContext context) {
    return signIn(context, "");
  }

  private Page signIn(BrowserContext context, String query) {
    return ConsolePage.signIn(context, query, "ana@" + site.slug() + ".example");
  }
}
