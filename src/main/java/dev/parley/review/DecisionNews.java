package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions.Touched;
import dev.parley.moderator.Moderator;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import dev.parley.publish.Change;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Who is told what came of a decision or its undoing: readers and moderators alike. */
final class DecisionNews {
  private final Bus bus;

  DecisionNews(Bus bus) {
    this.bus = bus;
  }

  /** Tells readers that threads look different; to be called after the commit. */
  void tell(int site, List<Touched> touched) {
    touched.forEach(
        article ->
            bus.publish(
                new Change(
                    site, article.article(), article.version(), article.count(), article.state())));
  }

  /** Tells moderators where a comment stands now; to be called after the commit. */
  void decided(
      int site, UUID comment, int version, Status status, String action, Moderator moderator) {
    bus.publish(
        new CaseEvent(
            site,
            "decided",
            new JsonObject()
                .put("case", comment.toString())
                .put("version", version)
                .put("status", status.code())
                .put("action", action)
                .put("by", moderator.reference())));
  }
}
