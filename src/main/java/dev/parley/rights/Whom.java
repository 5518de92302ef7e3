package dev.parley.rights;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import dev.parley.problem.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a request is about: one author, or everyone on a site who gave an e-mail address. Exactly
 * one is there.
 *
 * @param email in lower case
 */
public record Whom(Optional<UUID> author, Optional<String> email) {
  private static final int LONGEST = 320;

  /** One author. */
  public static Whom author(UUID id) {
    return new Whom(Optional.of(id), Optional.empty());
  }

  /** Everyone who gave an address. */
  public static Whom email(String address) {
    return new Whom(Optional.empty(), Optional.of(address.strip().toLowerCase(Locale.ROOT)));
  }

  /** Reads {@code author} or {@code email}. */
  static Whom of(Fields fields) {
    Optional<String> author = fields.optionalText("author", 36);
    Optional<String> email = fields.optionalText("email", LONGEST);
    fields.checkAll();
    return of(author, email);
  }

  /** The same as texts, as a command gets them. */
  public static Whom of(Optional<String> author, Optional<String> email) {
    if (author.isPresent() == email.isPresent()) {
      throw Refusal.invalid("author", "Name either an author or an e-mail address");
    }
    if (email.isPresent()) {
      if (!email.get().strip().matches("[^@\\s]+@[^@\\s]+")) {
        throw Refusal.invalid("email", "This is not an e-mail address");
      }
      return email(email.get());
    }
    return author(
        Ids.parse(author.get()).orElseThrow(() -> Refusal.invalid("author", "This is not an id")));
  }
}
