package dev.parley.archive;

import dev.parley.archive.HtmlTree.Characters;
import dev.parley.archive.HtmlTree.Element;
import dev.parley.archive.HtmlTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a tree of HTML what it shows. */
final class ShownReader {
  private static final Pattern WHITE_SPACE = Pattern.compile("[ \t\n\f\r]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** Whether there was something that Markdown has no word for. */
  private boolean lost;

  private ShownReader() {}

  /** What a tree shows; empty if Markdown has no word for some of it. */
  static Optional<Shown> read(List<Node> nodes) {
    ShownReader reader = new ShownReader();
    Shown shown = new Shown(reader.blocks(nodes));
    return reader.lost ? Optional.empty() : Optional.of(shown);
  }

  private List<Block> blocks(List<Node> nodes) {
    RunningText text = new RunningText();
    flow(nodes, text);
    text.end();
    return text.blocks();
  }

  private void flow(List<Node> nodes, RunningText text) {
    for (Node node : nodes) {
      if (node instanceof Characters characters) {
        text.characters(characters.text());
      } else {
        element((Element) node, text);
      }
    }
  }

  private void element(Element element, RunningText text) {
    switch (element.name()) {
      case "br" -> text.breakLine();
      case "wbr" -> lost = true;
      case "b", "strong" ->
          inline(element, new RunningText.Open(RunningText.Kind.STRONG, ""), text);
      case "i", "em" -> inline(element, new RunningText.Open(RunningText.Kind.EMPHASIS, ""), text);
      case "a" -> link(element, text);
      case "code" -> code(element, text);
      case "span", "font" -> span(element, text);
      case "p", "div" -> paragraph(element, text);
      case "blockquote" -> block(text, () -> quote(element, text));
      case "pre" -> block(text, () -> program(element, text));
      case "ul" -> block(text, () -> list(element, -1, text));
      case "ol" -> block(text, () -> list(element, start(element), text));
      default -> lost = true;
    }
  }

  private void inline(Element element, RunningText.Open open, RunningText text) {
    text.open(open);
    flow(element.children(), text);
    text.close();
  }

  /** A link that leads nowhere is its words alone, as it is once the HTML is sanitised. */
  private void link(Element element, RunningText text) {
    Optional<String> address = Inline.Link.address(element.attribute("href"));
    if (address.isPresent()) {
      inline(element, new RunningText.Open(RunningText.Kind.LINK, address.get()), text);
    } else {
      flow(element.children(), text);
    }
  }

  /** Spoilers hide what they hold until a reader asks. */
  private void span(Element element, RunningText text) {
    lost |= element.attribute("class").contains("spoiler");
    flow(element.children(), text);
  }

  private void code(Element element, RunningText text) {
    StringBuilder written = new StringBuilder();
    for (Node child : element.children()) {
      if (child instanceof Characters characters) {
        written.append(characters.text());
      } else {
        lost = true;
      }
    }
    text.code(WHITE_SPACE.matcher(written).replaceAll(" "));
  }

  private void paragraph(Element element, RunningText text) {
    block(
        text,
        () -> {
          flow(element.children(), text);
          lost |= text.end();
        });
  }

  private void block(RunningText text, Runnable content) {
    lost |= text.end();
    content.run();
  }

  private void quote(Element element, RunningText text) {
    List<Block> quoted = blocks(element.children());
    if (!quoted.isEmpty()) {
      text.add(new Block.Quote(quoted));
    }
  }

  private void program(Element pre, RunningText text) {
    String written = programText(pre);
    if (!written.isEmpty()) {
      text.add(new Block.Code(written));
    }
  }

  private String programText(Element pre) {
    StringBuilder written = new StringBuilder();
    programText(pre.children(), written);
    String text = written.toString().replace("\r\n", "\n");
    return (text.startsWith("\n") ? text.substring(1) : text).replaceAll("\\s+$", "");
  }

  private void programText(List<Node> nodes, StringBuilder written) {
    for (Node node : nodes) {
      if (node instanceof Characters characters) {
        written.append(characters.text());
      } else if (node instanceof Element element) {
        switch (element.name()) {
          case "br" -> written.append('\n');
          case "code", "span" -> programText(element.children(), written);
          default -> lost = true;
        }
      }
    }
  }

  private int start(Element list) {
    String start = list.attribute("start");
    lost |= !start.isEmpty() && !NUMBER.matcher(start).matches();
    return NUMBER.matcher(start).matches() ? Integer.parseInt(start) : 1;
  }

  private void list(Element list, int start, RunningText text) {
    List<List<Block>> items = new ArrayList<>();
    for (Node node : list.children()) {
      if (node instanceof Element item && item.name().equals("li")) {
        List<Block> content = blocks(item.children());
        String number = item.attribute("value");
        lost |= !number.isEmpty() && !number.equals(String.valueOf(start + items.size()));
        // An empty item shows its number, and nothing without one.
        if (start >= 0 || !content.isEmpty()) {
          items.add(content);
        }
      } else {
        lost |= !(node instanceof Characters blank) || !blank.text().isBlank();
      }
    }
    if (!items.isEmpty()) {
      text.add(new Block.Items(start, items));
    }
  }
}
