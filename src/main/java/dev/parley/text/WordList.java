package dev.parley.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A list of words and phrases, matched against whole words of normalised text. A {@code *} at the
 * end of an entry lets its last word continue ({@code idiot*} also matches {@code idiots}). Masked
 * letters in the text ({@code f*ck}, {@code f**k}) match any letter. In scripts written without
 * spaces an entry is found anywhere in running text.
 *
 * <p>A search costs a few hash lookups per word, however long the list is. Immutable.
 */
public final class WordList {
  /**
   * An entry that was found.
   *
   * @param entry the entry as listed
   * @param span the place of its words in the original text
   */
  public record Match(String entry, Span span) {}

  private final Node root = new Node();
  private final RunningWords running = new RunningWords();

  private WordList() {}

  /**
   * A list from lines with one word or phrase each; empty lines and lines beginning with {@code #}
   * are ignored.
   */
  public static WordList of(Iterable<String> lines) {
    WordList list = new WordList();
    for (String line : lines) {
      String entry = line.strip();
      if (!entry.isEmpty() && !entry.startsWith("#")) {
        list.add(entry);
      }
    }
    return list;
  }

  private void add(String entry) {
    boolean open = entry.endsWith("*");
    List<Word> words = Reading.of(open ? entry.substring(0, entry.length() - 1) : entry).words();
    if (RunningWords.holds(words)) {
      running.add(entry, words);
      return;
    }
    Node node = root;
    for (int i = 0; i < words.size(); i++) {
      String form = words.get(i).form();
      node = open && i == words.size() - 1 ? node.addPrefix(form) : node.addWord(form);
    }
    if (node != root) {
      node.entry = entry;
    }
  }

  /**
   * The entries found in a text, in order of place; of those that begin at the same word, the
   * longest.
   */
  public List<Match> in(Reading reading) {
    List<Word> words = reading.words();
    List<Match> found = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Match match = longest(root, words, i, i);
      if (match != null) {
        found.add(match);
      }
    }
    List<Match> inside = running.in(reading);
    if (!inside.isEmpty()) {
      found.addAll(inside);
      found.sort(Comparator.comparingInt(match -> match.span().start()));
    }
    return found;
  }

  private static @Nullable Match longest(Node node, List<Word> words, int first, int i) {
    if (i == words.size()) {
      return null;
    }
    Match best = null;
    Word word = words.get(i);
    for (Node next : node.after(word)) {
      Match here =
          next.entry == null
              ? null
              : new Match(next.entry, new Span(words.get(first).start(), word.end()));
      Match further = next.leaf() ? null : longest(next, words, first, i + 1);
      Match match = further == null ? here : further;
      if (match != null && (best == null || match.span().end() > best.span().end())) {
        best = match;
      }
    }
    return best;
  }

  /** What may come after the words read so far. */
  private static final class Node {
    private final Map<String, Node> words = new HashMap<>();
    private final Map<String, Node> shortened = new HashMap<>();
    private final Map<String, Node> prefixes = new HashMap<>();
    private final Map<Character, List<String>> byFirstLetter = new HashMap<>();
    private final Set<Integer> prefixLengths = new TreeSet<>();
    private @Nullable String entry;

    private boolean leaf() {
      return words.isEmpty() && prefixes.isEmpty();
    }

    private Node addWord(String form) {
      Node known = words.get(form);
      if (known != null) {
        return known;
      }
      Node next = new Node();
      words.put(form, next);
      shortened.putIfAbsent(shorten(form), next);
      byFirstLetter.computeIfAbsent(form.charAt(0), c -> new ArrayList<>()).add(form);
      return next;
    }

    private Node addPrefix(String form) {
      prefixLengths.add(form.length());
      return prefixes.computeIfAbsent(form, f -> new Node());
    }

    private List<Node> after(Word word) {
      String form = word.form();
      List<Node> next = List.of();
      Node exact = words.get(form);
      if (exact != null) {
        next = with(next, exact);
      } else if (word.masked()) {
        for (String candidate : byFirstLetter.getOrDefault(form.charAt(0), List.of())) {
          if (unmasks(form, 0, candidate, 0)) {
            next = with(next, words.get(candidate));
          }
        }
      } else if (word.end() - word.start() > form.length() && !shortened.isEmpty()) {
        // Only a word with drawn-out letters may have lost some: "fuuuck" is shortened, but "coon"
        // is not "con".
        next = with(next, shortened.get(shorten(form)));
      }
      for (int length : prefixLengths) {
        if (length > form.length()) {
          break;
        }
        next = with(next, prefixes.get(form.substring(0, length)));
      }
      return next;
    }

    private static List<Node> with(List<Node> nodes, @Nullable Node node) {
      if (node == null) {
        return nodes;
      }
      if (nodes.isEmpty()) {
        return List.of(node);
      }
      List<Node> more = new ArrayList<>(nodes);
      more.add(node);
      return more;
    }

    /**
     * Whether a masked form can be a word: each star is one letter, and a single star between
     * letters may be two.
     */
    private static boolean unmasks(String form, int i, String word, int k) {
      if (i == form.length() || k == word.length()) {
        return i == form.length() && k == word.length();
      }
      if (form.charAt(i) != '*') {
        return form.charAt(i) == word.charAt(k) && unmasks(form, i + 1, word, k + 1);
      }
      boolean single =
          i + 1 < form.length() && form.charAt(i + 1) != '*' && form.charAt(i - 1) != '*';
      return unmasks(form, i + 1, word, k + 1)
          || (single && k + 2 <= word.length() && unmasks(form, i + 1, word, k + 2));
    }

    private static String shorten(String form) {
      StringBuilder shorter = new StringBuilder(form.length());
      for (int i = 0; i < form.length(); i++) {
        if (i == 0 || form.charAt(i) != form.charAt(i - 1)) {
          shorter.append(form.charAt(i));
        }
      }
      return shorter.toString();
    }
  }
}
