package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console's dialogs: their names, their keys, where the focus goes, and what they refuse. */
@InBrowser
class ConsoleDialogsBrowserTest {
  /** Single keys of the page under a dialog. */
  private static final List<String> SHORTCUTS =
      List.of("a", "r", "s", "j", "k", "z", "u", "x", "n", "b", "h", "c", "o", "t", "/", "?");

  private static final int MOST_STOPS = 40;

  /** A site nothing is decided on, and a moderator signed in to it. */
  private static final class Shared {
    static final TestParley PARLEY = TestParley.shared();
    static final TestSite SITE = PARLEY.site();
    static final String SIGNED_IN = signedIn();
    static final Page PAGE = queue(TestBrowser.context(size()));

    static Browser.NewContextOptions size() {
      // A dialog that still moves into its place is not seen whole.
      return ConsolePage.size(1280, 900)
          .setReducedMotion(ReducedMotion.REDUCE)
          .setStorageState(SIGNED_IN);
    }

    private static String signedIn() {
      for (String name : List.of("Derek", "Lotte", "Nils")) {
        held(SITE, name);
      }
      PARLEY.moderator(SITE, "Vera");
      try (BrowserContext context = TestBrowser.context()) {
        ConsolePage.signIn(context, "", email(SITE));
        return context.storageState();
      }
    }
  }

  /**
   * A dialog of the queue.
   *
   * @param name what assistive technology calls it
   * @param byKey opens it by its keys; it has none where this does nothing
   * @param byPointer opens it by buttons
   * @param opener the button that has the focus again when it is closed
   */
  private record Subject(
      String name, List<String> byKey, Consumer<Page> byPointer, Function<Page, Locator> opener) {
    @Override
    public String toString() {
      return name;
    }

    void open(Page page) {
      if (byKey.isEmpty()) {
        byPointer.accept(page);
      } else {
        byKey.forEach(page.keyboard()::press);
      }
      assertThat(in(page)).isVisible();
    }

    Locator in(Page page) {
      return page.getByRole(AriaRole.DIALOG, ConsolePage.name(name));
    }
  }

  private static final List<Subject> SUBJECTS =
      List.of(
          subject("Keyboard shortcuts", List.of("?"), page -> button(page, "Keyboard shortcuts")),
          subject("Derek", List.of("h"), page -> button(page, "Derek")),
          subject("Derek", List.of(), page -> button(page, "View history")),
          subject("Ban Derek", List.of("b"), page -> page.locator("#ban")),
          subject("Add note", List.of("n"), page -> page.locator("#note")),
          subject("Filter", List.of(), page -> button(page, "Filter")),
          new Subject(
              "Reject for another reason",
              List.of("r", "6"),
              page -> {
                reasons(page).click();
                page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Other…")).click();
              },
              ConsoleDialogsBrowserTest::reasons));

  private final TestParley parley = Shared.PARLEY;
  private final BrowserContext context = TestBrowser.context(Shared.size());

  private static Subject subject(String name, List<String> byKey, Function<Page, Locator> opener) {
    return new Subject(name, byKey, page -> opener.apply(page).click(), opener);
  }

  static Stream<Subject> all() {
    return SUBJECTS.stream();
  }

  static Stream<Subject> withKey() {
    return SUBJECTS.stream().filter(subject -> !subject.byKey().isEmpty());
  }

  @AfterEach
  void close() {
    context.close();
  }

  private static void held(TestSite site, String name) {
    JsonObject receipt = site.post("desk", name, "Only a moron would believe " + name + ".").json();
    assertEquals("pending", receipt.getString("status"), receipt.encode());
  }

  private static String email(TestSite site) {
    return "vera@" + site.slug() + ".example";
  }

  /** The queue, with its first case read whole. */
  private static Page queue(BrowserContext context) {
    Page page = context.newPage();
    page.navigate(Shared.PARLEY.url() + "/console/");
    return settled(page);
  }

  private Page queue() {
    return queue(context);
  }

  /** The queue in the one page of all tests that leave it as it was. */
  private static Page unchanged() {
    Page page = Shared.PAGE;
    if (page.locator("dialog, .picked").count() > 0) {
      // A test before this one failed.
      page.reload();
      settled(page);
    }
    return page;
  }

  private static Page settled(Page page) {
    assertThat(page.getByRole(AriaRole.REGION, ConsolePage.name("Comment by Derek"))).isVisible();
    assertThat(page.getByText("No other comments.")).isVisible();
    return page;
  }

  private static Locator rows(Page page) {
    return page.locator("li.row");
  }

