package dev.parley.archive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What HTML shows, in the words Markdown has for it. White space that nobody sees is gone, and what
 * looks the same is equal.
 */
record Shown(List<Block> blocks) {
  /** What HTML shows; empty if Markdown has no word for some of it. */
  static Optional<Shown> of(String html) {
    return ShownReader.read(HtmlTree.of(html));
  }

  /** Whether it is words in which no program could see Markdown. */
  boolean isPlain() {
    return blocks.stream().allMatch(Block::isPlain);
  }

  String markdown(Escaping escaping) {
    return String.join("\n", Block.markdown(blocks, escaping));
  }

  /**
   * Whether this shows all of another and nothing else, apart from links on words that are
   * addresses.
   */
  boolean keeps(Shown other) {
    return blocks.equals(other.blocks)
        || plain().equals(other.plain())
            && repeats().toList().containsAll(other.repeats().toList());
  }

  private List<Block> plain() {
    return blocks.stream().map(Block::withoutRepeats).toList();
  }

  private Stream<Inline.Link> repeats() {
    return blocks.stream().flatMap(Block::repeats);
  }
}
