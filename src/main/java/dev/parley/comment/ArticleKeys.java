package dev.parley.comment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.database.LastKnown;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings.ArticleKeyRule;
import dev.parley.text.CanonicalAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows which article a key leads to that a page or a program has sent. Every way to a thread asks
 * here; all others are handed the key of the article itself.
 *
 * <p>An alias comes first, then an article of exactly that key, which keeps it until it is
 * remapped, then, where the site says so, the canonical address. Nothing is looked up on a site
 * that takes keys as they are and has no aliases, nor for an address that is canonical.
 *
 * <p>What was looked up counts for a few seconds, as sites do; a change on this node is seen at
 * once. Safe for several threads.
 */
public final class ArticleKeys {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final int MOST = 20_000;

  /** Where the keys $2 lead, whose canonical forms are $3. */
  private static final String FIND =
      """
      select coalesce(
        (select article.key from article_alias
           join article on article.site_id = $1 and article.id = article_id
         where article_alias.site_id = $1 and article_alias.id = asked.sent),
        (select key from article where site_id = $1 and id = asked.sent),
        (select article.key from article_alias
           join article on article.site_id = $1 and article.id = article_id
         where article_alias.site_id = $1 and article_alias.id = asked.canonical)) as key
      from unnest($2::uuid[], $3::uuid[]) with ordinality as asked(sent, canonical, number)
      order by number
      """;

  private final Database database;
  private final LastKnown<Sent, String> known;
  private final AtomicInteger changes = new AtomicInteger();

  private final LoadingCache<String, String> canonical =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .build(key -> CanonicalAddress.of(key).filter(Parameters::usable).orElse(key));

  private record Sent(int site, String key) {}

  private record Version(int changes, ArticleKeyRule rule) {}

  public ArticleKeys(Database database) {
    this.database = database;
    this.known =
        new LastKnown<>(
            database,
            Caffeine.newBuilder().maximumSize(MOST).build(),
            FRESH,
            Ticker.systemTicker());
  }

  /** The form of a key that the site's policy compares. */
  public String form(Site site, String key) {
    return site.settings().articleKey() == ArticleKeyRule.EXACT ? key : canonical.get(key);
  }

  /** The article's key if nothing has to be waited for. */
  public Optional<String> atHand(Site site, String sent) {
    return form(site, sent).equals(sent) && !site.aliased()
        ? Optional.of(sent)
        : Optional.ofNullable(known.ifFresh(new Sent(site.id(), sent), version(site)));
  }

  /** The article's key. */
  public Future<String> of(Site site, String sent) {
    return atHand(site, sent)
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                known.get(
                    new Sent(site.id(), sent),
                    version(site),
                    () -> find(site, List.of(sent)).map(found -> found.get(0))));
  }

  /** The articles' keys, by the keys that were sent. */
  public Future<Map<String, String>> of(Site site, List<String> sent) {
    Map<String, String> keys = new HashMap<>();
    List<String> asked = new ArrayList<>();
    for (String key : sent) {
      atHand(site, key).ifPresentOrElse(one -> keys.put(key, one), () -> asked.add(key));
    }
    if (asked.isEmpty()) {
      return Future.succeededFuture(keys);
    }
    Version version = version(site);
    return find(site, asked)
        .map(
            found -> {
              for (int i = 0; i < asked.size(); i++) {
                known.put(new Sent(site.id(), asked.get(i)), version, found.get(i));
                keys.put(asked.get(i), found.get(i));
              }
              return keys;
            });
  }

  /** Looks everything up again: articles have been moved. */
  public void changed() {
    changes.incrementAndGet();
  }

  private Version version(Site site) {
    return new Version(changes.get(), site.settings().articleKey());
  }

  private Future<List<String>> find(Site site, List<String> sent) {
    List<String> forms = sent.stream().map(key -> form(site, key)).toList();
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(FIND)
                    .execute(Tuple.of(site.id(), ids(site, sent), ids(site, forms))))
        .map(
            rows -> {
              List<String> found = new ArrayList<>();
              for (Row row : rows) {
                String form = forms.get(found.size());
                found.add(Optional.ofNullable(row.getString("key")).orElse(form));
              }
              return found;
            });
  }

  private static UUID[] ids(Site site, List<String> keys) {
    return keys.stream().map(key -> Ids.article(site.id(), key)).toArray(UUID[]::new);
  }
}
