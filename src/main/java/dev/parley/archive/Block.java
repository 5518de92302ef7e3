package dev.parley.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A part of a text that stands on lines of its own. Equal blocks look the same. */
sealed interface Block {
  /** Its lines in Markdown. */
  List<String> markdown(Escaping escaping);

  /** Whether it is words in which no program could see Markdown. */
  default boolean isPlain() {
    return false;
  }

  /** The same without the links that only repeat the words they stand on. */
  Block withoutRepeats();

  /** The links that only repeat the words they stand on. */
  Stream<Inline.Link> repeats();

  /** Blocks below each other. */
  static List<String> markdown(List<Block> blocks, Escaping escaping) {
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(block.markdown(escaping));
    }
    return lines;
  }

  private static List<Block> withoutRepeats(List<Block> blocks) {
    return blocks.stream().map(Block::withoutRepeats).toList();
  }

  private static Stream<Inline.Link> repeats(List<Block> blocks) {
    return blocks.stream().flatMap(Block::repeats);
  }

  /** Running text. */
  record Paragraph(List<Inline> content) implements Block {
    @Override
    public boolean isPlain() {
      return content.stream().allMatch(Inline::isPlain)
          && markdown(Escaping.NONE).stream().allMatch(PlainWords::mayBeginLine);
    }

    @Override
    public List<String> markdown(Escaping escaping) {
      return Inline.markdown(content, escaping).lines().map(escaping::line).toList();
    }

    @Override
    public Block withoutRepeats() {
      return new Paragraph(Inline.withoutRepeats(content));
    }

    @Override
    public Stream<Inline.Link> repeats() {
      return Inline.repeats(content);
    }
  }

  /** A quotation. */
  record Quote(List<Block> content) implements Block {
    @Override
    public List<String> markdown(Escaping escaping) {
      return Block.markdown(content, escaping).stream()
          .map(line -> line.isEmpty() ? ">" : "> " + line)
          .toList();
    }

    @Override
    public Block withoutRepeats() {
      return new Quote(Block.withoutRepeats(content));
    }

    @Override
    public Stream<Inline.Link> repeats() {
      return Block.repeats(content);
    }
  }

  /** Program text, without a line break at its end. */
  record Code(String text) implements Block {
    @Override
    public List<String> markdown(Escaping escaping) {
      String fence = "`".repeat(Math.max(3, Inline.longestRun(text, '`') + 1));
      List<String> lines = new ArrayList<>();
      lines.add(fence);
      text.lines().forEach(lines::add);
      lines.add(fence);
      return lines;
    }

    @Override
    public Block withoutRepeats() {
      return this;
    }

    @Override
    public Stream<Inline.Link> repeats() {
      return Stream.of();
    }
  }

  /**
   * A list.
   *
   * @param start the number of the first item; negative for a list with bullets
   */
  record Items(int start, List<List<Block>> items) implements Block {
    @Override
    public List<String> markdown(Escaping escaping) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (i > 0 && items.get(i - 1).size() > 1) {
          lines.add("");
        }
        item(start < 0 ? "- " : start + i + ". ", items.get(i), escaping, lines);
      }
      return lines;
    }

    private static void item(String sign, List<Block> item, Escaping escaping, List<String> lines) {
      String begin = sign;
      for (String line : Block.markdown(item, escaping)) {
        lines.add((begin + line).stripTrailing());
        begin = " ".repeat(sign.length());
      }
      if (item.isEmpty()) {
        lines.add(sign.strip());
      }
    }

    @Override
    public Block withoutRepeats() {
      return new Items(start, items.stream().map(Block::withoutRepeats).toList());
    }

    @Override
    public Stream<Inline.Link> repeats() {
      return items.stream().flatMap(Block::repeats);
    }
  }
}
