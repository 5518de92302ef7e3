package dev.parley.posting;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.text.Visible;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a reader sent. Its shape is right; nothing else has been checked.
 *
 * @param body the Markdown, with line breaks as {@code \n} and without blank lines at its ends
 * @param trapped whether the field that people do not see was filled in
 * @param formTime how long the form was open, if the client tells
 * @param address the reader's IP address
 * @param proofs proofs of earlier comments the reader wrote
 * @param idempotencyKey the client's name for this request
 * @param mailLanguage the language in which the reader wants mail about replies; empty when they
 *     want none
 */
public record Submission(
    Site site,
    String articleKey,
    Optional<String> articleUrl,
    Optional<String> articleTitle,
    Optional<UUID> parentId,
    String name,
    Optional<String> email,
    Optional<String> url,
    String body,
    boolean trapped,
    Optional<Duration> formTime,
    String address,
    List<Proof> proofs,
    Optional<String> idempotencyKey,
    Optional<String> mailLanguage) {

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"(),:;\\\\]+@[^\\s@<>\"(),:;\\\\]+\\.[^\\s@<>\"(),:;\\\\.]+");

  /** An e-mail address in a name, even one disguised so that programs do not find it. */
  private static final Pattern EMAIL_IN_NAME =
      Pattern.compile(
          "[^\\s@]\\s*@+\\s*[^\\s@]+\\.[^\\s@.]{2}"
              + "|\\S\\s*[(\\[{<]\\s*(?:at|@)\\s*[)\\]}>]\\s*\\S"
              + "|\\S\\s+at\\s+\\S+\\s+dot\\s+\\S",
          Pattern.CASE_INSENSITIVE);

  /** The same under the article whose key is known. */
  Submission under(String key) {
    return key.equals(articleKey)
        ? this
        : new Submission(
            site,
            key,
            articleUrl,
            articleTitle,
            parentId,
            name,
            email,
            url,
            body,
            trapped,
            formTime,
            address,
            proofs,
            idempotencyKey,
            mailLanguage);
  }

  /** Reads a submission. It is refused with the names of all fields that are wrong. */
  static Submission of(Site site, Fields fields, String address, Optional<String> idempotencyKey) {
    return of(site, fields, address, idempotencyKey, site.settings().requiresEmail());
  }

  /** Reads what a form of ours has asked for, an e-mail address included. */
  public static Submission ofForm(Site site, Fields fields, String address) {
    return of(site, fields, address, Optional.empty(), site.settings().asksForEmail());
  }

  private static Submission of(
      Site site,
      Fields fields,
      String address,
      Optional<String> idempotencyKey,
      boolean requiresEmail) {
    Fields article = fields.object("article");
    Fields author = fields.object("author");
    Submission submission =
        new Submission(
            site,
            Parameters.key(article),
            ArticlePage.address(article.json().getValue("url")),
            ArticlePage.title(article.json().getValue("title")),
            parentId(fields),
            name(author),
            email(author, requiresEmail),
            author.webAddress("url"),
            body(site.settings(), fields),
            fields.optionalText("trap", 1_000).isPresent(),
            Optional.of(fields.number("elapsed", -1, -1, Integer.MAX_VALUE))
                .filter(elapsed -> elapsed >= 0)
                .map(Duration::ofMillis),
            address,
            Proof.all(fields),
            idempotencyKey,
            mailLanguage(fields));
    fields.check();
    return submission;
  }

  /** Without a language that the client names, it is any. */
  private static Optional<String> mailLanguage(Fields fields) {
    String language = fields.optionalText("language", 35).orElse("");
    return fields.flag("notify", false) ? Optional.of(language) : Optional.empty();
  }

  /** The body of a comment as it is stored. */
  static String body(SiteSettings settings, Fields fields) {
    String body =
        fields
            .text("body", SiteSettings.LONGEST_BODY * 2, "Enter a comment")
            .replace("\r\n", "\n")
            .replace('\r', '\n')
            .strip();
    int length = body.codePointCount(0, body.length());
    if (length > settings.maxLength()) {
      fields.error(
          "body",
          String.format(
              Locale.ROOT,
              "Shorten your comment to %,d characters; it has %,d",
              settings.maxLength(),
              length));
    }
    return body;
  }

  private static String name(Fields author) {
    String given = author.text("name", 100, "Enter your name");
    String name = Visible.name(given);
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).replace('\u3002', '.');
    if (EMAIL_IN_NAME.matcher(plain).find()) {
      author.error("name", "Enter a name, not an email address");
    } else if (!given.isEmpty() && !Visible.shows(name)) {
      author.error("name", "Enter a name");
    }
    return name;
  }

  private static Optional<UUID> parentId(Fields fields) {
    Optional<String> text = fields.optionalText("parentId", 100);
    Optional<UUID> id = text.flatMap(Ids::parse);
    if (text.isPresent() && id.isEmpty()) {
      fields.error("parentId", "This is not the id of a comment");
    }
    return id;
  }

  static Optional<String> email(Fields author, boolean required) {
    Optional<String> email = author.optionalText("email", 254).map(String::strip);
    boolean missing = email.isEmpty() && required && !author.failed("email");
    if (missing || email.isPresent() && !EMAIL.matcher(email.get()).matches()) {
      author.error("email", "Enter an email like name@example.com");
    }
    return email.map(text -> text.toLowerCase(Locale.ROOT));
  }
}
