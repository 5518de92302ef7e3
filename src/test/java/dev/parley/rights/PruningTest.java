package dev.parley.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.site.Sites;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long what is kept. */
class PruningTest {
  @AutoClose private final TestParley parley = TestParley.behindProxy();
  @AutoClose private final Dump dump = new Dump(TestParley.shared().service().databaseUrl());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static JsonObject retention(String name, Object value) {
    return new JsonObject().put("retention", new JsonObject().put(name, value));
  }

  private String post(TestSite site, String from) {
    return site.post(site.submission("pier", "Ann", "From " + from), "X-Forwarded-For", from)
        .json()
        .getJsonObject("comment")
        .getString("id");
  }

  private List<String> addresses(TestSite site) {
    return dump.values(
        """
        select abbrev(address) as value from comment join site on site.id = site_id
        where slug = $1 order by comment.id
        """,
        site.slug());
  }

  private void run(Duration later) {
    runAt(Instant.now().plus(later));
  }

  private void runAt(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Dump.await(new Pruning(dump.database(), new Sites(dump.database()), clock, registry).run());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, 192.0.2.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "::ffff:198.51.100.9, 198.51.100.0/24"
  })
  void address_isTruncatedAtOnce(String from, String network) {
    TestSite site = parley.site();
    String id = post(site, from);
    assertEquals(List.of(network), addresses(site));
    String ip =
        parley
            .administrator()
            .get(site.path("/cases/" + id))
            .json()
            .getJsonObject("author")
            .getString("ip");
    assertTrue(ip.endsWith(network.replaceAll(".*/", "/")), ip);
  }

  @Test
  void wholeAddress_isKeptWhereTheSiteSaysSo() {
    TestSite site = parley.site(retention("wholeAddress", true));
    post(site, "192.0.2.77");
    assertEquals(List.of("192.0.2.77"), addresses(site));
  }

  @Test
  void authorIsKnown_byATruncatedNetwork() {
    TestSite site = parley.site();
    String first = post(site, "2001:db8:1:2::1");
    String second = post(site, "2001:db8:1:2::2");
    assertEquals(
        1,
        dump.values(
                "select distinct author_id as value from comment where id::text in ($1, $2)",
                first,
                second)
            .size());
  }

  @Test
  void address_isErasedOnceItsDaysAreOver_eachSiteByItsOwnClock() {
    TestSite brief = parley.site(retention("addressDays", 7));
    TestSite standard = parley.site();
    post(brief, "192.0.2.77");
    post(standard, "192.0.2.77");
    run(Duration.ofDays(6));
    assertEquals(List.of("192.0.2.0/24"), addresses(brief));
    run(Duration.ofDays(8));
    assertEquals(List.of("null"), addresses(brief));
    assertEquals(List.of("192.0.2.0/24"), addresses(standard));
    assertTrue(registry.get("parley.pruned").tag("what", "address").counter().count() >= 1);
    assertTrue(registry.get("parley.pruned.last").gauge().value() > 0);
    post(brief, "192.0.2.78");
    run(Duration.ofDays(8));
    assertEquals(List.of("null", "null"), addresses(brief));
  }

  private List<String> of(TestSite site, String what, String from) {
    return dump.values(
        "select "
            + what
            + " as value from "
            + from
            + " join site on site.id = "
            + from
            + ".site_id where slug = $1 order by 1",
        site.slug());
  }

  private JsonObject posted(TestSite site, String name, String body) {
    return site.post("pier", name, body).json().getJsonObject("comment");
  }

  @Test
  void email_isErasedOnceItsAuthorHasBeenSilent() {
    TestSite site = parley.site(retention("emailDays", 7));
    posted(site, "Ann", "The pier opens at nine.");
    String second = posted(site, "Ann", "And it closes at six.").getString("createdAt");
    runAt(Instant.parse(second).plus(Duration.ofDays(7)));
    assertEquals(List.of("ann@readers.example"), of(site, "email", "author"));
    run(Duration.ofDays(8));
    assertEquals(List.of("null"), of(site, "email", "author"));
    posted(site, "Ann", "I am back.");
    assertEquals(List.of("ann@readers.example"), of(site, "email", "author"));
  }

  @Test
  void person_whoseAddressHasBeenErased_isStillFoundByIt() {
    TestSite site = parley.site(retention("emailDays", 7));
    posted(site, "Ann", "The pier opens at nine.");
    run(Duration.ofDays(8));
    assertEquals(List.of("null"), of(site, "email", "author"));

    JsonObject report =
        parley
            .administrator()
            .send(
                "POST",
                site.path("/erasures"),
                new JsonObject().put("email", "ann@readers.example"))
            .json();

    assertEquals(1, report.getInteger("comments"), report::encode);
    assertEquals(List.of("Anonymous"), of(site, "author.name", "author"));
  }

  @Test
  void whatReportersWrote_isErasedWithTheLog_butNotThatTheyDid() {
    TestSite site = parley.site(retention("logDays", 7));
    String id = posted(site, "Ann", "The pier opens at nine.").getString("id");
    parley.send(
        "POST",
        site.path("/comments/" + id + "/reports"),
        new JsonObject().put("reason", "other").put("detail", "He lives at 5 Quay Street."));

    run(Duration.ofDays(6));
    assertEquals(List.of("He lives at 5 Quay Street."), of(site, "detail", "report"));
    run(Duration.ofDays(8));
    assertEquals(List.of("null"), of(site, "detail", "report"));
  }

  private static final String OLD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
      <wp:base_blog_url>https://blog.example</wp:base_blog_url>
      <item><title>The quay</title><link>https://blog.example/quay</link>
      <wp:post_id>5</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
      <wp:comment><wp:comment_id>1</wp:comment_id>
      <wp:comment_author>Cleo</wp:comment_author>
      <wp:comment_author_IP>198.51.100.9</wp:comment_author_IP>
      <wp:comment_date_gmt>2019-03-05 10:00:00</wp:comment_date_gmt>
      <wp:comment_content>Long ago.</wp:comment_content>
      <wp:comment_approved>1</wp:comment_approved></wp:comment></item></channel></rss>
      """;

  @Test
  void addressOfAnImportedComment_isErased_thoughItIsOlderThanWhatWasPassed() {
    TestSite site = parley.site(retention("addressDays", 7));
    post(site, "192.0.2.77");
    run(Duration.ofDays(8));
    Desk administrator = parley.administrator();
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="from"\r
        \r
        wordpress\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="old.xml"\r
        \r
        %s\r
        --x--\r
        """;
    String id =
        parley
            .send(
                "POST",
                site.path("/imports"),
                form.formatted(OLD).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/form-data; boundary=x",
                "Cookie",
                administrator.cookie())
            .json()
            .getString("id");
    while (administrator.get(site.path("/imports/" + id)).text().contains("running")) {}
    assertEquals(List.of("198.51.100.0/24", "null"), addresses(site));

    run(Duration.ofDays(8));

    assertEquals(List.of("null", "null"), addresses(site));
  }

  @Test
  void wishForMail_isErasedWithTheAddress() {
    TestSite site = parley.site(retention("emailDays", 7));
    String id = posted(site, "Ann", "The pier opens at nine.").getString("id");
    dump.run(
        """
        insert into subscriber (site_id, id, email, language, created_at)
        select site_id, author_id, 'ann@readers.example', 'en', now() from comment where id = $1
        """,
        UUID.fromString(id));
    dump.run(
        """
        insert into subscription (site_id, comment_id, subscriber_id, article_id, state)
        select site_id, id, author_id, article_id, 'active' from comment where id = $1
        """,
        UUID.fromString(id));
    run(Duration.ofDays(6));
    assertEquals(List.of("ann@readers.example"), of(site, "subscriber.email", "subscriber"));
    run(Duration.ofDays(8));
    assertEquals(List.of(), of(site, "subscriber.email", "subscriber"));
    assertEquals(List.of(), of(site, "subscription.state", "subscription"));
  }

  @Test
  void rejectedText_isErased_andCannotBeDecidedAboutAnyMore() {
    TestSite site = parley.site(retention("rejectedDays", 7));
    Desk desk = parley.administrator();
    String shown = posted(site, "Ann", "The pier opens at nine.").getString("id");
    String rejected = posted(site, "Bob", "The mayor sleeps.").getString("id");
    String spam = posted(site, "Cid", "Buy at the quay.").getString("id");
    desk.decide(site, rejected, 1, "reject", "off-topic");
    String decision = desk.decide(site, spam, 1, "spam", null).getString("id");
    run(Duration.ofDays(6));
    assertEquals(
        List.of("Buy at the quay.", "The mayor sleeps.", "The pier opens at nine."),
        of(site, "body", "comment"));
    run(Duration.ofDays(8));
    assertEquals(List.of("", "", "The pier opens at nine."), of(site, "body", "comment"));
    assertEquals(List.of(shown), of(site, "comment_id::text", "screening"));
    int version = desk.get(site.path("/cases/" + rejected)).json().getInteger("version");
    assertEquals(
        "gone", desk.decide(site, rejected, version, "approve", null).getString("outcome"));
    assertEquals(
        409,
        desk.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject())
            .status());
  }

  @Test
  void decidedLately_keepsItsText_howeverOldItIs() {
    TestSite site = parley.site(retention("rejectedDays", 7));
    String id = posted(site, "Bob", "The mayor sleeps.").getString("id");
    parley.administrator().decide(site, id, 1, "reject", "off-topic");
    String decided = of(site, "decision.created_at::text", "decision").get(1);
    runAt(
        OffsetDateTime.parse(decided.replace(' ', 'T').replaceAll("\\+00$", "Z"))
            .toInstant()
            .plus(Duration.ofDays(7)));
    assertEquals(List.of("The mayor sleeps."), of(site, "body", "comment"));
  }

  @Test
  void log_isErased_butNotWhatTheChecksSayOfACaseThatWaits() {
    TestSite site = parley.site(retention("logDays", 7).put("moderation", "all"));
    Desk desk = parley.administrator();
    String waits = posted(site, "Ann", "The pier opens at nine.").getString("id");
    String decided = posted(site, "Bob", "The mayor sleeps.").getString("id");
    String blind = posted(site, "Cid", "The lamp is lit.").getString("id");
    desk.decide(site, decided, 1, "approve", null);
    parley.change("update comment set status = 1, blind = true where id = $1::text::uuid", blind);
    desk.send(
        "POST", site.path("/cases/" + decided + "/notes"), new JsonObject().put("text", "Hm"));
    for (String id : List.of(waits, decided)) {
      parley.change(
          "insert into audit (site_id, comment_id, published, language, risk, place, drawn_at,"
              + " closed_at)"
              + " select site_id, id, true, 'en', 0, 0, now(), case when status = 1 then now() end"
              + " from comment where id = $1::text::uuid",
          id);
    }
    run(Duration.ofDays(6));
    assertEquals(1, of(site, "note.text", "note").size());
    assertEquals(2, of(site, "comment_id::text", "audit").size());
    run(Duration.ofDays(8));
    assertEquals(List.of(), of(site, "note.text", "note"));
    assertEquals(List.of(waits), of(site, "comment_id::text", "audit"));
    assertEquals(List.of(), of(site, "action", "decision"));
    assertEquals(List.of(waits, blind), of(site, "comment_id::text", "screening"));
    assertEquals(200, desk.get(site.path("/cases/" + decided)).status());
    assertEquals(200, desk.get(site.path("/cases?status=approved")).status());
    assertEquals(1, site.thread("pier").json().getJsonObject("article").getInteger("count"));
  }

  @Test
  void nothingElse_isErasedUnlessTheSiteSaysSo() {
    TestSite site = parley.site();
    String id = posted(site, "Bob", "The mayor sleeps.").getString("id");
    parley.administrator().decide(site, id, 1, "spam", null);
    run(Duration.ofDays(3_000));
    assertEquals(List.of("The mayor sleeps."), of(site, "body", "comment"));
    assertEquals(List.of("bob@readers.example"), of(site, "email", "author"));
    assertTrue(of(site, "action", "decision").contains("spam"));
  }

  @Test
  void retention_thatMakesNoSense_isRefused() {
    TestSite site = parley.site();
    for (JsonObject wrong :
        List.of(
            retention("addressDays", 0),
            retention("emailDays", 0),
            retention("rejectedDays", "7"),
            retention("logDays", 3_651),
            retention("wholeAddress", "yes"),
            retention("addresDays", 5))) {
      assertEquals(422, parley.administrator().send("PUT", site.path("/policy"), wrong).status());
    }
  }
}
