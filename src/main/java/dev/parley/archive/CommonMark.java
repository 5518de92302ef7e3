package dev.parley.archive;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as most systems show it: with headings and images, and with HTML tags in it. */
final class CommonMark {
  private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(50).build();

  private static final HtmlRenderer WITH_TAGS = renderer(false);
  private static final HtmlRenderer WITHOUT_TAGS = renderer(true);

  private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)");

  /** Others are names in angle brackets. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "abbr",
          "b",
          "blockquote",
          "br",
          "center",
          "cite",
          "code",
          "dd",
          "del",
          "details",
          "div",
          "dl",
          "dt",
          "em",
          "font",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "iframe",
          "img",
          "ins",
          "kbd",
          "li",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "s",
          "script",
          "small",
          "span",
          "strike",
          "strong",
          "style",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "tr",
          "u",
          "ul",
          "video");

  private CommonMark() {}

  private static HtmlRenderer renderer(boolean escaping) {
    return HtmlRenderer.builder()
        .escapeHtml(escaping)
        .sanitizeUrls(true)
        .softbreak("<br>\n")
        .build();
  }

  /** The HTML of a text. It is unsafe until it is sanitised. */
  static String html(String markdown) {
    Node document = PARSER.parse(markdown);
    Tags tags = new Tags();
    document.accept(tags);
    return (tags.found ? WITH_TAGS : WITHOUT_TAGS).render(document);
  }

  private static final class Tags extends AbstractVisitor {
    private boolean found;

    @Override
    public void visit(HtmlInline html) {
      look(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      look(html.getLiteral());
    }

    private void look(String html) {
      Matcher tag = TAG.matcher(html);
      while (!found && tag.find()) {
        found = ELEMENTS.contains(tag.group(1).toLowerCase(Locale.ROOT));
      }
    }
  }
}
