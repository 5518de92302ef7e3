package dev.parley.archive;

import dev.parley.text.WebAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Disqus leads links through its own host, to count who follows them. */
final class DisqusLinks {
  private static final Pattern REDIRECT =
      Pattern.compile(
          "(href\\s*=\\s*[\"']?)https?://disq\\.us/(?:url)?\\?url=([^\"'&\\s>]+)[^\"'\\s>]*",
          Pattern.CASE_INSENSITIVE);

  /** What Disqus adds to an address, to know it again. */
  private static final Pattern SIGNATURE = Pattern.compile(":[A-Za-z0-9_-]{20,}$");

  private DisqusLinks() {}

  /** HTML whose links lead where their readers end up. */
  static String direct(String html) {
    return html.contains("disq.us/")
        ? REDIRECT.matcher(html).replaceAll(link -> Matcher.quoteReplacement(direct(link)))
        : html;
  }

  private static String direct(MatchResult link) {
    return target(link.group(2))
        .map(target -> link.group(1) + target.replace("&", "&amp;").replace("'", "&#39;"))
        .orElse(link.group());
  }

  private static Optional<String> target(String encoded) {
    try {
      String written = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return WebAddress.of(SIGNATURE.matcher(written).replaceFirst("")).map(WebAddress::address);
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
