package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.Follower;
import dev.parley.Locks;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who writes comments locks comments, then authors, then articles. */
class LockOrderTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private PgConnection connection() {
    return PgConnection.connect(vertx, PgConnectOptions.fromUri(parley.service().databaseUrl()))
        .await();
  }

  /** Whoever takes back a last comment has its author and wants the article next. */
  @Test
  void post_whoseAuthorIsLocked_holdsNoArticle() {
    assertEquals(201, site.post("pier", "Ann Locked", "The pier is open again.").status());
    PgConnection author = connection();
    PgConnection article = connection();
    author.query("begin").execute().await();
    author.query("select from author where name = 'Ann Locked' for update").execute().await();
    CompletableFuture<Answer> posted =
        CompletableFuture.supplyAsync(
            () -> site.post("pier", "Ann Locked", "And the lighthouse is, too."));
    Follower.await("a post that waits", () -> Locks.somebodyWaits(article));

    boolean held =
        article
            .query(
                "select from article where key = 'pier' and site_id in (select site_id from author"
                    + " where name = 'Ann Locked') for update nowait")
            .execute()
            .map(false)
            .otherwise(true)
            .await();
    author.query("rollback").execute().await();

    assertEquals(201, posted.join().status());
    assertFalse(held);
    author.close().await();
    article.close().await();
  }
}
