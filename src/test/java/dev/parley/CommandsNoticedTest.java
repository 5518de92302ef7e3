package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import dev.parley.slow.OtherProcess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands change shows in the running service within seconds. */
@OtherProcess
class CommandsNoticedTest {
  private static final String PAGE = "https://noticed.example/pier";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @TempDir private Path folder;

  private void run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--set";
    all[arguments.length + 1] = "database.url=" + parley.service().databaseUrl();
    assertEquals(0, Main.commandLine().execute(all));
  }

  private interface Question {
    boolean isSo();
  }

  private static void withinSeconds(String what, Question question) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!question.isSo()) {
      assertTrue(System.nanoTime() < deadline, what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private String thread() {
    return site.thread(URLEncoder.encode(PAGE, StandardCharsets.UTF_8)).text();
  }

  @Test
  void import_showsInAThreadThatIsInMemory_andInTheQueues() throws Exception {
    assertFalse(thread().contains("The old pier"), "it is in memory, and empty");
    Path archive =
        Files.writeString(
            folder.resolve("artrans.json"),
            """
            [{"id":"1","rid":"0","content":"The old pier was wooden.","nick":"Ann",
              "email":"ann@readers.example","page_key":"%1$s","page_title":"Pier",
              "created_at":"2021-10-28 20:50:15 +0800","is_pending":"false",
              "site_name":"x","site_urls":"https://noticed.example"},
             {"id":"2","rid":"0","content":"Is it open?","nick":"Bo",
              "email":"bo@readers.example","page_key":"%1$s","page_title":"Pier",
              "created_at":"2021-10-28 20:50:15 +0800","is_pending":"true",
              "site_name":"x","site_urls":"https://noticed.example"}]
            """
                .formatted(PAGE));

    run("import", "--from", "artalk", "--site", site.slug(), archive.toString());

    withinSeconds("the thread", () -> thread().contains("The old pier was wooden."));
    withinSeconds(
        "the queue",
        () ->
            parley
                .administrator()
                .get(site.path("/queues"))
                .json()
                .getJsonObject("pending")
                .getInteger("count")
                .equals(1));
  }

  @Test
  void moderator_whoLosesTheSite_isRefusedThere() throws Exception {
    TestParley.Desk desk = parley.moderator(site, "Tom");
    TestSite other = parley.site();
    assertEquals(200, desk.get(site.path("/queues")).status());

    run(
        "moderator",
        "tom@" + site.slug() + ".example",
        "--site",
        other.slug(),
        "--generate-password");

    withinSeconds("the session", () -> desk.get(site.path("/queues")).status() == 401);
  }
}
