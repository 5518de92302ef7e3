package dev.parley.remap;

import dev.parley.http.Parameters;
import dev.parley.imports.PageRules;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings.ArticleKeyRule;

/**
 * Where the articles of a site belong: where a rule says, and on a site that compares canonical
 * addresses, under that form.
 */
final class Destinations {
  private final ArticleKeyRule form;
  private final PageRules rules;

  Destinations(Site site, PageRules rules) {
    this.form = site.settings().articleKey();
    this.rules = rules;
    if (form == ArticleKeyRule.EXACT && rules.dropsParameters()) {
      throw Refusal.invalid(
          "map",
          "Parameters can be left out only where the policy's articleKey is canonical: name the"
              + " addresses instead");
    }
  }

  /** The key under which an article belongs; its own when it is right there. */
  String of(String key) {
    String to = once(key);
    if (!once(to).equals(to)) {
      throw Refusal.invalid(
          "map",
          "These rules lead from %s to %s, and from there to %s: name the last one"
              .formatted(key, to, once(to)));
    }
    return to;
  }

  private String once(String key) {
    String to = form == ArticleKeyRule.CANONICAL ? rules.key(key) : rules.moved(key);
    return !to.isEmpty() && Parameters.usable(to) ? to : key;
  }
}
