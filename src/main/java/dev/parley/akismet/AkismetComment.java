package dev.parley.akismet;

import dev.parley.apikey.CleanText;
import dev.parley.comment.Author;
import dev.parley.comment.Context;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.site.Site;
import dev.parley.text.Visible;
import dev.parley.text.WebAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A comment as a client of Akismet describes it ({@code spec.yml} of Automattic/akismet-sdk-php).
 * Only a missing required field is refused; everything that cannot be used is left out.
 *
 * @param text the body, in HTML
 * @param address the IP address it comes from
 * @param formShown when the form was shown, as WordPress reports it
 */
record AkismetComment(
    String text,
    String name,
    Optional<String> email,
    Optional<String> url,
    Optional<String> address,
    boolean trapped,
    Optional<Instant> formShown,
    Optional<Instant> date) {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  /**
   * Nobody leaves a form open for longer; WordPress keeps this time with comments that it checks
   * again.
   */
  private static final Duration LONGEST_FORM = Duration.ofDays(1);

  /** Reads the fields of a form. */
  static AkismetComment of(FormBody form) {
    return new AkismetComment(
        form.text("comment_content").orElse(""),
        CleanText.first(Visible.name(form.text("comment_author").orElse("")), 100),
        form.text("comment_author_email").flatMap(AkismetComment::email),
        form.text("comment_author_url").flatMap(AkismetComment::webAddress),
        form.text("user_ip").map(String::strip).filter(address -> address.length() <= 100),
        trapped(form),
        form.text("POST_ak_js").flatMap(AkismetComment::milliseconds),
        form.text("comment_date_gmt").flatMap(CommentDate::parse));
  }

  private static Optional<String> email(String text) {
    String email = text.strip().toLowerCase(Locale.ROOT);
    return Optional.of(email)
        .filter(known -> known.length() <= 254 && EMAIL.matcher(known).matches());
  }

  private static Optional<String> webAddress(String text) {
    return Optional.of(text)
        .filter(known -> known.length() <= 2_000)
        .flatMap(WebAddress::typed)
        .map(WebAddress::address);
  }

  /** The field that people do not see: the one the client names, or that of WordPress's plugin. */
  private static boolean trapped(FormBody form) {
    return form.text("honeypot_field_name").flatMap(form::text).isPresent()
        || form.text("POST_ak_hp_textarea").isPresent();
  }

  private static Optional<Instant> milliseconds(String text) {
    return text.strip().matches("\\d{1,15}")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text.strip())))
        : Optional.empty();
  }

  /** The author in Parley's sense; empty when nothing identifies one. */
  Optional<Author> author(Site site) {
    return email.isEmpty() && (name.isEmpty() || address.isEmpty())
        ? Optional.empty()
        : Optional.of(Author.of(site.id(), name, email, url, address.orElse("")));
  }

  /**
   * The comment as a draft: work for the processor. Nothing is known of its author or surroundings.
   * They could only hold a comment, and Akismet's clients do not learn of holding.
   */
  Draft draft(Site site, Instant now) {
    return Draft.sent(
        Place.on(site),
        sender(site, now),
        Text.read(text, Text.Format.HTML, site.settings(), Optional.empty()),
        Context.unknown(date.filter(written -> written.isBefore(now)).orElse(now)));
  }

  private Sender sender(Site site, Instant now) {
    return Sender.of(
        Author.of(site.id(), name, email, url, address.orElse("")),
        address,
        // A repeated check comes later, so the form seems to have been open longer, which does no
        // harm.
        formShown
            .map(shown -> Duration.between(shown, now))
            .filter(time -> !time.isNegative() && time.compareTo(LONGEST_FORM) < 0),
        trapped);
  }
}
