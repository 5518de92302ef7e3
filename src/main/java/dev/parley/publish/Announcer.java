package dev.parley.publish;

import dev.parley.comment.Transitions.Touched;
import java.util.List;
import java.util.stream.Stream;

/**
 * Announces changes once they are committed: changed threads to readers, and cases to moderators,
 * on this node and all others. Nobody else publishes. Safe for several threads.
 */
public final class Announcer {
  private final Bus bus;

  public Announcer(Bus bus) {
    this.bus = bus;
  }

  /**
   * The changes of a commit.
   *
   * @param threads articles whose thread looks different to somebody
   * @param events what moderators follow
   */
  public record Changes(List<Change> threads, List<CaseEvent> events) {
    public static final Changes NONE = new Changes(List.of(), List.of());

    public Changes {
      threads = List.copyOf(threads);
      events = List.copyOf(events);
    }

    /** Changes of articles as they are now. */
    public static Changes of(int site, List<Touched> articles, List<? extends CaseEvent> events) {
      return new Changes(
          articles.stream().map(article -> Change.of(site, article)).toList(), List.copyOf(events));
    }

    /** These changes and others. */
    public Changes and(Changes others) {
      return new Changes(both(threads, others.threads()), both(events, others.events()));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
      return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Changes of cases only. */
    public static Changes of(CaseEvent... events) {
      return new Changes(List.of(), List.of(events));
    }
  }

  /** Announces all changes. Call it after the commit. */
  public void announce(Changes changes) {
    changes.threads().forEach(bus::publish);
    changes.events().forEach(bus::publish);
  }
}
