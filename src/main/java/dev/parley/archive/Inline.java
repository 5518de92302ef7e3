package dev.parley.archive;

import dev.parley.text.WebAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of running text. Equal parts look the same. */
sealed interface Inline {
  /** How it is written in Markdown. */
  String markdown(Escaping escaping);

  /** What a reader sees of it. */
  String text();

  /** Whether its Markdown is sure to be read as it is meant, unless a line begins with it. */
  default boolean isPlain() {
    return false;
  }

  static String markdown(List<Inline> parts, Escaping escaping) {
    return parts.stream().map(part -> part.markdown(escaping)).collect(Collectors.joining());
  }

  static String text(List<Inline> parts) {
    return parts.stream().map(Inline::text).collect(Collectors.joining());
  }

  /** The same without the links that only repeat the words they stand on. */
  static List<Inline> withoutRepeats(List<Inline> parts) {
    List<Inline> plain = new ArrayList<>();
    for (Inline part : parts) {
      Inline next = part instanceof Styled styled ? styled.withoutRepeats() : part;
      next = next instanceof Link link && link.repeats() ? new Words(link.text()) : next;
      Inline last = plain.isEmpty() ? next : plain.get(plain.size() - 1);
      if (!plain.isEmpty() && last instanceof Words words && next instanceof Words more) {
        plain.set(plain.size() - 1, new Words(words.text + more.text));
      } else {
        plain.add(next);
      }
    }
    return List.copyOf(plain);
  }

  /** The links that only repeat the words they stand on. */
  static Stream<Link> repeats(List<Inline> parts) {
    return parts.stream()
        .flatMap(
            part ->
                part instanceof Styled styled
                    ? repeats(styled.content)
                    : part instanceof Link link && link.repeats() ? Stream.of(link) : Stream.of());
  }

  /** How often a character stands in a row at most. */
  static int longestRun(String text, char c) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == c ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Plain words; white space is single spaces. */
  record Words(String text) implements Inline {
    @Override
    public boolean isPlain() {
      return PlainWords.are(text);
    }

    @Override
    public String markdown(Escaping escaping) {
      return escaping.words(text);
    }
  }

  /** The end of a line. */
  record Break() implements Inline {
    @Override
    public boolean isPlain() {
      return true;
    }

    @Override
    public String markdown(Escaping escaping) {
      return "\n";
    }

    @Override
    public String text() {
      return "\n";
    }
  }

  /** Program text among words. */
  record Code(String text) implements Inline {
    @Override
    public String markdown(Escaping escaping) {
      String fence = "`".repeat(longestRun(text, '`') + 1);
      boolean touches = text.startsWith("`") || text.endsWith("`");
      String gap = touches ? " " : "";
      return fence + gap + text + gap + fence;
    }
  }

  /**
   * Words that stand out.
   *
   * @param strong whether strongly
   */
  record Styled(boolean strong, List<Inline> content) implements Inline {
    /** Words that stand out in two ways are written in one order; twice the same is once. */
    static Inline of(boolean strong, List<Inline> content) {
      if (content.size() != 1 || !(content.get(0) instanceof Styled inner)) {
        return new Styled(strong, content);
      }
      return strong && !inner.strong
          ? new Styled(false, List.of(of(true, inner.content)))
          : strong == inner.strong ? inner : new Styled(strong, content);
    }

    @Override
    public String markdown(Escaping escaping) {
      String sign = strong ? "**" : "*";
      return sign + Inline.markdown(content, escaping) + sign;
    }

    @Override
    public String text() {
      return Inline.text(content);
    }

    private Inline withoutRepeats() {
      return new Styled(strong, Inline.withoutRepeats(content));
    }
  }

  /**
   * A link.
   *
   * @param address as {@link WebAddress} writes it, or of a mailbox
   */
  record Link(String address, List<Inline> content) implements Inline {
    /** The address a link leads to; empty if it leads nowhere. */
    static Optional<String> address(String written) {
      return WebAddress.of(written)
          .map(WebAddress::address)
          .or(() -> WebAddress.mailbox(written.strip()))
          .map(Link::withoutParentheses);
    }

    /** As the sanitiser writes it, whatever the source has. */
    private static String withoutParentheses(String address) {
      return address.replace("(", "%28").replace(")", "%29");
    }

    @Override
    public String markdown(Escaping escaping) {
      boolean bare = isBare() && address(text()).equals(Optional.of(address));
      return bare
          ? escaping.words(text())
          : "[" + Inline.markdown(content, escaping) + "](" + address + ")";
    }

    @Override
    public boolean isPlain() {
      return isBare() && PlainWords.are(text()) && PlainWords.isPlainAddress(address);
    }

    private boolean isBare() {
      return content.size() == 1 && content.get(0) instanceof Words;
    }

    @Override
    public String text() {
      return Inline.text(content);
    }

    /** Whether Parley would make the same link of its words. */
    private boolean repeats() {
      return isBare()
          && Stream.of(text(), "https://" + text(), "mailto:" + text())
              .anyMatch(own -> address(own).equals(Optional.of(address)));
    }
  }
}
