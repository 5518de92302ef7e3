package dev.parley.embedding;

import dev.parley.outgoing.Answered;
import dev.parley.site.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what keeps a widget from appearing on a page that was fetched. */
final class EmbedCheck {
  private static final String SCRIPT = "/embed.js";

  /**
   * Something that keeps the widget away.
   *
   * @param code for programs
   * @param message what is wrong, and what to do
   */
  record Finding(String code, String message) {}

  private final URI page;
  private final Answered answered;
  private final List<Site> sites;
  private final List<Finding> findings = new ArrayList<>();

  private EmbedCheck(URI page, Answered answered, List<Site> sites) {
    this.page = page;
    this.answered = answered;
    this.sites = sites;
  }

  /**
   * The findings, in the order in which a browser would meet them.
   *
   * @param sites all that there are
   */
  static List<Finding> of(String url, Answered answered, List<Site> sites) {
    EmbedCheck check = new EmbedCheck(URI.create(url), answered, sites);
    check.look();
    return check.findings;
  }

  private void found(String code, String message) {
    findings.add(new Finding(code, message));
  }

  private void look() {
    String type =
        Optional.ofNullable(answered.headers().get("Content-Type"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (answered.redirects()) {
      found(
          "redirect",
          "The page redirects to "
              + Optional.ofNullable(answered.headers().get("Location")).orElse("nowhere")
              + ". Check that address.");
    } else if (answered.status() != 200) {
      found("status", "The page answers with the status " + answered.status() + ", not 200.");
    } else if (!type.contains("html")) {
      found("not-html", "The page says that it is no HTML (Content-Type: " + type + ").");
    } else {
      if (answered.cut()) {
        found("too-large", "The page is longer than 2 MiB; only its beginning was looked at.");
      }
      look(EmbeddingPage.of(answered.body().toString(StandardCharsets.UTF_8)));
    }
  }

  private void look(EmbeddingPage html) {
    Optional<Map<String, String>> script =
        html.scripts().stream()
            .filter(one -> address(one).filter(src -> src.getPath().endsWith(SCRIPT)).isPresent())
            .findFirst();
    if (script.isEmpty()) {
      found(
          "no-script",
          "The page has no script tag for the widget: <script type=\"module\""
              + " src=\"https://YOUR-PARLEY/embed.js\"></script>. Is it added by a script, or"
              + " blocked by a consent banner?");
    }
    script.ifPresent(tag -> script(html, tag));
    if (html.widgets().isEmpty()) {
      found(
          "no-element",
          "The page has no <parley-comments> element. Put it where the comments shall stand.");
    }
    html.widgets().forEach(this::widget);
  }

  private Optional<URI> address(Map<String, String> script) {
    try {
      return Optional.ofNullable(script.get("src"))
          .map(src -> page.resolve(src.strip()))
          .filter(src -> src.getHost() != null && src.getPath() != null);
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private void script(EmbeddingPage html, Map<String, String> tag) {
    URI src = address(tag).orElseThrow();
    if (!tag.getOrDefault("type", "").equals("module")) {
      found("not-a-module", "The widget's script needs type=\"module\".");
    }
    if ("https".equals(page.getScheme()) && "http".equals(src.getScheme())) {
      found(
          "mixed-content",
          "The page is https and the script http: browsers load it by https only.");
    }
    String nonce = tag.getOrDefault("nonce", "");
    forbidden(html, "csp-script", "script-src", src, nonce, "script-src-elem", "script-src");
    forbidden(html, "csp-connect", "connect-src", src.resolve("/api/"), "", "connect-src");
    // Its styles are made by its script, which no policy forbids.
  }

  private void forbidden(
      EmbeddingPage html, String code, String add, URI address, String nonce, String... names) {
    List<String> asked = Stream.concat(Stream.of(names), Stream.of("default-src")).toList();
    // A header may hold several policies, and each must allow it.
    boolean allowed =
        Stream.concat(
                answered.headers().getAll("Content-Security-Policy").stream()
                    .flatMap(header -> Stream.of(header.split(",", -1))),
                html.policies().stream())
            .map(ContentPolicy::new)
            .allMatch(policy -> policy.allows(asked, address, page, nonce));
    if (!allowed) {
      found(
          code,
          "The page's Content-Security-Policy forbids it: add "
              + address.getScheme()
              + "://"
              + address.getAuthority()
              + " to "
              + add
              + ".");
    }
  }

  private void widget(Map<String, String> element) {
    String slug = element.getOrDefault("site", "");
    Optional<Site> site = sites.stream().filter(one -> one.slug().equals(slug)).findFirst();
    if (site.isEmpty()) {
      found("wrong-site", "There is no site “" + slug + "”: correct the attribute site.");
    } else if (!site.get().hasPage(page.toString())) {
      found(
          "origin-not-allowed",
          "The site “"
              + slug
              + "” does not allow this origin: add "
              + page.getScheme()
              + "://"
              + page.getAuthority()
              + " to its origins.");
    }
    if (element.getOrDefault("article", "").isBlank()) {
      found("no-article", "The element names no article: give it the attribute article.");
    }
  }
}
