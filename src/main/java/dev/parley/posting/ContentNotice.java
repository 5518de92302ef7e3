package dev.parley.posting;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice of illegal content (Regulation (EU) 2022/2065, Article 16).
 *
 * @param explanation why the comment is illegal
 * @param name of whom it comes from; crimes against children may be told of without one
 */
record ContentNotice(
    UUID comment, String explanation, Optional<String> name, Optional<String> email) {

  /** Reads a request; refused when something is missing. */
  static ContentNotice of(Fields fields) {
    Optional<UUID> comment = Ids.parse(fields.text("comment", 36, "Name the comment"));
    if (comment.isEmpty()) {
      fields.error("comment", "This is not the id of a comment");
    }
    String explanation = fields.text("explanation", 5_000, "Say why the comment is illegal");
    Optional<String> name = fields.optionalText("name", 200).map(String::strip);
    Optional<String> email = Submission.email(fields, false);
    if (!fields.flag("goodFaith", false)) {
      fields.error(
          "goodFaith", "Confirm that you believe in good faith that what you say is accurate");
    }
    fields.checkAll();
    return new ContentNotice(comment.orElseThrow(), explanation, name, email);
  }
}
