package dev.parley.mail;

import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.fieldset;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;

import dev.parley.mail.Subscriber.FollowedPage;
import dev.parley.mail.Subscriber.Pace;
import dev.parley.site.Site;
import j2html.tags.DomContent;
import j2html.tags.specialized.FormTag;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages that links in mail lead to, without JavaScript. Each asks before it does anything, for
 * programs that look for viruses follow links too.
 */
final class MailPage {
  private MailPage() {}

  static String page(MailWords words, String heading, DomContent... content) {
    return document(
        html(
                head(
                    meta().attr("charset", "utf-8"),
                    meta().withName("viewport").withContent("width=device-width,initial-scale=1"),
                    meta().withName("robots").withContent("noindex"),
                    title(heading),
                    link().withRel("stylesheet").withHref("/thread.css")),
                body(main(div(h1(heading)).withClass("about").with(content))))
            .withLang(words.language())
            .attr("dir", words.direction()));
  }

  /** A form that posts to the address of its page. */
  static FormTag asking(String words) {
    return form(button(words).withClass("btn pri").withType("submit")).withMethod("post");
  }

  /** A sentence alone. */
  static String said(MailWords words, String heading, String sentence) {
    return page(words, heading, p(sentence).attr("role", "status"));
  }

  static String confirmation(Site site, Subscriber reader) {
    MailWords words = reader.words();
    return page(
        words,
        words.say("confirm.title", "site", site.name()),
        p(words.say("confirm.question", "email", StoppedAddresses.masked(reader.email()))),
        asking(words.say("confirm.button")));
  }

  static String unsubscribing(Site site, Subscriber reader) {
    MailWords words = reader.words();
    return page(
        words,
        words.say("unsubscribe.title", "site", site.name()),
        p(words.say("unsubscribe.text")),
        asking(words.say("unsubscribe.button")));
  }

  /**
   * @param saved whether they have just been saved
   */
  static String preferences(Site site, Subscriber reader, boolean saved) {
    MailWords words = reader.words();
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        fieldset(legend(words.say("preferences.pace")))
            .with(java.util.Arrays.stream(Pace.values()).map(pace -> choice(reader, pace))));
    if (!reader.pages().isEmpty()) {
      parts.add(
          fieldset(legend(words.say("preferences.pages")))
              .with(reader.pages().stream().map(MailPage::choice)));
    }
    parts.add(
        div(button(words.say("preferences.save")).withClass("btn pri").withType("submit"))
            .withClass("acts"));
    return page(
        words,
        words.say("preferences.title", "site", site.name()),
        p(words.say("preferences.address", "email", StoppedAddresses.masked(reader.email()))),
        p(saved ? words.say("preferences.saved") : "").attr("role", "status"),
        form().withMethod("post").with(parts));
  }

  private static DomContent choice(Subscriber reader, Pace pace) {
    return p(
        label(
            input()
                .withType("radio")
                .withName("pace")
                .withValue(pace.code())
                .withCondChecked(reader.pace() == pace),
            span(" " + reader.words().say("pace." + pace.code()))));
  }

  private static DomContent choice(FollowedPage followed) {
    return p(
        label(
            input()
                .withType("checkbox")
                .withName("page")
                .withValue(followed.article().toString())
                .withCondChecked(followed.active()),
            span(" " + followed.title()).attr("dir", "auto")));
  }
}
