package dev.parley.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells a visitor what a reader finds: a page when it was not told lately, and a comment if it has
 * what a comment needs. Values that are empty in the source are empty texts here.
 */
final class Telling {
  /** Pages that are remembered as told. Comments of one page mostly stand together. */
  private static final int PAGES = 1000;

  private final ArchiveVisitor visitor;
  private String installation = "";

  private final Map<String, Boolean> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > PAGES;
        }
      };

  Telling(ArchiveVisitor visitor) {
    this.visitor = visitor;
  }

  /** Tells whose records follow, if that is known. */
  void installation(String address) {
    if (!address.equals(installation)) {
      installation = address;
      // Their pages may have the same names.
      told.clear();
      visitor.installation(address);
    }
  }

  /** Tells a page, unless it has been told lately or has no name. */
  void page(ArchivedPage page) {
    if (!page.id().isEmpty() && told.put(page.id(), true) == null) {
      visitor.page(page);
    }
  }

  /** Tells that a record is not taken. */
  void skipped(Skip reason, String sourceId) {
    visitor.skipped(reason, sourceId);
  }

  /** Tells that what stands at a place cannot be read. */
  void damaged(String place) {
    visitor.skipped(Skip.DAMAGED, place);
  }

  /** Begins a comment. */
  Found comment(String id, String page) {
    return new Found(Characters.clean(id), Characters.clean(page));
  }

  /** A comment as far as it is known. */
  final class Found {
    private final String id;
    private final String page;
    private String parent = "";
    private ArchivedAuthor author = ArchivedAuthor.UNKNOWN;
    private ArchivedText text = new ArchivedText.None();
    private Standing standing = Standing.APPROVED;
    private Optional<Instant> at = Optional.empty();
    private Optional<Instant> editedAt = Optional.empty();
    private Votes votes = Votes.NONE;
    private String address = "";

    private Found(String id, String page) {
      this.id = id;
      this.page = page;
    }

    Found under(String parent) {
      this.parent = Characters.clean(parent);
      return this;
    }

    Found by(ArchivedAuthor author) {
      this.author = author;
      return this;
    }

    Found says(ArchivedText text) {
      this.text = text;
      return this;
    }

    Found stands(Standing standing) {
      this.standing = standing;
      return this;
    }

    Found at(Optional<Instant> at) {
      this.at = at;
      return this;
    }

    Found edited(Optional<Instant> editedAt) {
      this.editedAt = editedAt;
      return this;
    }

    Found voted(Votes votes) {
      this.votes = votes;
      return this;
    }

    Found from(String address) {
      this.address = Characters.clean(address);
      return this;
    }

    /** Tells it, or why it is skipped. What a tombstone said is not brought back. */
    void tell() {
      Optional<Skip> fault = fault();
      if (fault.isPresent()) {
        visitor.skipped(fault.get(), id);
        return;
      }
      Instant time = at.orElseThrow();
      visitor.comment(
          new ArchivedComment(
              id.isEmpty() ? derivedId(time) : id,
              Optional.of(parent).filter(known -> !known.isEmpty()),
              page,
              author,
              standing == Standing.DELETED ? new ArchivedText.None() : text,
              standing,
              time,
              editedAt.filter(edit -> edit.isAfter(time)),
              votes,
              Optional.of(address).filter(known -> !known.isEmpty())));
    }

    private Optional<Skip> fault() {
      if (page.isEmpty()) {
        return Optional.of(Skip.NO_PAGE);
      }
      if (at.isEmpty()) {
        return Optional.of(Skip.NO_TIME);
      }
      return standing != Standing.DELETED && text instanceof ArchivedText.None
          ? Optional.of(Skip.NO_TEXT)
          : Optional.empty();
    }

    /** The same in every export, so that a second import knows the comment again. */
    private String derivedId(Instant time) {
      String all = String.join("\n", page, author.name(), time.toString());
      return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
  }
}
