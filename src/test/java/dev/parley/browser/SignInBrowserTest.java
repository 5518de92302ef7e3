package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.InBrowser;
import io.vertx.core.json.JsonObject;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

/** A moderator sets up a second factor on the account page, and signs in by it. */
@InBrowser
class SignInBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));
  private final String email = "ana@" + site.slug() + ".example";

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, ConsolePage.name(name));
  }

  /** What the app shows, a half-minute on: each code is taken once. */
  private static String code(String key, int stepsOn) {
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(Base32.decode(key), "HmacSHA1"),
              Instant.now().plusSeconds(30L * stepsOn));
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void assertAccessible(Page page) {
    assertEquals("", AccessibilityBrowserTest.violations(page));
  }

  @Test
  void secondFactor_isSetUpAndAskedForOnThePageAndInTheDialog() {
    site.post("pier", "Derek", "The pier opens at nine.");
    ConsolePage.hire(email, "Ana", site);
    try (BrowserContext context =
        TestBrowser.context(ConsolePage.size(1280, 900).setBypassCSP(true))) {
      Page page = ConsolePage.signIn(context, "?site=" + site.slug(), email);
      page.getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("account menu")))
          .click();
      page.getByRole(AriaRole.MENUITEM, ConsolePage.name("Your account")).click();
      page.getByLabel("Your own password").fill("not this one");
      button(page, "Set up an app").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not your current password");
      page.getByLabel("Your own password").fill(TestParley.PASSWORD);
      button(page, "Set up an app").click();
      assertThat(page.getByRole(AriaRole.IMG, ConsolePage.name("QR code with the key")))
          .isVisible();
      String key = page.locator("code.key").textContent().replace(" ", "");
      assertAccessible(page);
      page.getByLabel("Code that the app shows").fill("000");
      button(page, "Switch on").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("This code is not right");
      page.getByLabel("Code that the app shows").fill(code(key, 0));
      button(page, "Switch on").click();
      Locator codes = page.locator(".codes li");
      assertThat(codes).hasCount(10);
      String recovery = codes.first().textContent();
      page.setViewportSize(390, 844);
      assertAccessible(page);
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
      button(page, "I have kept them").click();
      assertThat(page.getByText("10 recovery codes are left.")).isVisible();

      page.setViewportSize(1280, 900);
      context.clearCookies();
      page.navigate(parley.url() + "/console/?site=" + site.slug());
      fillPassword(page.locator("form"), email);
      Locator code = page.getByLabel("Code", ConsolePage.exact());
      assertThat(code).isFocused();
      assertAccessible(page);
      code.fill("123456");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("This code is not right");
      assertThat(code).hasAttribute("aria-invalid", "true");
      code.fill(code(key, 1));
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.TABLIST, ConsolePage.name("Queues"))).isVisible();

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Derek")).first().click();
      assertThat(page.locator("#note")).isVisible();
      page.keyboard().press("n");
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
      page.keyboard().type("Called the harbour office.");
      context.clearCookies();
      page.keyboard().press("Control+Enter");
      Locator dialog = page.getByRole(AriaRole.DIALOG, ConsolePage.name("Sign in"));
      fillPassword(dialog, email);
      Locator asked = dialog.getByLabel("Code", new Locator.GetByLabelOptions().setExact(true));
      assertThat(asked).isFocused();
      asked.fill(recovery);
      page.keyboard().press("Enter");
      assertThat(dialog).hasCount(0);
      assertThat(page.getByText("Called the harbour office.").first()).isVisible();
    }
    assertTrue(
        parley
            .administrator()
            .get(site.path("/decisions?action=second-factor"))
            .text()
            .contains("recovery code used, 9 left"));
  }

  @Test
  void provider_whereThereIsOne_isOfferedOnTheSignInPage() {
    TestParley beside =
        TestParley.beside("oidc.issuer", "http://127.0.0.1:9/nobody", "oidc.clientId", "parley");
    try (BrowserContext context =
        TestBrowser.context(ConsolePage.size(1280, 900).setBypassCSP(true))) {
      Page page = context.newPage();
      page.navigate(beside.url() + "/console/");
      Locator offered =
          page.getByRole(AriaRole.LINK, ConsolePage.name("Sign in with your organisation"));
      assertThat(offered).isVisible();
      assertAccessible(page);
      offered.click();
      assertThat(page.getByRole(AriaRole.HEADING, ConsolePage.name("You are not signed in")))
          .isVisible();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Try again later");
      assertAccessible(page);
      page.getByRole(AriaRole.LINK, ConsolePage.name("To the sign-in page")).click();
      assertThat(offered).isVisible();

      page.navigate(parley.url() + "/console/");
      assertThat(page.getByLabel("Email")).isVisible();
      assertThat(offered).hasCount(0);
    } finally {
      beside.close();
    }
  }

  private static void fillPassword(Locator form, String email) {
    form.getByLabel("Email").fill(email);
    form.getByLabel("Password", new Locator.GetByLabelOptions().setExact(true))
        .fill(TestParley.PASSWORD);
    form.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
  }
}
