package dev.parley.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a backup of Remark42, packed with gzip. Only comments that are shown have a place in it. A
 * page is known by its address, or else by its key; authors are anonymous, so that nobody takes
 * them over by signing in with their e-mail address.
 */
final class Remark42Writer implements ArchiveWriter {
  private static final int BUFFER = 1 << 16;

  /** What Remark42 says for "never". */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final GZIPOutputStream packed;
  private final JsonGenerator json;
  private String site = "";
  private String url = "";
  private String title = "";

  /** Which list of the first line is being written. */
  private Part part = Part.USERS;

  private enum Part {
    USERS,
    POSTS,
    COMMENTS
  }

  Remark42Writer(OutputStream out) throws IOException {
    this.packed = new GZIPOutputStream(out, BUFFER);
    this.json = new JsonFactory().createGenerator(packed);
    json.setRootValueSeparator(null);
  }

  @Override
  public void begin(String slug, String name, String address) throws IOException {
    site = slug;
    json.writeStartObject();
    json.writeNumberField("version", 1);
    json.writeArrayFieldStart("users");
  }

  @Override
  public void author(ArchivedAuthor author) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", user(author));
    json.writeObjectFieldStart("blocked");
    json.writeBooleanField("status", false);
    json.writeStringField("until", NEVER);
    json.writeEndObject();
    json.writeBooleanField("verified", false);
    json.writeObjectFieldStart("details");
    json.writeStringField("email", author.email().orElse(""));
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public void known(ArchivedPage page) throws IOException {
    upTo(Part.POSTS);
    json.writeStartObject();
    json.writeStringField("url", url(page));
    json.writeBooleanField("read_only", page.closed());
    json.writeEndObject();
  }

  @Override
  public void page(ArchivedPage page) throws IOException {
    upTo(Part.COMMENTS);
    url = url(page);
    title = Entities.encoded(page.title());
  }

  private static String url(ArchivedPage page) {
    return page.url().isEmpty() ? page.key().orElse("") : page.url();
  }

  /** The first line holds users and posts; each comment has a line of its own. */
  private void upTo(Part next) throws IOException {
    if (part == Part.USERS && next != Part.USERS) {
      json.writeEndArray();
      json.writeArrayFieldStart("posts");
      part = Part.POSTS;
    }
    if (part == Part.POSTS && next == Part.COMMENTS) {
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
      part = Part.COMMENTS;
    }
  }

  @Override
  public void comment(WrittenComment comment) throws IOException {
    boolean gone = comment.isTombstone();
    if (comment.standing() != Standing.APPROVED && !gone) {
      return;
    }
    json.writeStartObject();
    json.writeStringField("id", comment.id().toString());
    json.writeStringField("pid", comment.parent().map(String::valueOf).orElse(""));
    json.writeStringField("text", gone ? "" : comment.html());
    json.writeStringField("orig", gone ? "" : comment.markdown());
    json.writeObjectFieldStart("user");
    json.writeStringField(
        "name", gone ? Remark42Reader.NOBODY : Entities.encoded(comment.author().name()));
    json.writeStringField("id", gone ? Remark42Reader.NOBODY : user(comment.author()));
    json.writeStringField("picture", "");
    json.writeBooleanField("admin", false);
    json.writeStringField("site_id", site);
    json.writeEndObject();
    json.writeObjectFieldStart("locator");
    json.writeStringField("site", site);
    json.writeStringField("url", url);
    json.writeEndObject();
    json.writeNumberField("score", gone ? 0 : comment.votes());
    json.writeObjectFieldStart("votes");
    json.writeEndObject();
    json.writeStringField("time", comment.at().toString());
    edited(comment, gone);
    json.writeBooleanField("delete", gone);
    json.writeBooleanField("imported", true);
    json.writeStringField("title", title);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void edited(WrittenComment comment, boolean gone) throws IOException {
    if (comment.editedAt().isPresent() && !gone) {
      json.writeObjectFieldStart("edit");
      json.writeStringField("time", comment.editedAt().get().toString());
      json.writeStringField("summary", "");
      json.writeEndObject();
    }
  }

  /** Remark42 takes ids of the form provider, underscore, SHA-1 in hexadecimal digits. */
  private static String user(ArchivedAuthor author) {
    return "anonymous_" + sha1(Optional.of(author).flatMap(ArchivedAuthor::id).orElse(""));
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void end() throws IOException {
    upTo(Part.COMMENTS);
    json.flush();
    packed.finish();
  }

  @Override
  public void close() throws IOException {
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.close();
  }
}
