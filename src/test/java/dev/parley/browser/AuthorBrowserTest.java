package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader whom the service knows again by the browser, wherever they are. */
@InBrowser
class AuthorBrowserTest {
  private static final String LEAVE = "Leave a Reply";
  private static final String HELD =
      "Your comment is waiting for a moderator. Only you can see it.";

  private final TestParley parley = TestParley.shared();
  private final TestSite site =
      parley.site(new JsonObject().put("moderation", "first"), HostPage.ORIGIN);
  private final BrowserContext reader = TestBrowser.context();
  private final BrowserContext stranger = TestBrowser.context();

  @AfterEach
  void close() {
    reader.close();
    stranger.close();
  }

  @Test
  void post_inTheBrowserOfAnApprovedComment_isPublishedWhereAStrangersWaits() {
    HostPage first = HostPage.open(reader, site, "quay");
    first.post(LEAVE, "Ann", "The ferry to the island was on time today.");
    assertThat(first.comment("Ann")).containsText(HELD);
    approveAndMoveAway();

    HostPage elsewhere = HostPage.open(stranger, site, "lamps");
    elsewhere.post(LEAVE, "Ann", "Quay Street needs more lamps in winter.");
    assertThat(elsewhere.comment("Ann")).containsText(HELD);

    HostPage again = HostPage.open(reader, site, "bakery");
    again.post(LEAVE, "Ann", "My street has a wonderful new bakery.");
    assertThat(again.comment("Ann")).isVisible();
    assertThat(again.heading("1 Comment")).isVisible();
    assertThat(again.comment("Ann")).not().containsText(HELD);
  }

  @Test
  void ownComment_rejectedUnderItsReplies_saysWhyInItsPlace() {
    HostPage page = HostPage.open(reader, site, "quay");
    page.post(LEAVE, "Ann", "The ferry to the island was on time today.");
    assertThat(page.comment("Ann")).containsText(HELD);
    String id = approveAndMoveAway();
    page.page().reload();
    assertThat(page.comment("Ann")).containsText("You");
    JsonObject reply =
        site.reply("quay", id, "Ben", "And so it was yesterday, as it always is.").json();
    JsonObject waiting = reply.getJsonObject("comment");
    parley.administrator().decide(site, waiting.getString("id"), 1, "approve", null);
    parley.administrator().decide(site, id, 2, "reject", "off-topic");

    page.page().reload();

    assertThat(page.page().getByText("Your comment was not published. Only you can see it."))
        .isVisible();
    assertThat(page.page().getByText("It is not about the article.")).isVisible();
  }

  /** Approves the one comment that waits, as sent from a network the tests are not in. */
  private String approveAndMoveAway() {
    JsonArray cases =
        parley.administrator().get(site.path("/cases?queue=pending")).json().getJsonArray("cases");
    assertEquals(1, cases.size());
    String id = cases.getJsonObject(0).getString("id");
    parley.administrator().decide(site, id, 1, "approve", null);
    parley.change("update comment set address = '192.0.2.7' where id = $1", UUID.fromString(id));
    return id;
  }
}
