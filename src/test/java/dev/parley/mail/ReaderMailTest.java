package dev.parley.mail;

import static dev.parley.mail.MailWorld.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReaderMailTest {
  private static final MailWorld WORLD = new MailWorld();

  private final TestSite site = WORLD.parley.site(new JsonObject().put("moderation", "none"));

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private Answer open(String method, String path) {
    return WORLD.parley.send(method, path, (byte[]) null);
  }

  private Answer form(String path, String fields) {
    return WORLD.parley.send(
        "POST",
        path,
        fields.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static String id(Answer posted) {
    return posted.json().getJsonObject("comment").getString("id");
  }

  @Test
  void post_notifyAsked_sendsAQuestionWithoutAnythingItsSenderTyped() {
    WORLD.ask(site, "ferry", "Mara Quill", "The ferry was late again this morning.");

    Received question = WORLD.to(address("Mara Quill"), 1).get(0);
    assertEquals("Do you want mail about replies on Site " + site.slug() + "?", question.subject());
    assertFalse(question.raw().contains("Mara") && question.raw().contains("Quill"));
    assertTrue(question.part("text/html").contains("/mail/confirm/"));
    assertEquals("auto-generated", question.header("Auto-Submitted"));
    assertEquals("", question.header("Precedence"));
  }

  @Test
  void post_notifyNotAsked_sendsNothing() {
    site.post("ferry", "Silent Sam", "Nobody asked me anything.");
    WORLD.settled();

    assertEquals(List.of(), WORLD.mail.to(address("Silent Sam")));
  }

  @Test
  void reply_addressNotConfirmed_isToldOnceItIs() {
    String id = WORLD.ask(site, "tide", "Noa Reed", "High water came early.");
    Received question = WORLD.to(address("Noa Reed"), 1).get(0);
    site.reply("tide", id, "Otto Pike", "It did, by an hour.");
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address("Noa Reed")).size());

    String link = question.link("/mail/confirm/");
    assertTrue(open("GET", link).text().contains("<form"));
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address("Noa Reed")).size(), "opening a link confirms nothing");
    assertEquals(200, open("POST", link).status());

    assertTrue(WORLD.to(address("Noa Reed"), 2).get(1).part("text/plain").contains("by an hour"));
  }

  @Test
  void reply_toAConfirmedReader_isToldOnceWithAllHeaders() {
    String id = WORLD.confirmed(site, "quay", "Ida Holm", "Who painted the quay wall?");
    String reply = id(site.reply("quay", id, "Jon Vale", "The **school** did, last week."));

    Received told = WORLD.to(address("Ida Holm"), 2).get(1);
    assertTrue(told.part("text/plain").contains("Jon Vale answered your comment"));
    assertTrue(told.part("text/plain").contains("> The **school** did, last week."));
    assertTrue(told.part("text/html").contains("<strong>school</strong>"));
    assertTrue(told.part("text/plain").contains("#comment-" + reply));
    assertTrue(told.header("Message-ID").endsWith("@parley.example>"));
    assertEquals("List-Unsubscribe=One-Click", told.header("List-Unsubscribe-Post"));
    assertTrue(told.header("List-Unsubscribe").startsWith("<http://"));
    assertNotEquals("", told.header("Date"));
    WORLD.settled();
    assertEquals(2, WORLD.mail.to(address("Ida Holm")).size());
  }

  @Test
  void replies_onOnePage_areOneConversation() {
    String id = WORLD.confirmed(site, "lamp", "Una Frost", "The lamp at the pier is out.");
    site.reply("lamp", id, "Jon Vale", "I told the council.");
    Received first = WORLD.to(address("Una Frost"), 2).get(1);
    site.reply("lamp", id, "Kit Moor", "So did I, in March.");
    Received second = WORLD.to(address("Una Frost"), 3).get(2);

    assertEquals(first.header("References"), second.header("References"));
    assertEquals(first.subject(), second.subject());
    assertNotEquals(first.header("Message-ID"), second.header("Message-ID"));
  }

  @Test
  void reply_held_isToldWhenApprovedAndNotAgainAfterUndoAndApproval() {
    TestSite careful = WORLD.parley.site(new JsonObject().put("moderation", "all"));
    String id = WORLD.confirmed(careful, "net", "Lea Strand", "Nets were cut overnight.");
    WORLD.administrator().decide(careful, id, 1, "approve", null);
    String reply = id(careful.reply("net", id, "Max Shore", "All along the north side."));
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address("Lea Strand")).size());

    WORLD.administrator().decide(careful, reply, 1, "approve", null);
    WORLD.to(address("Lea Strand"), 2);
    WORLD.administrator().decide(careful, reply, 2, "reject", "off-topic");
    WORLD.administrator().decide(careful, reply, 3, "approve", null);
    WORLD.settled();

    assertEquals(2, WORLD.mail.to(address("Lea Strand")).size());
  }

  @Test
  void reply_takenForSpam_isNotTold() {
    String id = WORLD.confirmed(site, "rope", "Ben Crag", "Where can one buy rope?");
    site.reply(
        "rope",
        id,
        "Cheap Pills",
        "Buy cheap viagra pills online casino http://a.example http://b.example http://c.example"
            + " http://d.example http://e.example");
    WORLD.settled();

    assertEquals(1, WORLD.mail.to(address("Ben Crag")).size());
  }

  @Test
  void reply_ownOrByTheSameAddress_isNotTold() {
    String id = WORLD.confirmed(site, "self", "Eve Marsh", "I forgot to say something.");
    site.reply("self", id, "Eve Marsh", "Namely that the bridge is closed.");
    WORLD.settled();

    assertEquals(1, WORLD.mail.to(address("Eve Marsh")).size());
  }

  @Test
  void unsubscribe_byOneClick_stopsAllMailAndAPageOpenedStopsNone() {
    String id = WORLD.confirmed(site, "mast", "Gus Hale", "The mast came down.");
    site.reply("mast", id, "Jon Vale", "In the storm?");
    Received told = WORLD.to(address("Gus Hale"), 2).get(1);
    String link = told.header("List-Unsubscribe").replaceAll("^<https?://[^/]+|>$", "");

    assertEquals(200, open("GET", link).status());
    site.reply("mast", id, "Kit Moor", "No, it was rotten.");
    WORLD.to(address("Gus Hale"), 3);
    assertEquals(200, form(link, "List-Unsubscribe=One-Click").status());
    site.reply("mast", id, "Ada Wick", "Both, I think.");
    WORLD.settled();

    assertEquals(3, WORLD.mail.to(address("Gus Hale")).size());
  }

  @Test
  void preferences_onePageLeftOut_endsMailAboutThatPageOnly() {
    String one = WORLD.confirmed(site, "one", "Hal Dune", "First page.");
    String two = WORLD.ask(site, "two", "Hal Dune", "Second page.");
    site.reply("one", one, "Jon Vale", "An answer on the first.");
    String link = WORLD.to(address("Hal Dune"), 2).get(1).link("/mail/preferences/");
    String page = open("GET", link).text();
    assertEquals(2, page.split("name=\"page\"", -1).length - 1, page);
    assertFalse(page.contains(address("Hal Dune")), "the address is masked");

    String kept = dev.parley.database.Ids.article(siteNumber(), "two").toString();
    form(link, "pace=immediate&page=" + kept);
    site.reply("one", one, "Kit Moor", "One more on the first.");
    site.reply("two", two, "Kit Moor", "One on the second.");

    assertTrue(
        WORLD.to(address("Hal Dune"), 3).get(2).part("text/plain").contains("on the second"));
    WORLD.settled();
    assertEquals(3, WORLD.mail.to(address("Hal Dune")).size());
  }

  private int siteNumber() {
    return (int) WORLD.count("select id::bigint from site where slug = $1", site.slug());
  }

  @Test
  void preferences_daily_bundlesTheDayInOneMessageTheNextMorning() {
    String id = WORLD.confirmed(site, "daily", "Ivy Bell", "One mail a day is enough for me.");
    site.reply("daily", id, "Jon Vale", "Zero is too.");
    form(
        WORLD.to(address("Ivy Bell"), 2).get(1).link("/mail/preferences/"),
        "pace=daily&page=" + dev.parley.database.Ids.article(siteNumber(), "daily"));
    site.reply("daily", id, "Kit Moor", "First of the day.");
    site.reply("daily", id, "Ada Wick", "Second of the day.");
    WORLD.settled();
    assertEquals(2, WORLD.mail.to(address("Ivy Bell")).size());

    WORLD.clock.forward(Duration.ofHours(30));
    Received digest = WORLD.to(address("Ivy Bell"), 3).get(2);

    assertTrue(digest.part("text/plain").contains("First of the day."));
    assertTrue(digest.part("text/plain").contains("Second of the day."));
    WORLD.settled();
    assertEquals(3, WORLD.mail.to(address("Ivy Bell")).size());
  }

  @Test
  void link_changedOrOfAnotherPurposeOrOld_isRefused() {
    WORLD.ask(site, "token", "Rex Ford", "A question about tokens.");
    String link = WORLD.to(address("Rex Ford"), 1).get(0).link("/mail/confirm/");

    assertEquals(404, open("POST", link.substring(0, link.length() - 3) + "AAA").status());
    assertEquals(404, open("POST", link.replace("/confirm/", "/unsubscribe/")).status());
    assertEquals(404, open("POST", "/mail/confirm/nonsense").status());
    WORLD.clock.forward(Duration.ofDays(8));
    assertEquals(404, open("POST", link).status());
  }

  @Test
  void question_asOftenAsSomebodyTypesTheAddress_isSentOnceADayAndThreeTimes() {
    for (int day = 0; day < 5; day++) {
      WORLD.ask(site, "flood" + day, "Vic Tim", "Somebody types an address, day " + day);
      WORLD.ask(site, "flood" + day, "Vic Tim", "And again on the same day, " + day);
      WORLD.settled();
      WORLD.clock.forward(Duration.ofHours(25));
    }

    assertEquals(3, WORLD.mail.to(address("Vic Tim")).size());
  }

  @Test
  void name_withLineBreaksAndOtherScripts_makesNoHeaderAndIsReadable() {
    String id =
        WORLD.confirmed(
            site, "injection", "Zoe Lark", "Watch the headers.", "Accept-Language", "de-AT");
    JsonObject evil =
        site.submission("injection", "Bcc victim", "Grüße 👋 aus Köln").put("parentId", id);
    evil.getJsonObject("article").put("title", "Öl 🛢 und\u2028Bcc: victim@example.org");
    site.post(evil);

    Received told = WORLD.to(address("Zoe Lark"), 2).get(1);
    assertEquals("", told.header("Bcc"));
    assertTrue(told.part("text/plain").contains("Grüße 👋 aus Köln"));
    assertTrue(told.subject().startsWith("Neue Antwort zu"), told.subject());
  }

  @Test
  void threadAndPage_withAMailServer_offerMailAndTheFormAsksForIt() {
    assertTrue(site.thread("offer").json().getJsonObject("form").getBoolean("notify"));
    String page = "/sites/" + site.slug() + "/thread?article=offer";
    assertTrue(WORLD.parley.get(page).text().contains("name=\"notify\""));

    form(page, "name=Wim+Post&email=wim.post%40readers.example&body=By+the+form&notify=true");

    WORLD.to(address("Wim Post"), 1);
  }

  @Test
  void site_withALookOfItsOwn_showsItInItsMail() {
    TestSite looks =
        WORLD.parley.site(
            new JsonObject()
                .put(
                    "mail",
                    new JsonObject()
                        .put("link", "https://ledger.example/")
                        .put("accent", "#aa0011")
                        .put("footer", "Quay Street 1 <Harbour>")));
    WORLD.ask(looks, "look", "Lou Kant", "How does it look?");

    Received told = WORLD.to(address("Lou Kant"), 1).get(0);
    assertTrue(told.part("text/html").contains("#aa0011"));
    assertTrue(told.part("text/html").contains("https://ledger.example/"));
    assertTrue(told.part("text/html").contains("Quay Street 1 &lt;Harbour&gt;"));
    assertTrue(told.part("text/plain").contains("Quay Street 1 <Harbour>"));
  }

  @Test
  void erase_reader_leavesNothingOfThemInTheTablesOfMail() {
    WORLD.confirmed(site, "erase", "Era Sed", "Forget me.");
    WORLD.erase(siteNumber(), address("Era Sed"));

    assertEquals(
        0, WORLD.count("select count(*) from subscriber where email = $1", address("Era Sed")));
    assertEquals(
        0,
        WORLD.count(
            "select (select count(*) from mail where site_id = $1)"
                + " + (select count(*) from subscription where site_id = $1)",
            siteNumber()));
  }

  @Test
  void imported_comments_causeNoMailEvenWhenTheyAreDecidedLater() {
    String archive =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
        <title>Blog</title><wp:base_blog_url>https://blog.example</wp:base_blog_url>
        <item><title>Pier</title><link>https://blog.example/pier</link><wp:post_id>7</wp:post_id>
        <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
        <wp:comment_status>open</wp:comment_status>%s%s</item></channel></rss>
        """
            .formatted(old(1, 0, "1", "Ann"), old(2, 1, "0", "Bob"));
    String boundary = "----parts";
    String form =
        "--%1$s\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\nwordpress\r\n--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\n\r\n%2$s\r\n--%1$s--\r\n"
            .formatted(boundary, archive);
    Answer begun =
        WORLD.parley.send(
            "POST",
            site.path("/imports"),
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=" + boundary,
            "Cookie",
            WORLD.administrator().cookie());
    String run = site.path("/imports/" + begun.json().getString("id"));
    MailWorld.until(() -> WORLD.administrator().get(run).json().getString("state"), "done"::equals);
    String waiting =
        WORLD
            .administrator()
            .get(site.path("/cases?queue=pending"))
            .json()
            .getJsonArray("cases")
            .getJsonObject(0)
            .getString("id");
    assertEquals(
        "applied",
        WORLD.administrator().decide(site, waiting, 1, "approve", null).getString("outcome"));
    WORLD.settled();

    assertEquals(0, WORLD.count("select count(*) from mail where site_id = $1", siteNumber()));
    assertEquals(List.of(), WORLD.mail.to("ann@readers.example"));
  }

  private static String old(int id, int parent, String approved, String name) {
    return """
        <wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>%s</wp:comment_author>
        <wp:comment_author_email>%s@readers.example</wp:comment_author_email>
        <wp:comment_date_gmt>2024-03-05 10:00:00</wp:comment_date_gmt>
        <wp:comment_content>An old text by %s</wp:comment_content>
        <wp:comment_approved>%s</wp:comment_approved><wp:comment_type></wp:comment_type>
        <wp:comment_parent>%d</wp:comment_parent></wp:comment>
        """
        .formatted(id, name, name.toLowerCase(java.util.Locale.ROOT), name, approved, parent);
  }
}
