package dev.parley.screening;

import dev.parley.comment.Article;
import dev.parley.comment.Draft;
import dev.parley.comment.Sender;
import dev.parley.site.SiteSettings.Moderation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The checks of how and where a comment was sent. */
final class FormChecks {
  private FormChecks() {}

  /** A field that only programs fill in. */
  static final class Honeypot implements Check {
    @Override
    public String name() {
      return "honeypot";
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      return draft.sender().filter(Sender::trapped).isPresent()
          ? List.of(new Finding(Reason.HONEYPOT, 1, Reason.HONEYPOT.sentence()))
          : List.of();
    }
  }

  /** Sent sooner after the form was shown than anyone could type or paste the text. */
  static final class TimeTrap implements Check {
    private static final Duration LEAST = Duration.ofMillis(1_500);

    @Override
    public String name() {
      return "time-trap";
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      return draft
          .sender()
          .flatMap(Sender::formTime)
          .filter(time -> time.compareTo(LEAST) < 0)
          .map(
              time ->
                  List.of(
                      new Finding(
                          Reason.TIME_TRAP,
                          1,
                          String.format(
                              Locale.ROOT,
                              "Sent %.1f seconds after the form was shown",
                              time.toMillis() / 1000.0))))
          .orElse(List.of());
    }
  }

  /** A site or an article on which every comment waits. */
  static final class Premoderation implements Check {
    @Override
    public String name() {
      return "premoderation";
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      boolean waits =
          draft.place().settings().moderation() == Moderation.ALL
              || draft
                  .place()
                  .article()
                  .filter(article -> article.state() == Article.State.PREMODERATED)
                  .isPresent();
      return waits
          ? List.of(new Finding(Reason.PREMODERATED, 1, Reason.PREMODERATED.sentence()))
          : List.of();
    }
  }
}
