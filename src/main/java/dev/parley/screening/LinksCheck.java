package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import dev.parley.text.Span;
import java.util.List;

/** More links than the site allows a newcomer, or anyone. */
final class LinksCheck implements Check {
  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<Span> links = draft.text().links();
    if (links.isEmpty()) {
      return List.of();
    }
    SiteSettings settings = draft.place().settings();
    boolean newcomer = draft.context().history().approved() == 0;
    int allowed = newcomer ? settings.linksNewcomer() : settings.linksAnyone();
    String counted = links.size() == 1 ? "1 link" : links.size() + " links";
    if (links.size() <= allowed) {
      return List.of(new Finding(Reason.LINK, 1, counted, links));
    }
    String limit = "; the limit is " + allowed + (newcomer ? " for newcomers" : "");
    return List.of(new Finding(Reason.LINKS, 1, counted + limit, links));
  }
}
