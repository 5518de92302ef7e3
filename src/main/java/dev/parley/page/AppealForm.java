package dev.parley.page;

import static j2html.TagCreator.b;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import dev.parley.posting.PostingRoutes;
import dev.parley.problem.Refusal;
import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The form in which an author objects to a decision about a comment, below its text. */
final class AppealForm {
  private static final String COMMENT = "appeal";
  private static final String TEXT = "appealText";

  private AppealForm() {}

  /** Why a form without words, or with too many, is not taken. */
  static Refusal empty() {
    return Refusal.invalid(
        TEXT,
        "Say why the decision is wrong, in at most "
            + Wording.number(PostingRoutes.LONGEST_APPEAL)
            + " characters");
  }

  /** The comment that a form which was sent is about; empty when it is another form. */
  static Optional<UUID> comment(Map<String, List<String>> sent) {
    return Ids.parse(sent.getOrDefault(COMMENT, List.of("")).get(0));
  }

  /** The words of the author; empty when there are none, or too many. */
  static Optional<String> words(Map<String, List<String>> sent) {
    return Optional.of(sent.getOrDefault(TEXT, List.of("")).get(0).strip())
        .filter(
            words ->
                !words.isEmpty()
                    && words.length() <= PostingRoutes.LONGEST_APPEAL
                    && Fields.storable(words));
  }

  /** Folded, until it was sent and not taken. */
  static DetailsTag of(View view, View.Own own) {
    String id = own.entry().id().toString();
    DetailsTag folded =
        details(
                summary("Appeal this decision"),
                p("Once, and in your own words. It goes to the moderators with your comment.")
                    .withClass("hint"),
                form()
                    .withMethod("post")
                    .withAction(view.address().waiting(id))
                    .with(
                        input().withType("hidden").withName(COMMENT).withValue(id),
                        div(
                                label("Why is the decision wrong?").attr("for", TEXT),
                                textarea()
                                    .withId(TEXT)
                                    .withName(TEXT)
                                    .attr("required")
                                    .attr("maxlength", PostingRoutes.LONGEST_APPEAL)
                                    .attr("dir", "auto"))
                            .withClass("f"),
                        view.unheard().map(AppealForm::message).orElse(null),
                        div(button("Send appeal").withClass("btn pri").withType("submit"))
                            .withClass("acts")))
            .withClass("appeal");
    return view.unheard().isPresent() ? folded.attr("open") : folded;
  }

  private static DomContent message(Refusal refused) {
    return div(Icons.WARN, div(b("Your appeal was not sent"), text(said(refused))))
        .withClass("msg bad")
        .attr("role", "alert");
  }

  private static String said(Refusal refused) {
    return refused.errors().isEmpty() ? refused.detail() : refused.errors().get(0).message();
  }
}
