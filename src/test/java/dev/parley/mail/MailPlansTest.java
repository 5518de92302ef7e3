package dev.parley.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The statements of mail on filled tables, with the generic plans they run by. */
class MailPlansTest {
  private static final Pattern WHOLE =
      Pattern.compile(
          "Seq Scan on (?:mail|notice|subscription|subscriber|comment|screening|article|author)\\b");

  @Test
  void statements_onFilledTables_readNoLargeTableWhole() {
    try (MailWorld world = new MailWorld()) {
      TestSite site = world.parley.site(new JsonObject().put("moderation", "none"));
      world.ask(site, "plan", "Ann Plan", "The row all others are made of.");
      world.settled();
      world.run(
          """
          insert into comment select (jsonb_populate_record(comment, jsonb_build_object(
            'id', gen_random_uuid(), 'root_id', gen_random_uuid(), 'author_id', gen_random_uuid()))).*
          from comment, generate_series(1, 20000)
          """);
      world.run(
          """
          insert into mail (site_id, id, kind, recipient, key, state, due_at, expires_at, done_at)
          select 1, gen_random_uuid(), 'replies', gen_random_uuid(), n, 'sent', now(), now(), now()
          from generate_series(1, 20000) n
          """);
      world.run(
          """
          insert into notice select 1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
          from generate_series(1, 20000)
          """);
      world.run(
          """
          insert into subscriber (site_id, id, email, language, created_at)
          select 1, gen_random_uuid(), n || '@x.example', 'en', now() from generate_series(1, 20000) n
          """);
      world.run(
          """
          insert into subscription
          select 1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'active'
          from generate_series(1, 20000)
          """);
      for (String table :
          new String[] {
            "comment", "mail", "notice", "subscriber", "subscription", "author", "screening"
          }) {
        world.run("analyze " + table);
      }
      Map<String, String> statements = new LinkedHashMap<>();
      statements.put("take", MailQueue.TAKE);
      statements.put("backlog", MailQueue.BACKLOG);
      statements.put("wanted", ReplyNotices.WANTED);
      statements.put("missed", ReplyNotices.MISSED);
      statements.put("waiting", ModeratorNotices.WAITING);
      statements.put("threat", ModeratorNotices.THREAT);
      statements.put("replies", ReaderLetters.REPLIES);
      statements.put("comment", MailReceiver.COMMENT);
      statements.put("appeal", OutcomeLetters.APPEAL);
      statements.put("notice", OutcomeLetters.NOTICE);
      statements.put("oldest", ModeratorLetters.OLDEST);

      Map<String, String> whole = new TreeMap<>();
      statements.forEach(
          (name, sql) -> {
            String plan = world.explain(sql);
            WHOLE.matcher(plan).results().forEach(found -> whole.put(name, plan));
          });

      // Tables of a page or two are read whole whatever there is to find them by.
      whole
          .values()
          .removeIf(
              plan ->
                  !WHOLE
                      .matcher(plan.replaceAll("Seq Scan on (?:author|screening|article)\\b", ""))
                      .find());
      assertEquals("", String.join("\n", whole.values()));
    }
  }
}
