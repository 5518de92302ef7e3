package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.database.Ids;
import dev.parley.http.Fields;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proves that a reader wrote an earlier comment: its id and its edit token. */
record Proof(UUID comment, EditToken token) {
  private static final int MOST = 8;

  /**
   * The proofs in a submission. One that proves nothing is not an error: a browser may be out of
   * date.
   */
  static List<Proof> all(Fields submission) {
    return submission.optionalObjects("proofs", MOST).stream()
        .flatMap(fields -> of(fields).stream())
        .toList();
  }

  private static Optional<Proof> of(Fields fields) {
    Optional<UUID> comment = Ids.parse(fields.text("comment", 100, "Send the id of a comment"));
    EditToken token =
        new EditToken(fields.text("editToken", 100, "Send the edit token of that comment"));
    if (comment.isEmpty() && !fields.failed("comment")) {
      fields.error("comment", "This is not the id of a comment");
    }
    return comment.map(id -> new Proof(id, token));
  }
}
