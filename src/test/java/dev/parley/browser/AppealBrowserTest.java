package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An author who objects to a decision, where they wrote their comment. */
@InBrowser
class AppealBrowserTest {
  private static final String OBJECT = "Appeal the decision about your comment";

  private final TestParley parley = TestParley.shared();
  private final TestSite site =
      parley.site(new JsonObject().put("moderation", "first"), HostPage.ORIGIN);
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk tom = parley.moderator(site, "Tom");
  private final BrowserContext reader =
      TestBrowser.context(new Browser.NewContextOptions().setBypassCSP(true));

  @AfterEach
  void close() {
    reader.close();
  }

  private String rejected(HostPage page, boolean shownBefore) {
    page.post("Leave a Reply", "Ann", "The ferry to the island was on time today.");
    assertThat(page.comment("Ann")).isVisible();
    JsonArray cases = ana.get(site.path("/cases?queue=pending")).json().getJsonArray("cases");
    String id = cases.getJsonObject(0).getString("id");
    if (shownBefore) {
      ana.decide(site, id, 1, "approve", null);
      page.page().reload();
      assertThat(page.comment("Ann")).containsText("You");
    }
    assertEquals(
        "applied",
        ana.decide(site, id, shownBefore ? 2 : 1, "reject", "off-topic").getString("outcome"));
    page.page().reload();
    return id;
  }

  @Test
  void rejectedComment_isObjectedToInItsPlaceAndShownOnceOverturned() {
    HostPage page = HostPage.open(reader, site, "quay");
    String id = rejected(page, false);
    Locator comment = page.comment("Ann");
    assertThat(comment).containsText("It is not about the article.");
    assertThat(comment).containsText("Decided by a moderator.");

    page.button(OBJECT).click();
    Locator dialog = page.page().getByRole(AriaRole.DIALOG);
    HostPage.button(dialog, "Send appeal").click();
    assertThat(dialog).containsText("Say why the decision is wrong");
    assertEquals("", AccessibilityBrowserTest.violations(page.page()));
    HostPage.field(dialog, "Why is the decision wrong?").fill("The article is about the ferry.");
    HostPage.button(dialog, "Send appeal").click();

    assertThat(comment).containsText("You have appealed. Another moderator will look at it.");
    assertThat(page.button(OBJECT)).hasCount(0);
    page.page().reload();
    assertThat(comment).containsText("You have appealed. Another moderator will look at it.");
    JsonObject decided = tom.decide(site, id, 3, "approve", "You are right.");
    assertEquals("applied", decided.getString("outcome"));
    page.page().reload();
    assertThat(comment).not().containsText("You have appealed");
    assertThat(page.status()).containsText("Your appeal was right.");
    assertThat(page.status()).containsText("You are right.");
  }

  @Test
  void commentThatWasShown_takenAway_isToldToItsAuthorWhoMayObject() {
    HostPage page = HostPage.open(reader, site, "quay");
    String id = rejected(page, true);

    assertThat(page.comment("Ann")).containsText("It is not about the article.");
    page.button(OBJECT).click();
    Locator dialog = page.page().getByRole(AriaRole.DIALOG);
    HostPage.field(dialog, "Why is the decision wrong?").fill("The article is about the ferry.");
    HostPage.button(dialog, "Send appeal").click();
    assertThat(page.comment("Ann")).containsText("You have appealed.");
    tom.decide(site, id, 4, "reject", "It repeats what was said.");
    page.page().reload();

    assertThat(page.comment("Ann")).containsText("The decision stands. It repeats what was said.");
    assertThat(page.button(OBJECT)).hasCount(0);
  }
}