  private static Locator link(Page page, String name) {
    return rows(page).getByRole(AriaRole.LINK, named(name));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name)).first();
  }

  private static Locator reasons(Page page) {
    return button(page, "Reject with a reason");
  }

  private static Locator account(Page page) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("account menu")));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator press(Locator dialog, String button) {
    Locator pressed = dialog.getByRole(AriaRole.BUTTON, named(button));
    pressed.click();
    return pressed;
  }

  private static boolean hasFocus(Locator dialog) {
    return (boolean) dialog.evaluate("dialog => dialog.contains(document.activeElement)");
  }

  @ParameterizedTest
  @MethodSource("withKey")
  void dialog_openedByItsKey_closesByEscapeAndGivesTheFocusBack(Subject subject) {
    Page page = unchanged();
    Locator picked = page.getByRole(AriaRole.CHECKBOX, ConsolePage.name("Select comment by Nils"));
    picked.check();
    link(page, "Derek").focus();

    subject.open(page);

    assertTrue(hasFocus(subject.in(page)));
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(link(page, "Derek")).isFocused();
    assertThat(picked).isChecked();
    // Under no dialog it clears the selection.
    page.keyboard().press("Escape");
    assertThat(picked).not().isChecked();
  }

  @ParameterizedTest
  @MethodSource("all")
  void dialog_openedByItsButton_keepsFocusAndKeysUntilItIsClosed(Subject subject) {
    Page page = unchanged();

    subject.byPointer().accept(page);

    Locator dialog = subject.in(page);
    assertThat(dialog).isVisible();
    assertTrue(hasFocus(dialog));
    assertGoesRound(page, dialog, "Tab");
    assertGoesRound(page, dialog, "Shift+Tab");
    assertShortcutsDoNothing(page, dialog);
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(subject.opener().apply(page)).isFocused();
  }

  private static void assertShortcutsDoNothing(Page page, Locator dialog) {
    String address = page.url();
    dialog.getByRole(AriaRole.BUTTON).last().focus();

    SHORTCUTS.forEach(page.keyboard()::press);

    assertEquals(address, page.url());
    assertThat(page.locator("dialog")).hasCount(1);
    assertThat(dialog).isVisible();
    assertThat(rows(page)).hasCount(3);
    assertThat(page.locator("li.row.cur")).containsText("Derek");
    assertThat(page.locator("li.row.picked")).hasCount(0);
    assertThat(page.locator(".toast")).hasCount(0);
  }

  /** Goes on until the focus is where it was. */
  private static void assertGoesRound(Page page, Locator dialog, String key) {
    dialog.evaluate("() => { window.start = document.activeElement; }");
    for (int stops = 1; stops <= MOST_STOPS; stops++) {
      page.keyboard().press(key);
      assertTrue(hasFocus(dialog), key + " leaves it at stop " + stops);
      if ((boolean) page.evaluate("() => window.start === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError(key + " does not come back");
  }

  @ParameterizedTest
  @MethodSource("all")
  void dialog_atEveryWidthAndInBothDirections_isSeenWhole(Subject subject) {
    Page page = unchanged();
    subject.open(page);
    Locator dialog = subject.in(page);

    for (String direction : List.of("ltr", "rtl")) {
      page.evaluate("direction => { document.documentElement.dir = direction; }", direction);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(direction.equals("rtl") ? ColorScheme.DARK : ColorScheme.LIGHT));
      for (int width : new int[] {1280, 390}) {
        page.setViewportSize(width, 800);
        assertEquals("", cutOff(dialog), direction + " " + width);
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
      }
    }
    page.evaluate("() => { document.documentElement.dir = ''; }");
    page.setViewportSize(1280, 900);
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
  }

  /** What of the dialog is not within the window, or of its text not within the dialog. */
  private static String cutOff(Locator dialog) {
    return (String)
        dialog.evaluate(
            """
            dialog => {
              const box = dialog.getBoundingClientRect();
              const out = [];
              if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) out.push('the dialog');
              if (dialog.scrollWidth > dialog.clientWidth) out.push('sideways');
              for (const one of dialog.querySelectorAll('*')) {
                const { left, right, width } = one.getBoundingClientRect();
                const outside = width && (left < box.left - 1 || right > box.right + 1);
                const clipped = one.clientWidth && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible';
                if (outside || clipped) out.push(one.tagName + ' ' + one.textContent);
              }
              return out.join('\\n');
            }
            """);
  }

  /** The dialog says what is wrong, and so does the field. */
  private static void assertRefused(Locator dialog, Locator field, String message) {
    Locator summary = dialog.getByRole(AriaRole.ALERT);
    assertThat(summary).isFocused();
    assertThat(summary).containsText(message);
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field).hasAccessibleDescription(message);
  }

  private static void assertNotRefused(Locator dialog, Locator field) {
    assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
    assertThat(field).not().hasAttribute("aria-invalid", "true");
  }

  @Test
  void note_withoutWords_isRefusedAndThenSaved() {
    Page page = queue();
    button(page, "Add note").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Add note"));
    Locator text = dialog.getByLabel("Note for other moderators");
    assertThat(text).isFocused();
    press(dialog, "Save note");
    assertRefused(dialog, text, "Enter a note");
    dialog.getByRole(AriaRole.LINK, named("Enter a note")).click();
    assertThat(text).isFocused();

    page.keyboard().type("Called the harbour office.");
    page.keyboard().press("Control+Enter");

    assertThat(dialog).hasCount(0);
    assertThat(page.getByText("Called the harbour office.")).isVisible();
    assertThat(button(page, "Add note")).isFocused();
  }

  @Test
  void note_whileTheServiceIsAway_staysInTheDialog() {
    Page page = queue();
    page.keyboard().press("n");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Add note"));
    Locator text = dialog.getByLabel("Note for other moderators");
    page.keyboard().type("Called the harbour office.");
    context.setOffline(true);

    press(dialog, "Save note");

    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("We could not reach the server.");
    assertThat(text).hasValue("Called the harbour office.");
    assertNotRefused(dialog.locator("form > :not(.probl)"), text);
  }

  @Test
  void filter_ofAScoreThereIsNot_isRefusedAndThenSet() {
    Page page = queue();
    button(page, "Filter").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Filter"));
    Locator from = dialog.getByLabel("Score from");
    dialog.getByLabel("Author").fill("lotte");
    from.fill("7");
    page.keyboard().press("Enter");
    assertRefused(dialog, from, "Enter a score from 0 to 1");
    assertThat(from).hasValue("7");
    assertThat(dialog.getByLabel("Author")).hasValue("lotte");

    from.fill("0.1");
    page.keyboard().press("Enter");

    assertThat(dialog).hasCount(0);
    assertThat(page.getByText("1 found")).isVisible();
    assertThat(button(page, "Filter")).isFocused();
  }

  @Test
  void filter_whoseFieldHasWords_closesByOneEscape() {
    Page page = queue();
    button(page, "Filter").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Filter"));
    dialog.getByLabel("Article").fill("bridge");

    page.keyboard().press("Escape");

    assertThat(dialog).hasCount(0);
  }

  @Test
  void ban_withoutReason_isRefusedAndThenKept() {
    Page page = elsewhere("Derek");
    page.keyboard().press("b");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Ban Derek"));
    dialog.getByLabel("1 month").check();
    Locator reason = dialog.getByLabel("Reason, for the log");
    page.keyboard().press("Enter");
    assertRefused(dialog, reason, "Enter a reason");
    assertThat(dialog.getByLabel("1 month")).isChecked();

    reason.fill("Insults");
    press(dialog, "Ban for 1 month");

    assertThat(dialog).hasCount(0);
    assertThat(page.getByText("Banned Derek for 1 month").first()).isVisible();
    assertThat(page.locator("article.card .chip.bad")).containsText("Banned until");
    page.keyboard().press("b");
    assertThat(dialog).containsText("Insults");
    press(dialog, "Lift the ban");
    assertThat(page.getByText("The ban of Derek is lifted").first()).isVisible();
  }

  @Test
  void ban_byTheButtonThatIsDrawnAnew_givesTheFocusToTheNewOne() {
    Page page = elsewhere("Derek");
    page.locator("#ban").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Ban Derek"));
    dialog.getByLabel("Reason, for the log").fill("Insults");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator("article.card .chip.bad")).containsText("Banned until");

    assertThat(page.locator("#ban")).isFocused();
  }

  @Test
  void ban_ofADomainOfMany_wantsItTyped() {
    TestSite site = parley.site();
    JsonObject submission = site.submission("desk", "Derek", "Only a moron would believe this.");
    submission.getJsonObject("author").put("email", "derek@gmail.com");
    assertEquals("pending", site.post(submission).json().getString("status"));
    Page page = moderate(site);
    page.keyboard().press("b");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Ban Derek"));
    dialog.getByLabel("Every address at gmail.com").check();
    Locator typed = dialog.getByLabel("Type gmail.com to ban it all the same");
    dialog.getByLabel("Reason, for the log").fill("Insults");
    typed.fill("gmail.org");

    page.keyboard().press("Enter");

    assertThat(dialog.getByRole(AriaRole.ALERT)).isFocused();
    assertThat(typed).hasAttribute("aria-invalid", "true");
    assertThat(typed).hasValue("gmail.org");
    assertThat(dialog.getByLabel("Reason, for the log")).hasValue("Insults");
  }

  @Test
  void ban_fromTheAuthorsHistory_closesItWithItself() {
    Page page = elsewhere("Derek");
    button(page, "View history").click();
    Locator drawer = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Derek"));
    press(drawer, "Ban…");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Ban Derek"));
    assertThat(dialog).isVisible();
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(drawer.getByRole(AriaRole.BUTTON, named("Ban…"))).isFocused();

    page.keyboard().press("Enter");
    dialog.getByLabel("Reason, for the log").fill("Insults");
    page.keyboard().press("Control+Enter");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    page.locator(".toast").getByRole(AriaRole.BUTTON, named("Undo")).click();
    assertThat(page.getByText("The ban of Derek is lifted").first()).isVisible();
  }

  @Test
  void otherReason_byEnter_rejectsAndLeadsToTheNextCase() {
    Page page = elsewhere("Derek", "Lotte");
    reasons(page).click();
    page.keyboard().press("6");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Reject for another reason"));
    assertThat(dialog.getByLabel("Reason", new Locator.GetByLabelOptions().setExact(true)))
        .isFocused();
    page.keyboard().type("Names a child");
    page.keyboard().press("Enter");

    assertThat(page.getByText("Rejected Derek’s comment as names a child").first()).isVisible();
    assertThat(dialog).hasCount(0);
    assertThat(rows(page)).hasCount(1);
    assertThat(link(page, "Lotte")).isFocused();
  }

  @Test
  void question_beforeManyAreDecided_isAnsweredByEnterOrEscape() {
    TestSite site = parley.site();
    held(site, "Derek");
    for (int i = 0; i < 21; i++) {
      held(site, "Reader " + (char) ('A' + i));
    }
    Page page = moderate(site);
    page.getByRole(AriaRole.CHECKBOX, ConsolePage.name("Select all on this page")).check();
    page.getByRole(AriaRole.CHECKBOX, ConsolePage.name("Select comment by Derek")).uncheck();
    Locator spam = button(page, "Spam 21 selected");
    spam.click();
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Mark 21 comments as spam?"));
    assertThat(dialog.getByRole(AriaRole.BUTTON, named("Spam 21 selected"))).isFocused();
    assertGoesRound(page, dialog, "Tab");
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(spam).isFocused();
    assertThat(page.locator("li.row.picked")).hasCount(21);

    page.keyboard().press("s");
    page.keyboard().press("Enter");

    assertThat(dialog).hasCount(0);
    assertThat(rows(page)).hasCount(1);
    assertThat(link(page, "Derek")).isFocused();
  }

  @Test
  void account_withAWrongPassword_saysWhichFieldAndKeepsTheOther() {
    Page page = elsewhere("Derek");
    account(page).click();
    page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Your account")).click();
    Locator dialog =
        page.locator("form").filter(new Locator.FilterOptions().setHasText("New password"));
    Locator current = dialog.getByLabel("Current password");
    Locator chosen = dialog.getByLabel("New password");
    current.fill("not this one");
    chosen.fill("seven green bottles");
    page.keyboard().press("Enter");
    assertRefused(dialog, current, "This is not your current password. Try again.");
    assertThat(chosen).hasValue("seven green bottles");
    assertThat(chosen).not().hasAttribute("aria-invalid", "true");

    current.fill(TestParley.PASSWORD);
    page.keyboard().press("Enter");

    assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("Your password is changed.");
    assertNotRefused(dialog, current);
    assertThat(current).hasValue("");
  }

  @Test
  void signIn_inTheMiddleOfWork_refusesAndThenGoesOn() {
    TestSite site = parley.site();
    held(site, "Derek");
    Page page = moderate(site);
    page.keyboard().press("n");
    page.keyboard().type("Called the harbour office.");
    context.clearCookies();
    page.keyboard().press("Control+Enter");
    Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Sign in"));
    Locator email = dialog.getByLabel("Email");
    Locator password =
        dialog.getByLabel("Password", new Locator.GetByLabelOptions().setExact(true));
    assertThat(email).isFocused();
    assertGoesRound(page, dialog, "Tab");
    email.fill(email(site));
    password.fill("not this one");
    page.keyboard().press("Enter");
    String wrong = "The email or password is not right. Check both and try again.";
    assertRefused(dialog, email, wrong);
    assertRefused(dialog, password, wrong);
    assertThat(email).hasValue(email(site));
    assertThat(dialog.getByText(wrong)).hasCount(1);

    password.fill(TestParley.PASSWORD);
    page.keyboard().press("Enter");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(page.getByText("Called the harbour office.")).isVisible();
  }

  /** The queue of a new site, with comments held by people of these names. */
  private Page elsewhere(String... names) {
    TestSite site = parley.site();
    for (String name : names) {
      held(site, name);
    }
    return moderate(site);
  }

  private Page moderate(TestSite site) {
    parley.moderator(site, "Vera");
    context.clearCookies();
    return settled(ConsolePage.signIn(context, "?site=" + site.slug(), email(site)));
  }
}
