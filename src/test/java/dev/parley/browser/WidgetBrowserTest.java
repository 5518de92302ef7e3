package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.comment.ReportReasons;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@InBrowser
class WidgetBrowserTest {
  private static final String LEAVE = "Leave a Reply";
  private static final String HELD =
      "Your comment is waiting for a moderator. Only you can see it.";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), HostPage.ORIGIN);
  private final List<BrowserContext> contexts = new ArrayList<>();

  @AfterEach
  void close() {
    contexts.forEach(BrowserContext::close);
  }

  /** Another reader, with a browser of their own. */
  private BrowserContext reader() {
    BrowserContext context = TestBrowser.context();
    contexts.add(context);
    return context;
  }

  private HostPage open(String article) {
    return HostPage.open(reader(), site, article);
  }

  private void close(String article) {
    assertEquals(
        200,
        parley
            .administrator()
            .send(
                "PUT",
                site.path("/articles"),
                new JsonObject().put("key", article).put("state", "closed"))
            .status());
  }

  @Test
  void post_cleanComment_appearsAtOnce() {
    HostPage host = open("clean");
    host.post(LEAVE, "Marta", "The last ferry leaves before the *last* train.");

    assertThat(host.heading("1 Comment")).isVisible();
    assertThat(host.comment("Marta")).containsText("The last ferry leaves before the last train.");
    assertThat(host.comment("Marta").locator("em")).hasText("last");
    assertThat(host.comment("Marta")).containsText("You");
    assertThat(host.status().first()).hasText("Your comment was published.");
    assertThat(HostPage.field(host.form(LEAVE), "Comment")).hasValue("");
  }

  @Test
  void post_suspectWord_isHeldInPlaceAndSurvivesReload() {
    HostPage host = open("held");

    host.post(LEAVE, "Derek", "Only a moron would believe that.");

    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).hasText(HELD);
    host.reload();
    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).hasText(HELD);
    assertThat(host.comment("Derek")).containsText("Only a moron would believe that.");
    assertThat(host.heading("Comments")).isVisible();
    HostPage other = open("held");
    assertThat(other.form(LEAVE)).isVisible();
    assertThat(other.comments()).hasCount(0);
  }

  @Test
  void held_approvedMeanwhile_losesItsNoticeAndSaysSo() {
    HostPage host = open("approved");
    host.post(LEAVE, "Derek", "Only a moron would doubt that.");
    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).isVisible();
    String id = host.comment("Derek").getAttribute("id").replace("comment-", "");

    parley.administrator().decide(site, id, 1, "approve", null);

    assertThat(host.status().first()).hasText("Your comment was published.");
    assertThat(host.comment("Derek").getByRole(AriaRole.NOTE)).hasCount(0);
    assertThat(host.heading("1 Comment")).isVisible();
  }

  @Test
  void reply_opened_takesTheFocusAndGivesItBackOnEscape() {
    site.post("answer", "Marta", "A remark that asks for an answer.");
    HostPage host = open("answer");

    host.button("Reply to Marta").click();

    Locator form = host.form("Reply to Marta");
    assertThat(HostPage.field(form, "Comment")).isFocused();
    host.page().keyboard().press("Escape");
    assertThat(form).hasCount(0);
    assertThat(host.button("Reply to Marta")).isFocused();
  }

  @Test
  void replies_toTwoCommentsOfOneAuthor_areLandmarksOfDifferentNames() {
    site.post("twice", "Marta", "A remark that asks for an answer.");
    site.post("twice", "Marta", "Another one about the timetable in winter.");
    HostPage host = open("twice");

    host.button("Reply to Marta").first().click();
    assertThat(host.form("Reply to Marta")).hasCount(1);
    host.button("Reply to Marta").last().click();

    assertThat(host.form("Reply to Marta (2)")).hasCount(1);
    assertThat(host.form("Reply to Marta")).hasCount(1);
    // Whichever is closed, the next one takes the name that is free.
    HostPage.button(host.form("Reply to Marta"), "Cancel reply").click();
    assertThat(host.form("Reply to Marta (2)")).hasCount(1);
    host.button("Reply to Marta").first().click();
    assertThat(host.form("Reply to Marta")).hasCount(1);
    assertThat(host.form("Reply to Marta (2)")).hasCount(1);
  }

  @Test
  void reply_posted_standsUnderItsParent() {
    site.post("talk", "Marta", "A remark that asks for an answer.");
    HostPage host = open("talk");

    host.button("Reply to Marta").click();
    host.post("Reply to Marta", "Tomas", "An answer to the remark.");

    assertThat(host.heading("2 Comments")).isVisible();
    Locator below =
        host.page().locator("li").filter(new Locator.FilterOptions().setHas(host.comment("Marta")));
    assertThat(below.locator("ol").getByRole(AriaRole.ARTICLE))
        .containsText("An answer to the remark.");
    assertThat(host.form("Reply to Marta")).hasCount(0);
    assertThat(host.button("Collapse 1 reply to Marta")).isVisible();
  }

  @Test
  void own_edited_showsTheNewText() {
    HostPage host = open("edit");
    host.post(LEAVE, "Marta", "The first text, about ferries.");

    host.button("Edit your comment").click();
    Locator text = HostPage.field(host.comment("Marta"), "Edit your comment");
    assertThat(text).hasValue("The first text, about ferries.");
    text.fill("The second text, about markets.");
    host.button("Save changes").click();

    assertThat(host.comment("Marta")).containsText("The second text, about markets.");
    assertThat(host.status().first()).hasText("Your changes were saved.");
    host.reload();
    assertThat(host.comment("Marta")).containsText("The second text, about markets.");
    assertThat(host.comment("Marta")).containsText("edited");
  }

  @Test
  void own_deleted_isGoneForEveryone() {
    HostPage host = open("delete");
    host.post(LEAVE, "Marta", "A remark to be taken back.");

    host.button("Delete your comment").click();

    assertThat(host.page().getByText("Your comment was deleted.").first()).isVisible();
    assertThat(host.comments()).hasCount(0);
    assertThat(host.heading("Comments")).isVisible();
    assertTrue(site.thread("delete").json().getJsonArray("comments").isEmpty());
  }

  @Test
  void vote_cast_countsAndIsRememberedAfterReload() {
    site.post("vote", "Marta", "A remark worth a vote.");
    HostPage host = open("vote");
    Locator up = host.button("Upvote comment by Marta");
    assertThat(up).hasAttribute("aria-pressed", "false");

    host.page()
        .waitForResponse(
            answer -> answer.url().endsWith("/vote") && answer.status() == 200, up::click);

    assertThat(up).hasAttribute("aria-pressed", "true");
    assertThat(host.comment("Marta")).containsText("Score 1");
    host.reload();
    up.focus();
    assertThat(up).hasAttribute("aria-pressed", "true");
    up.click();
    assertThat(up).hasAttribute("aria-pressed", "false");
    assertThat(host.comment("Marta")).containsText("Score 0");
  }

  @Test
  void report_sent_reachesTheModerators() {
    site.post("report", "Mallory", "A remark somebody objects to.");
    HostPage host = open("report");

    host.button("Report comment by Mallory").click();
    Locator dialog = host.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).hasAccessibleName("Report this comment");
    assertEquals(
        ReportReasons.CODES,
        dialog
            .locator("input[name=reason]")
            .evaluateAll("reasons => reasons.map((reason) => reason.value)"));
    dialog.getByLabel("Off topic").check();
    HostPage.button(dialog, "Send report").click();

    assertThat(host.status().first()).hasText("Thank you. A moderator will look at the comment.");
    assertThat(dialog).hasCount(0);
    assertThat(host.button("Report comment by Mallory")).isFocused();
    JsonObject queues = parley.administrator().get(site.path("/queues")).json();
    assertEquals(1, queues.getJsonObject("reported").getInteger("count"));
  }

  @Test
  void post_emptyForm_listsWhatIsMissingAndLeadsThere() {
    HostPage host = open("empty");
    Locator form = host.form(LEAVE);

    HostPage.button(form, "Post Comment").click();

    Locator summary = form.getByRole(AriaRole.ALERT);
    assertThat(summary).isFocused();
    assertThat(summary.getByRole(AriaRole.LINK))
        .hasText(
            new String[] {
              "Enter a comment", "Enter your name", "Enter an email like name@example.com"
            });
    assertThat(HostPage.field(form, "Name")).hasAttribute("aria-invalid", "true");
    assertThat(HostPage.field(form, "Name")).hasAccessibleDescription("Enter your name");
    summary.getByText("Enter your name").click();
    assertThat(HostPage.field(form, "Name")).isFocused();
    assertEquals(0, site.thread("empty").json().getJsonArray("comments").size());
  }

  @Test
  void preview_tab_showsWhatWouldBeShown() {
    HostPage host = open("preview");
    HostPage.field(host.form(LEAVE), "Comment").fill("A *slanted* remark.");

    host.page().getByRole(AriaRole.TAB).getByText("Preview").click();

    assertThat(host.page().getByRole(AriaRole.TABPANEL).locator("em")).hasText("slanted");
  }

  @Test
  void draft_notPosted_survivesReload() {
    HostPage host = open("draft");
    HostPage.field(host.form(LEAVE), "Comment").fill("Not finished yet");

    host.reload();

    assertThat(HostPage.field(host.form(LEAVE), "Comment")).hasValue("Not finished yet");
  }

  @Test
  void live_secondReaderPosts_isToldAndNotInserted() {
    site.post("live", "Marta", "The remark that was there.");
    HostPage watching = open("live");
    assertThat(watching.comments()).hasCount(1);
    HostPage writing = open("live");

    writing.post(LEAVE, "Tomas", "A remark that comes meanwhile.");

    assertThat(writing.heading("2 Comments")).isVisible();
    assertThat(watching.button("1 new comment")).isVisible();
    assertThat(watching.comments()).hasCount(1);
    assertThat(writing.button("1 new comment")).hasCount(0);
    watching.button("1 new comment").click();
    assertThat(watching.comment("Tomas")).containsText("A remark that comes meanwhile.");
    assertThat(watching.comment("Tomas")).isFocused();
    assertThat(watching.heading("2 Comments")).isVisible();
    assertThat(watching.button("1 new comment")).hasCount(0);
  }

  @Test
  void thread_closed_canBeReadOnly() {
    site.post("closed", "Marta", "The last word on it.");
    close("closed");

    HostPage host = open("closed");

    assertThat(host.page().getByText("Comments are closed")).isVisible();
    assertThat(host.page().getByText("You can still read it.")).isVisible();
    assertThat(host.comment("Marta")).isVisible();
    assertThat(host.form(LEAVE)).hasCount(0);
    assertThat(host.button("Reply to Marta")).hasCount(0);
  }

  @Test
  void thread_closedWhileRead_saysSoAtOnce() {
    HostPage host = open("closing");
    assertThat(host.form(LEAVE)).isVisible();

    close("closing");

    assertThat(host.page().getByText("Comments are closed")).isVisible();
    assertThat(host.form(LEAVE)).hasCount(0);
  }

  @Test
  void post_setsNoCookieAndAsksNobodyElse() {
    BrowserContext context = reader();
    Set<String> asked = new TreeSet<>();
    context.onRequest(request -> asked.add(java.net.URI.create(request.url()).getAuthority()));
    HostPage host = HostPage.open(context, site, "private");

    host.post(LEAVE, "Marta", "A remark that leaves no cookie.");
    assertThat(host.comment("Marta")).isVisible();

    assertTrue(context.cookies().isEmpty());
    assertEquals(Set.of("host.example", java.net.URI.create(parley.url()).getAuthority()), asked);
  }

  @Test
  void details_keptOnlyAfterTheBoxIsTicked() {
    HostPage host = open("details");
    host.post(LEAVE, "Marta", "A remark without a tick.");
    assertThat(host.comment("Marta")).hasCount(1);
    assertFalse(stored(host).contains("marta@readers.example"));

    HostPage.checkbox(
            host.form(LEAVE),
            "Save my name, email, and website in this browser for the next time I comment.")
        .check();
    host.post(LEAVE, "Marta", "Another remark, with a tick.");
    assertThat(host.comment("Marta")).hasCount(2);
    assertTrue(stored(host).contains("marta@readers.example"));
    host.reload();
    assertThat(host.form(LEAVE)).containsText("Posting as Marta");
  }

  private static String stored(HostPage host) {
    return String.valueOf(host.page().evaluate("JSON.stringify({...localStorage})"));
  }

  @Test
  void comment_withMarkup_staysText() {
    JsonObject submission =
        site.submission("markup", "Mallory", "<img src=x onerror=hacked=2> is text.");
    submission.getJsonObject("author").put("name", "<img src=x onerror=hacked=1>");
    assertEquals(201, site.post(submission).status());

    HostPage host = open("markup");

    assertThat(host.comments()).containsText("<img src=x onerror=hacked=2> is text.");
    assertThat(host.comment("<img src=x onerror=hacked=1>")).isVisible();
    assertEquals("undefined", host.page().evaluate("typeof hacked"));
  }

  @Test
  void page_ofAnOriginTheSiteDoesNotName_cannotRead() {
    TestSite elsewhere = parley.site(new JsonObject(), "https://elsewhere.example");

    HostPage host = HostPage.visit(reader(), elsewhere, "any");

    assertThat(host.page().getByText("Comments could not be loaded")).isVisible();
  }
}
