package dev.parley.mail;

import java.util.List;
import java.util.UUID;

/**
 * A reader who asked for mail, with what they are told of.
 *
 * @param pages where replies to their comments are told of
 */
record Subscriber(
    int site, UUID id, String email, MailWords words, Pace pace, List<FollowedPage> pages) {

  /** How often they are told. */
  enum Pace {
    IMMEDIATE,
    DAILY,
    NEVER;

    /** Its word in the database and in forms. */
    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static java.util.Optional<Pace> ofCode(String code) {
      return java.util.Arrays.stream(values()).filter(pace -> pace.code().equals(code)).findFirst();
    }
  }

  /** An article under which they have comments; its title, or else its address or key. */
  record FollowedPage(UUID article, String title, boolean active) {}
}
