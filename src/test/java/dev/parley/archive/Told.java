package dev.parley.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what a reader tells, a line for each page, comment and skipped record. */
class Told implements ArchiveVisitor {
  private final List<String> lines = new ArrayList<>();

  /** What the reader of a format tells about files in the test resources. */
  static String of(ArchiveFormat format, String... files) throws IOException {
    return of(format, Arrays.stream(files).map(Told::file).toArray(Path[]::new));
  }

  static String of(ArchiveFormat format, Path... files) throws IOException {
    Told told = new Told();
    format.reader().read(List.of(files), told);
    return told.text();
  }

  /** A file in the test resources. */
  static Path file(String name) {
    return Path.of("src/test/resources/archive", name);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  @Override
  public void installation(String address) {
    lines.add("installation " + address);
  }

  @Override
  public void page(ArchivedPage page) {
    lines.add(
        "page "
            + page.id()
            + page.key().map(key -> " key " + key).orElse("")
            + (page.url().equals(page.id()) ? "" : " at " + page.url())
            + (page.closed() ? " closed" : "")
            + (page.title().isEmpty() ? "" : ": " + page.title()));
  }

  @Override
  public void comment(ArchivedComment comment) {
    lines.add(
        comment.standing()
            + " "
            + comment.id()
            + comment.parent().map(parent -> " to " + parent).orElse("")
            + " on "
            + comment.page()
            + " by "
            + author(comment.author())
            + comment.address().map(address -> " from " + address).orElse("")
            + " "
            + comment.at()
            + comment.editedAt().map(edit -> " edited " + edit).orElse("")
            + (comment.votes().equals(Votes.NONE)
                ? ""
                : " +" + comment.votes().up() + " -" + comment.votes().down())
            + said(comment.text()));
  }

  @Override
  public void skipped(Skip reason, String sourceId) {
    lines.add("skipped " + reason + " " + sourceId);
  }

  private static String author(ArchivedAuthor author) {
    return author.name()
        + Stream.of(author.id(), author.email(), author.url())
            .flatMap(Optional::stream)
            .map(known -> " <" + known + ">")
            .collect(Collectors.joining());
  }

  private static String said(ArchivedText text) {
    if (text instanceof ArchivedText.Markdown markdown) {
      return ": " + markdown.source().replace("\n", "⏎");
    }
    return text instanceof ArchivedText.Html html
        ? ": HTML " + html.source().replace("\n", "⏎")
        : "";
  }
}
