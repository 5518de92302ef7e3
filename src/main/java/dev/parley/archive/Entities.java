package dev.parley.archive;

import java.util.regex.Pattern;
import org.owasp.html.Encoding;

/** HTML's entities where they stand for the characters of a name, or are escaped once too often. */
final class Entities {
  private static final Pattern TWICE =
      Pattern.compile("&amp;(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});");

  private Entities() {}

  /** A name or title that is stored as HTML. */
  static String decoded(String text) {
    return text.indexOf('&') < 0 ? text : Encoding.decodeHtml(once(text), false);
  }

  /** HTML in which an entity that is escaped twice is escaped once. */
  static String once(String html) {
    return html.indexOf('&') < 0 ? html : TWICE.matcher(html).replaceAll("&$1;");
  }

  /** A text in HTML, which {@link #decoded} reads as it was if it held no entities itself. */
  static String encoded(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
