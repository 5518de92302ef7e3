package dev.parley.comment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes thread pages as JSON bytes. */
public final class ThreadJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ThreadJson() {}

  /**
   * The thread answer, the same for everyone.
   *
   * @param mail whether readers can have mail about replies
   */
  public static byte[] bytes(ThreadPage page, SiteSettings settings, boolean mail) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      writeArticle(json, page.article());
      json.writeObjectFieldStart("form");
      json.writeNumberField("maxLength", settings.maxLength());
      json.writeStringField("email", settings.asksForEmail() ? "required" : "optional");
      json.writeNumberField("editMinutes", settings.editMinutes());
      if (mail) {
        json.writeBooleanField("notify", true);
      }
      json.writeEndObject();
      json.writeFieldName("comments");
      writeEntries(json, page, page.top());
      writeCursor(json, "next", page.next().orElse(null));
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The branch around a comment, the same for everyone. */
  public static byte[] branch(ThreadPage page, UUID focus) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      writeArticle(json, page.article());
      json.writeFieldName("comments");
      writeEntries(json, page, page.top());
      json.writeStringField("focus", focus.toString());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A single comment without its replies, as the answer to its author. */
  public static JsonObject comment(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      ThreadPage alone =
          new ThreadPage(
              new Article(
                  entry.id(), "", "", "", Article.State.OPEN, java.util.Optional.empty(), 0, 0),
              List.of(entry),
              java.util.Map.of(),
              java.util.Optional.empty(),
              java.util.Map.of());
      writeEntry(json, alone, entry);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new JsonObject(io.vertx.core.buffer.Buffer.buffer(bytes.toByteArray()));
  }

  private static void writeArticle(JsonGenerator json, Article article) throws IOException {
    json.writeObjectFieldStart("article");
    json.writeStringField("key", article.key());
    json.writeStringField("url", article.url());
    json.writeStringField("title", article.title());
    json.writeStringField("state", article.state().code());
    if (article.closedAt().isPresent()) {
      json.writeStringField("closedAt", article.closedAt().get().toString());
    }
    json.writeNumberField("count", article.count());
    json.writeNumberField("version", article.version());
    json.writeEndObject();
  }

  private static void writeEntries(JsonGenerator json, ThreadPage page, List<Entry> entries)
      throws IOException {
    json.writeStartArray();
    for (Entry entry : entries) {
      writeEntry(json, page, entry);
    }
    json.writeEndArray();
  }

  private static void writeEntry(JsonGenerator json, ThreadPage page, Entry entry)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id().toString());
    writeText(json, "parentId", entry.parentId() == null ? null : entry.parentId().toString());
    json.writeNumberField("depth", entry.depth());
    json.writeObjectFieldStart("author");
    json.writeStringField("name", entry.authorName());
    if (entry.authorUrl() != null) {
      json.writeStringField("url", entry.authorUrl());
    }
    json.writeEndObject();
    if (entry.tombstone().isPresent()) {
      // A reader need not know whether it was spam or broke a rule.
      json.writeStringField(
          "status", entry.tombstone().get() == Status.DELETED ? "deleted" : "rejected");
    }
    json.writeStringField("html", entry.html());
    json.writeStringField("createdAt", entry.createdAt().toString());
    if (entry.editedAt() != null) {
      json.writeStringField("editedAt", entry.editedAt().toString());
    }
    json.writeNumberField("votes", entry.votes());
    json.writeNumberField("replyCount", entry.replyCount());
    json.writeFieldName("replies");
    writeEntries(json, page, page.repliesOf(entry));
    writeCursor(json, "repliesNext", page.repliesNext().get(entry.id()));
    json.writeEndObject();
  }

  private static void writeCursor(
      JsonGenerator json, String name, ThreadQuery.@Nullable Cursor cursor) throws IOException {
    writeText(json, name, cursor == null ? null : cursor.encoded());
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, text);
    }
  }
}
