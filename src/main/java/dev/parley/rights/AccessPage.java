package dev.parley.rights;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page on which a person reads what is kept about them, written entry by entry. */
final class AccessPage {
  private static final String STYLE =
      """
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
        color-scheme: light dark; overflow-wrap: anywhere }
      article { border-top: 1px solid #8888; padding: .5rem 0 }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 }
      dt { opacity: .75 } dd, ul { margin: 0 } blockquote { margin: .5rem 0; padding: 0 1rem; border-inline-start: 3px solid #8888 }
      </style>
      """;

  /** Of a comment these stand elsewhere on the page than in its list. */
  private static final java.util.Set<String> APART =
      java.util.Set.of("text", "html", "screenings", "decisions");

  private static final Map<PersonalData, String> HEADINGS =
      Map.of(
          PersonalData.AUTHORS, "Who you are here",
          PersonalData.COMMENTS, "Your comments",
          PersonalData.APPEALS, "Your appeals",
          PersonalData.NOTICES, "Your notices of illegal content",
          PersonalData.MAIL, "Mail to you",
          PersonalData.BANS, "Bans",
          PersonalData.LABELS, "Your texts as examples for the filter");

  private final Writer out;

  AccessPage(Writer out) {
    this.out = out;
  }

  void begin(String site, Instant at) throws IOException {
    String name = "What " + site + " keeps about you";
    out.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.write("<meta name=\"viewport\" content=\"width=device-width\">");
    write(title(name));
    out.write(STYLE);
    out.write("</head><body>");
    write(h1(name));
    write(
        p(
            "As of "
                + at
                + ". The file data.json has the same for programs. Votes and reports you gave are"
                + " kept under a keyed hash of a network address, which leads to nobody; they are not"
                + " here, nor are moderators' notes to one another."));
  }

  void heading(PersonalData kind) throws IOException {
    write(h2(HEADINGS.get(kind)));
  }

  void entry(PersonalData kind, JsonObject entry) throws IOException {
    out.write("<article>");
    if (kind == PersonalData.COMMENTS) {
      // Sanitised when it was stored, as every reader of the thread gets it.
      write(rawHtml("<blockquote>" + entry.getString("html") + "</blockquote>"));
    }
    write(fields(entry));
    if (kind == PersonalData.COMMENTS) {
      events("What the filter said", entry.getJsonArray("screenings"));
      events("What was decided", entry.getJsonArray("decisions"));
    }
    out.write("</article>\n");
  }

  void end() throws IOException {
    out.write("</body></html>\n");
  }

  private void events(String heading, JsonArray events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    write(p(heading));
    out.write("<ul>");
    for (Object event : events) {
      write(li(fields((JsonObject) event)));
    }
    out.write("</ul>");
  }

  private static DlTag fields(JsonObject entry) {
    DlTag list = dl();
    for (Map.Entry<String, Object> field : entry) {
      if (field.getValue() != null && !APART.contains(field.getKey())) {
        list.with(dt(words(field.getKey())), dd(value(field.getValue())));
      }
    }
    return list;
  }

  /** A name such as {@code createdAt}, in words. */
  private static String words(String name) {
    return name.replaceAll("(\\p{Lu})", " $1").toLowerCase(Locale.ROOT);
  }

  private static DomContent value(Object value) {
    if (value instanceof JsonArray all) {
      return ul(all.stream().map(one -> li(value(one))).toArray(DomContent[]::new));
    }
    if (value instanceof JsonObject one) {
      return j2html.TagCreator.text(
          one.stream()
              .filter(field -> field.getValue() != null)
              .map(field -> words(field.getKey()) + ": " + field.getValue())
              .collect(Collectors.joining(", ")));
    }
    return j2html.TagCreator.text(value.toString());
  }

  private void write(DomContent content) throws IOException {
    content.render(j2html.rendering.FlatHtml.into(out));
  }
}
