package dev.parley.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Without a mail server nothing promises mail. */
class NoMailTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @Test
  void threadAndPage_withoutAMailServer_offerNoMail() {
    assertFalse(site.thread("quiet").json().getJsonObject("form").containsKey("notify"));
    String page = parley.get("/sites/" + site.slug() + "/thread?article=quiet").text();
    assertFalse(page.contains("notify") || page.contains("Email me"), page);
  }

  @Test
  void post_notifyAskedWithoutAMailServer_isTakenLikeAnyOther() {
    Answer posted =
        site.post(
            site.submission("quiet", "Ann Lowe", "I would like mail, please.").put("notify", true));

    assertEquals(201, posted.status(), posted::text);
  }

  @Test
  void notifications_withoutAMailServer_areNotThere() {
    Answer answer = parley.administrator().get("/api/v1/me/notifications");

    assertEquals(404, answer.status());
  }

  /** The console speaks of no mail but of the address one signs in with. */
  @Test
  void console_withoutAMailServer_promisesNoMail() throws Exception {
    String words =
        Files.readString(Path.of("src/main/console/en.json")).toLowerCase(java.util.Locale.ROOT);

    for (String promise :
        java.util.List.of("notify", "email me", "e-mail me", "by mail", "send mail")) {
      assertFalse(words.contains(promise), promise);
    }
  }
}
