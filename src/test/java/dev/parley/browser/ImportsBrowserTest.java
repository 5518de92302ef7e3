package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.learning.Wordings;
import dev.parley.slow.InBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator brings an archive in from the console: rehearsal, report, import. */
@InBrowser
class ImportsBrowserTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @TempDir private Path folder;

  private Page open(BrowserContext context) {
    Page page = ConsolePage.signIn(context, "", TestParley.ADMIN);
    page.navigate(parley.url() + "/console/administration/");
    return page;
  }

  private void choose(Page page, Path archive) {
    page.getByLabel("Into the site").selectOption(site.slug());
    page.getByLabel("From", exact()).selectOption("wordpress");
    page.getByLabel("Files of the archive").setInputFiles(archive);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  @Test
  void archive_rehearsedAndImported_isOnItsPage() {
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(390, 800))) {
      Page page = open(context);
      choose(page, Path.of("src/test/resources/archive/wordpress-1.2.xml"));
      press(page, "Rehearse");
      assertThat(page.getByText("This is what an import would do.")).isVisible();
      assertThat(page.getByText("comments would be stored")).isVisible();
      assertEquals(0, imported());

      press(page, "Import now");

      assertThat(page.getByText("Imported.", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      assertThat(page.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("Done")).first())
          .isVisible();
      assertEquals(true, imported() > 0);
      assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }
  }

  private int imported() {
    return parley
        .administrator()
        .get(site.path("/cases?queue=approved"))
        .json()
        .getJsonArray("cases")
        .size();
  }

  @Test
  void archive_thatIsNone_isRefusedInWords() throws Exception {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "These are notes.");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = open(context);
      page.getByLabel("Into the site").selectOption(site.slug());
      press(page, "Rehearse");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Choose the files of the archive");

      choose(page, notes);
      press(page, "Rehearse");

      assertThat(page.getByText("It failed:")).isVisible();
    }
  }

  @Test
  void archive_ofDecisions_teachesAModelThatIsLetIn() throws Exception {
    Path archive = Files.writeString(folder.resolve("export.xml"), decisions());
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = open(context);
      choose(page, archive);
      press(page, "Rehearse");
      press(page, "Import now");
      assertThat(page.getByText("Imported.", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      page.waitForCondition(
          () -> parley.administrator().get(site.path("/models")).text().contains("\"shadow\""),
          new Page.WaitForConditionOptions().setTimeout(120_000));
      page.reload();
      page.getByLabel("Into the site").selectOption(site.slug());

      assertThat(page.getByText("which the model has not seen")).isVisible();
      press(page, "Let model 1 decide");

      assertThat(page.getByText("Model 1 decides now.")).isVisible();
    }
  }

  @Test
  void moderator_isToldThatOnlyAdministratorsImport() {
    parley.moderator(site, "Ute");
    try (BrowserContext context = TestBrowser.context(ConsolePage.size(1280, 900))) {
      Page page = ConsolePage.signIn(context, "", "ute@" + site.slug() + ".example");
      page.navigate(parley.url() + "/console/administration/");
      assertThat(page.getByText("Only administrators can do this.")).isVisible();
    }
  }

  private static String decisions() {
    Wordings wordings = new Wordings(11);
    StringBuilder comments = new StringBuilder();
    for (int i = 0; i < 240; i++) {
      boolean spam = i % 3 == 0;
      comments.append(
          String.format(
              Locale.ROOT,
              "<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>R%d</wp:comment_author>"
                  + "<wp:comment_date_gmt>2024-03-05 %02d:%02d:00</wp:comment_date_gmt>"
                  + "<wp:comment_content><![CDATA[%s]]></wp:comment_content>"
                  + "<wp:comment_approved>%s</wp:comment_approved></wp:comment>",
              i + 1,
              i,
              10 + i / 60,
              i % 60,
              wordings.of(spam),
              spam ? "spam" : "1"));
    }
    return String.join(
        "",
        List.of(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\">",
            "<channel><item><title>Quay</title><link>https://quay.example/one</link>",
            "<wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>",
            comments.toString(),
            "</item></channel></rss>"));
  }
}
