package dev.parley.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.comment.Text;
import dev.parley.portable.SiteTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes a row of an archive one of a site here. What Parley has written stays as it is; but anybody
 * may have written the file, so HTML is sanitised and addresses that no browser should follow are
 * left out.
 */
final class ArrivingRow {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:");

  /** The columns that are shown as links. */
  private static final Map<SiteTable, List<String>> ADDRESSES =
      Map.of(
          SiteTable.ARTICLE, List.of("url"),
          SiteTable.AUTHOR, List.of("url"),
          SiteTable.COMMENT, List.of("author_url"),
          SiteTable.LABEL, List.of("author_url"));

  /** The columns that name an article, by an id made from its key. */
  private static final Map<SiteTable, List<String>> ARTICLES =
      Map.of(
          SiteTable.ARTICLE, List.of("id"),
          SiteTable.ARTICLE_ALIAS, List.of("id", "article_id"),
          SiteTable.COMMENT, List.of("article_id"),
          SiteTable.VOTE, List.of("article_id"),
          SiteTable.SUBSCRIPTION, List.of("article_id"));

  private final Map<UUID, UUID> articles;

  /**
   * @param articles the ids here of articles that have another here
   */
  ArrivingRow(Map<UUID, UUID> articles) {
    this.articles = articles;
  }

  void prepare(SiteTable table, ObjectNode row) {
    ADDRESSES.getOrDefault(table, List.of()).stream()
        .filter(column -> !isHarmless(row.path(column).asText("")))
        .forEach(
            column -> {
              if (table == SiteTable.ARTICLE) {
                row.put(column, "");
              } else {
                row.putNull(column);
              }
            });
    if (!articles.isEmpty()) {
      for (String column : ARTICLES.getOrDefault(table, List.of())) {
        UUID here = articles.get(UUID.fromString(row.path(column).asText()));
        if (here != null) {
          row.put(column, here.toString());
        }
      }
    }
    if (table == SiteTable.COMMENT) {
      row.put("html", Text.sanitised(row.path("html").asText()));
    }
  }

  /** Browsers pass over white space and control characters in a scheme. */
  private static boolean isHarmless(String address) {
    String bare =
        address
            .codePoints()
            .filter(point -> point > ' ')
            .limit(40)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .toLowerCase(Locale.ROOT);
    return bare.startsWith("http://")
        || bare.startsWith("https://")
        || !SCHEME.matcher(bare).lookingAt();
  }
}
