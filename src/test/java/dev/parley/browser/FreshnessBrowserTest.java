package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader finds again, and what becomes of what they do. */
@InBrowser
class FreshnessBrowserTest {
  private static final String LEAVE = "Leave a Reply";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final BrowserContext reader = TestBrowser.context();

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void post_thenReload_isThereAndNotNew() {
    site.post("own", "Tom", "The remark that was there before.");
    HostPage host = HostPage.open(reader, site, "own");
    assertThat(host.comments()).hasCount(1);
    host.post(LEAVE, "Marta", "A remark of my own on the matter.");
    assertThat(host.comment("Marta")).isVisible();

    host.reload();

    assertThat(host.comments()).hasCount(2);
    assertThat(host.comment("Marta")).containsText("You");
    assertThat(host.heading("2 Comments")).isVisible();
    host.page()
        .waitForResponse(answer -> answer.url().contains("/stream"), () -> host.page().reload());
    host.page().clock().fastForward(5_000);
    assertThat(host.comment("Marta")).isVisible();
    assertThat(host.page().getByText("new comment")).hasCount(0);
  }

  @Test
  void post_onBusyThread_isShownAfterReloadThoughItsPageIsALaterOne() {
    for (int i = 0; i < 22; i++) {
      String id =
          site.post("busy", "Reader " + i, "Remark number " + i + " on the ferry question.")
              .json()
              .getJsonObject("comment")
              .getString("id");
      parley.send("PUT", site.path("/comments/" + id + "/vote"), new JsonObject().put("value", 1));
    }
    HostPage host = HostPage.open(reader, site, "busy");
    host.post(LEAVE, "Marta", "A remark of my own that nobody has voted for.");
    assertThat(host.comment("Marta")).isVisible();

    host.reload();

    assertThat(host.comment("Marta")).containsText("You");
    assertThat(host.comments()).hasCount(21);
  }

  @Test
  void vote_thenReload_isCounted() {
    site.post("vote", "Tom", "A remark worth a vote or two.");
    HostPage host = HostPage.open(reader, site, "vote");
    Locator up = host.button("Upvote comment by Tom");
    host.page().waitForResponse(answer -> answer.url().endsWith("/vote") && answer.ok(), up::click);

    host.reload();

    assertThat(host.comment("Tom")).containsText("Score 1");
  }

  @Test
  void textTypedWhilePosting_isKept() {
    HostPage host = HostPage.open(reader, site, "typing");
    CompletableFuture<Route> held = new CompletableFuture<>();
    host.page()
        .route(
            "**/comments",
            route -> {
              if (route.request().method().equals("POST")) {
                held.complete(route);
              } else {
                route.resume();
              }
            });
    host.post(LEAVE, "Marta", "The remark that is sent.");
    host.page().waitForCondition(held::isDone);
    Locator field = HostPage.field(host.form(LEAVE), "Comment");
    field.press("End");
    field.pressSequentially(" And one more thing.");
    held.join().resume();

    assertThat(host.comment("Marta")).containsText("The remark that is sent.");
    assertThat(field).hasValue("And one more thing.");
    host.reload();
    assertThat(HostPage.field(host.form(LEAVE), "Comment")).hasValue("And one more thing.");
  }

  @Test
  void edit_saved_keepsTheFocusAtTheComment() {
    HostPage host = HostPage.open(reader, site, "focus");
    host.post(LEAVE, "Marta", "The first wording of a remark.");
    host.button("Edit your comment").click();
    HostPage.field(host.comment("Marta"), "Edit your comment").fill("The second wording of it.");

    host.button("Save changes").click();

    assertThat(host.comment("Marta")).containsText("The second wording of it.");
    assertThat(host.comment("Marta")).isFocused();
  }

  @Test
  void pill_pressedFarDown_goesToTheNewComment() {
    for (int i = 0; i < 18; i++) {
      site.post("pill", "Reader " + i, "Remark number " + i + " on the long way down.");
    }
    HostPage host = HostPage.open(reader, site, "pill");
    host.page()
        .waitForResponse(answer -> answer.url().contains("/stream"), () -> host.page().reload());
    host.comments().last().scrollIntoViewIfNeeded();
    site.post("pill", "Tomas", "A remark that comes while one reads.");

    host.button("1 new comment").click();

    assertThat(host.comment("Tomas")).isInViewport();
    assertThat(host.comment("Tomas")).isFocused();
  }

  @Test
  void edit_withAClockThatIsFast_isPossible() {
    Page page = reader.newPage();
    page.close();
    HostPage host = HostPage.open(reader, site, "clock");
    host.page().clock().setFixedTime(java.util.Date.from(Instant.now().plusSeconds(20 * 60)));
    host.reload();
    host.post(LEAVE, "Marta", "A remark by someone whose clock is fast.");

    assertThat(host.button("Edit your comment")).isVisible();
    assertThat(host.comment("Marta")).containsText("just now");
    host.reload();
    assertThat(host.button("Edit your comment")).isVisible();
  }

  @Test
  void tooFast_countsDown() {
    HostPage host = HostPage.open(reader, site, "fast");
    host.page()
        .route(
            "**/comments",
            route -> {
              if (route.request().method().equals("POST")) {
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(429)
                        .setHeaders(
                            Map.of(
                                "Retry-After", "40",
                                "Access-Control-Allow-Origin", HostPage.ORIGIN,
                                "Access-Control-Expose-Headers", "Retry-After"))
                        .setContentType("application/problem+json")
                        .setBody("{\"code\":\"too-fast\",\"detail\":\"Wait.\"}"));
              } else {
                route.resume();
              }
            });
    host.post(LEAVE, "Marta", "A remark that comes too soon.");
    assertThat(host.form(LEAVE).getByRole(AriaRole.ALERT))
        .containsText("You can post again in 40 seconds.");

    host.page().clock().runFor(10_000);
    assertThat(host.form(LEAVE))
        .containsText(java.util.regex.Pattern.compile("again in (29|30) seconds"));
    host.page().clock().runFor(31_000);
    assertThat(host.form(LEAVE)).containsText("You can post again now.");
    assertThat(HostPage.field(host.form(LEAVE), "Comment"))
        .hasValue("A remark that comes too soon.");
  }

  @Test
  void rejected_byAScore_isToldOnceAndTruly() {
    TestSite strict = parley.site(new JsonObject().put("toxicityReject", 0.6), HostPage.ORIGIN);
    HostPage host = HostPage.open(reader, strict, "score");

    host.post(LEAVE, "Derek", "You are a stupid piece of shit and everybody hates you.");

    Locator alert = host.form(LEAVE).getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("Your comment was not posted");
    assertThat(alert).containsText("An automatic score for hurtful language is above the limit");
    assertThat(alert).not().containsText("was not published");
  }

  @Test
  void rejectedLater_noticeSaysItOnce() {
    HostPage host = HostPage.open(reader, site, "refused");
    host.post(LEAVE, "Derek", "Only a moron would believe that.");
    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).isVisible();
    String id = host.comment("Derek").getAttribute("id").replace("comment-", "");
    parley.administrator().decide(site, id, 1, "reject", "off-topic");

    host.reload();

    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE))
        .hasText(
            "Your comment was not published. Only you can see it.It is not about the article."
                + "Decided by a moderator.");
  }
}
