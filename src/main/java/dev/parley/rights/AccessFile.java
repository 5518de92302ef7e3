package dev.parley.rights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.parley.database.Database;
import dev.parley.database.Snapshot;
import dev.parley.site.Site;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All that is kept about a person on a site, as one ZIP file for them (GDPR, Articles 15 and 20):
 * {@code data.json} for programs, {@code data.html} to read. It is written by a thread that may
 * wait, in memory that does not grow with it.
 */
public final class AccessFile {
  private static final int FETCHED = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Site site;
  private final Person person;

  /**
   * @param person whose address is proven, or who is known by ids alone
   */
  AccessFile(Site site, Person person) {
    this.site = site;
    this.person = person;
  }

  /** Writes it, and closes {@code out}. */
  public void write(Database database, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out);
        Snapshot snapshot = Snapshot.of(database)) {
      zip.putNextEntry(new ZipEntry("data.json"));
      writeJson(snapshot, zip);
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("data.html"));
      writePage(snapshot, zip);
      zip.closeEntry();
    }
  }

  private interface Taker {
    void take(String line) throws IOException;
  }

  private void each(Snapshot snapshot, PersonalData kind, Taker taker) throws IOException {
    snapshot.each(
        kind.select(),
        Tuple.of(
            person.site(),
            kind == PersonalData.LABELS ? person.knownIds().toArray(UUID[]::new) : person.ids(),
            person.emails().toArray(String[]::new)),
        FETCHED,
        row -> taker.take(row.getString("line")));
  }

  private void writeJson(Snapshot snapshot, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("site", site.slug());
      json.writeStringField("name", site.name());
      json.writeStringField("takenAt", snapshot.takenAt().toString());
      for (PersonalData kind : PersonalData.values()) {
        json.writeArrayFieldStart(kind.code());
        each(snapshot, kind, json::writeRawValue);
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }

  private void writePage(Snapshot snapshot, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    AccessPage page = new AccessPage(writer);
    page.begin(site.name(), snapshot.takenAt());
    for (PersonalData kind : PersonalData.values()) {
      page.heading(kind);
      each(snapshot, kind, line -> page.entry(kind, new JsonObject(line)));
    }
    page.end();
    // Closing it would close the file.
    writer.flush();
  }
}
