package dev.parley.imports;

import dev.parley.archive.ArchivedAuthor;
import dev.parley.archive.ArchivedComment;
import dev.parley.archive.ArchivedText;
import dev.parley.archive.Standing;
import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Status;
import dev.parley.comment.Text;
import dev.parley.database.Ids;
import dev.parley.site.Site;
import dev.parley.text.WebAddress;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns records of an archive into comments of a site. A text is read as a reader's is, but not
 * screened: its status was decided where it comes from.
 */
final class Preparing {
  private final Site site;
  private final String source;
  private String installation = "";

  Preparing(Site site, String source) {
    this.site = site;
    this.source = source;
  }

  /** Whose records follow; answers whether they are another's than those before. */
  boolean installation(String address) {
    boolean another = !installation.equals(address);
    installation = address;
    return another;
  }

  /** What a record is known by, here and in every later import. */
  String key(String id) {
    return installation.isEmpty() ? id : installation + "#" + id;
  }

  /** The comment that a record is under an article; read on the thread that calls. */
  Prepared prepared(ArchivedComment record, Article article) {
    Status status = status(record.standing());
    boolean gone = status == Status.DELETED;
    Author author = author(record.author(), gone);
    Written written = written(gone ? new ArchivedText.None() : record.text());
    return new Prepared(
        key(record.id()),
        record.parent().map(this::key),
        article,
        author,
        status,
        written.text(),
        written.html(),
        record.votes().score(),
        record.at().truncatedTo(ChronoUnit.MILLIS),
        record.editedAt(),
        gone ? Optional.empty() : record.address().flatMap(site.settings().retention()::stored),
        Draft.domains(
            Place.under(site, article, Optional.empty(), Optional.empty()),
            written.text(),
            Sender.of(author, Optional.empty(), Optional.empty(), false).website()));
  }

  private record Written(Text text, String html) {}

  /** HTML that Markdown cannot say is shown as it was, and its body is the text a reader sees. */
  private Written written(ArchivedText archived) {
    if (archived instanceof ArchivedText.Markdown markdown) {
      return new Written(read(markdown.source()), markdown.html());
    }
    if (archived instanceof ArchivedText.Html html) {
      String seen =
          Text.read(html.source(), Text.Format.HTML, site.settings(), Optional.empty()).seen();
      return new Written(read(seen), Text.sanitised(html.source()));
    }
    return new Written(read(""), "");
  }

  private Text read(String body) {
    return Text.read(body, site.settings(), Optional.empty());
  }

  /**
   * The author as the archive identifies them: nothing shows that they are the one who uses an
   * e-mail address here, so they have a record of their own.
   */
  private Author author(ArchivedAuthor archived, boolean gone) {
    String identity =
        archived
            .id()
            .map(this::key)
            .or(archived::email)
            .orElseGet(() -> "name/" + archived.name().toLowerCase(Locale.ROOT));
    if (gone) {
      return new Author(
          Ids.author(site.id(), source + "/deleted"), "", Optional.empty(), Optional.empty());
    }
    return new Author(
        Ids.author(site.id(), source + "/" + identity),
        archived.name(),
        archived.email().map(email -> email.toLowerCase(Locale.ROOT)),
        // Shown as a link: other systems have kept what was typed, scripts included.
        archived.url().flatMap(WebAddress::typed).map(WebAddress::address));
  }

  private static Status status(Standing standing) {
    return switch (standing) {
      case APPROVED -> Status.APPROVED;
      case PENDING -> Status.PENDING;
      case REJECTED -> Status.REJECTED;
      case SPAM -> Status.SPAM;
      case DELETED -> Status.DELETED;
    };
  }
}
