package dev.parley.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.b;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;
import static j2html.TagCreator.ul;

import dev.parley.comment.Entry;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.problem.Refusal.FieldError;
import dev.parley.site.SiteSettings;
import j2html.tags.DomContent;
import j2html.tags.Tag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Renders the plain form, below the thread or under the comment it answers. */
final class FormSection {
  /** The fields in the order of the form. */
  private static final List<String> FIELDS = List.of("body", "name", "email", "url");

  private static final Map<String, String> LABELS =
      Map.of("body", "Comment", "name", "Name", "email", "Email", "url", "Website");

  private final View view;
  private final SiteSettings settings;

  FormSection(View view) {
    this.view = view;
    this.settings = view.site().settings();
  }

  /** The form below the thread. */
  SectionTag leave() {
    return section(div(h3("Leave a Reply").withId("leave-title")).withClass("fh"))
        .with(fields(Optional.empty(), "", "#leave"))
        .withClass("form")
        .withId("leave")
        .attr("aria-labelledby", "leave-title");
  }

  /** The form under a comment. */
  SectionTag reply(Entry entry) {
    return section(
            div(
                    h3("Reply to " + entry.authorName()).withId("reply-title"),
                    a("Cancel reply")
                        .withClass("lnk")
                        .withHref(view.address().cancelled(entry.id())))
                .withClass("fh"))
        .with(fields(Optional.of(entry.id()), "r-", "#reply"))
        .withClass("form inl")
        .withId("reply")
        .attr("aria-labelledby", "reply-title");
  }

  private List<DomContent> fields(Optional<UUID> parent, String prefix, String anchor) {
    Form filled = view.formOf(parent);
    Optional<Refusal> refusal = view.refusalOf(parent);
    Map<String, String> errors = new java.util.HashMap<>();
    refusal.ifPresent(
        refused -> {
          for (FieldError error : refused.errors()) {
            errors.putIfAbsent(error.field().replace("author.", ""), error.message());
          }
        });
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        p(
                text("Your email address will not be published. Required fields are marked "),
                span("*").withClass("req"))
            .withClass("hint"));
    List<String> wrong = FIELDS.stream().filter(errors::containsKey).toList();
    if (!wrong.isEmpty()) {
      parts.add(summary(wrong, errors, prefix));
    }
    parts.add(
        form()
            .withMethod("post")
            .withAction(view.address().thread() + anchor)
            .attr("novalidate")
            .with(
                hidden("parentId", parent.map(UUID::toString).orElse("")),
                hidden("opened", filled.opened()),
                comment(filled.body(), prefix, errors.get("body")),
                div(
                        line("name", "text", filled.name(), true, prefix, errors),
                        line(
                            "email",
                            "email",
                            filled.email(),
                            settings.asksForEmail(),
                            prefix,
                            errors),
                        line("url", "url", filled.url(), false, prefix, errors))
                    .withClass("grid"),
                div(input()
                        .withType("text")
                        .withName("trap")
                        .attr("tabindex", "-1")
                        .attr("autocomplete", "off"))
                    .withClass("vh")
                    .attr("aria-hidden", "true"),
                view.mail() ? notify(filled) : null,
                refusal.filter(refused -> wrong.isEmpty()).map(FormSection::message).orElse(null),
                refusal.map(this::objecting).orElse(null),
                div(button("Post Comment").withClass("btn pri").withType("submit"))
                    .withClass("acts")));
    return parts;
  }

  /** Leads to what a rule has rejected: its author may object there. */
  private @org.jspecify.annotations.Nullable DomContent objecting(Refusal refused) {
    return refused.members().get("id") instanceof String id
        ? p(a("See it, and appeal the decision").withHref(view.address().waiting(id)))
            .withClass("hint")
        : null;
  }

  private static DomContent summary(List<String> wrong, Map<String, String> errors, String prefix) {
    return div(
            h4("There is a problem"),
            ul().with(
                    wrong.stream()
                        .map(name -> li(a(errors.get(name)).withHref("#" + prefix + name)))))
        .withClass("sum")
        .attr("role", "alert")
        .attr("tabindex", "-1");
  }

  private static DomContent notify(Form filled) {
    return label(
            input()
                .withType("checkbox")
                .withName("notify")
                .withValue("true")
                .withCondChecked(filled.notifying()),
            span("Email me when someone replies"))
        .withClass("ck");
  }

  private static DomContent hidden(String name, String value) {
    return input().withType("hidden").withName(name).withValue(value);
  }

  private static DomContent named(String name, boolean required, String prefix) {
    return label(
            text(LABELS.get(name) + (required ? " " : "")),
            required ? span("*").withClass("req").attr("aria-hidden", "true") : null)
        .attr("for", prefix + name);
  }

  private static DomContent error(String name, String prefix, String words) {
    return p(Icons.WARN, text(words)).withClass("e").withId("e-" + prefix + name);
  }

  private DomContent comment(
      String body, String prefix, @org.jspecify.annotations.Nullable String wrong) {
    String help = prefix + "help";
    String described = wrong == null ? help : help + " e-" + prefix + "body";
    Tag<?> area =
        textarea(body)
            .withId(prefix + "body")
            .withName("body")
            .attr("required")
            .attr("aria-describedby", described)
            .attr("dir", "auto");
    if (wrong != null) {
      area.attr("aria-invalid", "true");
    }
    return div(
            named("body", true, prefix),
            wrong == null ? null : error("body", prefix, wrong),
            div(
                    area,
                    div(span("**bold** *italic* > quote and links work. At most "
                                + Wording.counted(settings.maxLength(), "character", "characters")
                                + ".")
                            .withId(help))
                        .withClass("under"))
                .withClass(wrong == null ? "box" : "box bad"))
        .withClass("f");
  }

  private static DomContent line(
      String name,
      String type,
      String value,
      boolean required,
      String prefix,
      Map<String, String> errors) {
    String wrong = errors.get(name);
    Tag<?> field =
        input()
            .withType(type)
            .withId(prefix + name)
            .withName(name)
            .attr("autocomplete", name)
            .withValue(value);
    if (required) {
      field.attr("required");
    }
    if (wrong != null) {
      field.attr("aria-invalid", "true").attr("aria-describedby", "e-" + prefix + name);
    }
    return div(
            named(name, required, prefix), wrong == null ? null : error(name, prefix, wrong), field)
        .withClass("f");
  }

  /** The message when something other than a field prevents posting. */
  static DomContent message(Refusal refused) {
    boolean soon = refused.problem() == Problem.TOO_FAST;
    String detail =
        soon && refused.retryAfterSeconds() > 0
            ? "You can post again in "
                + Wording.counted(refused.retryAfterSeconds(), "second", "seconds")
                + "."
            : refused.detail();
    return div(
            soon ? Icons.CLOCK : Icons.WARN,
            div(
                b(soon ? "You are commenting too quickly" : "Your comment was not posted"),
                text(detail)))
        .withClass(soon ? "msg warn" : "msg bad")
        .attr("role", "alert");
  }
}
