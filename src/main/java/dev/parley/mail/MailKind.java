package dev.parley.mail;

import java.util.Arrays;
import java.util.Locale;

/** What a message is for. */
enum MailKind {
  /** Asks a reader whether it was they who asked for mail. */
  CONFIRMATION,
  /** Tells a reader of replies: of one, or of those of a day. */
  REPLIES,
  /** Tells an author what became of an appeal. */
  APPEAL,
  /** Tells whoever gave notice of a comment what became of it. */
  NOTICE,
  /** Tells a moderator what waits. */
  WAITING,
  /** Tells a moderator of a comment that was held because it may be a threat. */
  THREAT,
  /** Brings somebody the link by which they make their account. */
  INVITATION;

  /** Its word in the database. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MailKind ofCode(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
