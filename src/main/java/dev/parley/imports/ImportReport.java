package dev.parley.imports;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far an import is and what it came to. It is written by the import's own thread and read by
 * any.
 */
final class ImportReport {
  /** Examples of each reason for which records are skipped. */
  private static final int EXAMPLES = 5;

  /** Pages whose articles are told, so that a rehearsal shows where comments would go. */
  private static final int PAGES = 50;

  private final Map<String, Skipped> skipped = new LinkedHashMap<>();
  private final Map<String, String> pages = new LinkedHashMap<>();
  private long read;
  private long stored;
  private long known;
  private long orphans;
  private long pageCount;

  /** Records that were skipped for one reason. */
  private static final class Skipped {
    private long count;
    private final List<String> examples = new ArrayList<>();
  }

  synchronized void read() {
    read++;
  }

  synchronized void stored(int comments) {
    stored += comments;
  }

  synchronized void known(int comments) {
    known += comments;
  }

  /** A reply to what the archive does not hold, which stands at the top of its thread. */
  synchronized void orphan() {
    orphans++;
  }

  /**
   * @param why a sentence
   * @param example the id of a record
   */
  synchronized void skipped(String why, String example) {
    Skipped same = skipped.computeIfAbsent(why, first -> new Skipped());
    same.count++;
    if (same.examples.size() < EXAMPLES) {
      same.examples.add(example);
    }
  }

  /** A page that comments are under, and the key of the article it becomes. */
  synchronized void page(String url, String key) {
    pageCount++;
    if (pages.size() < PAGES) {
      pages.put(url, key);
    }
  }

  synchronized long done() {
    return stored + known;
  }

  synchronized JsonObject json() {
    JsonArray reasons = new JsonArray();
    skipped.forEach(
        (why, same) ->
            reasons.add(
                new JsonObject()
                    .put("reason", why)
                    .put("count", same.count)
                    .put("examples", new JsonArray(List.copyOf(same.examples)))));
    JsonArray examples = new JsonArray();
    pages.forEach((url, key) -> examples.add(new JsonObject().put("url", url).put("article", key)));
    return new JsonObject()
        .put("read", read)
        .put("stored", stored)
        .put("known", known)
        .put("skipped", reasons)
        .put("orphans", orphans)
        .put("pages", pageCount)
        .put("pageExamples", examples);
  }
}
