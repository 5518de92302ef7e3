package dev.parley.ledger;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.comment.Transitions.Touched;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Appealed;
import dev.parley.ledger.Act.Decided;
import dev.parley.ledger.Act.Edited;
import dev.parley.ledger.Act.Erased;
import dev.parley.ledger.Act.Noticed;
import dev.parley.ledger.Act.OnComments;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Act.Reported;
import dev.parley.ledger.Act.Undone;
import dev.parley.ledger.Act.Withdrawn;
import dev.parley.moderator.Moderator;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent;
import dev.parley.screening.Screened;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes acts, within the transaction that admitted them: what an act sets, its rows of the log,
 * and the counts above, in the order in which everyone locks. What comes back is to be announced
 * after the commit.
 */
public final class Ledger {
  private Ledger() {}

  /** Writes an act on comments that are locked; of none, nothing. */
  public static Future<Changes> write(SqlConnection tx, OnComments act) {
    if (act.comments().isEmpty()) {
      return Future.succeededFuture(Changes.NONE);
    }
    // Sent one behind the other without a wait: when one fails the transaction fails.
    Future<Void> set = tx.preparedQuery(statement(act)).execute(parameters(act)).mapEmpty();
    Future<List<Touched>> counted = Transitions.count(tx, act.site(), act.comments(), act.after());
    return set.compose(done -> counted)
        .map(
            touched ->
                Changes.of(
                    act.site(),
                    touched,
                    act.comments().stream().map(comment -> event(act, comment)).toList()));
  }

  /** Writes a reader's report; nothing when it is one too many. */
  public static Future<Changes> write(SqlConnection tx, Reported act) {
    return tx.preparedQuery(ActStatements.REPORTED)
        .execute(
            act.reader()
                .addNetwork(
                    Tuple.of(
                        act.site(),
                        act.comment(),
                        act.reader().hash(),
                        act.reason(),
                        act.detail().orElse(null)))
                .addValue(Ids.next()))
        .map(
            counted ->
                counted.rowCount() == 0
                    ? Changes.NONE
                    : Changes.of(new CaseEvent.Arrived(act.site(), act.comment(), "reported")));
  }

  /** Writes an author's appeal. Its comment gets a new version: nobody decides on it unseen. */
  public static Future<Changes> write(SqlConnection tx, Appealed act) {
    return tx.preparedQuery(ActStatements.APPEALED)
        .execute(
            new LogLine(LogActions.APPEAL)
                .at(act.at())
                .parameters(act.site(), List.of(act.id()), act.comment())
                .addValue(act.text())
                .addValue(act.against().orElse(null)))
        .map(Changes.of(new CaseEvent.Arrived(act.site(), act.comment(), "appeals")));
  }

  /** Writes a notice of illegal content. */
  public static Future<Changes> write(SqlConnection tx, Noticed act) {
    return tx.preparedQuery(ActStatements.NOTICED)
        .execute(
            new LogLine(LogActions.NOTICE)
                .at(act.at())
                .parameters(act.site(), List.of(act.id()), act.comment())
                .addValue(act.explanation())
                .addValue(act.name().orElse(null))
                .addValue(act.email().orElse(null))
                .addValue(Ids.next()))
        .map(Changes.of(new CaseEvent.Arrived(act.site(), act.comment(), "reported")));
  }

  /** Writes an act that is about no comment. */
  public static Future<Void> write(SqlClient tx, Administered act) {
    return write(
        tx,
        act.site(),
        new LogLine(act.kind().code())
            .by(act.by().id())
            .about(act.author())
            .because(act.reason(), act.note()));
  }

  /** Writes what a command did. */
  public static Future<Void> write(SqlClient tx, Operated act) {
    return write(
        tx,
        act.site(),
        new LogLine(act.kind().code()).because(Optional.empty(), Optional.of(act.note())));
  }

  private static Future<Void> write(SqlClient tx, int site, LogLine line) {
    return tx.preparedQuery(LogRows.ALONE)
        .execute(line.parameters(site, List.of(Ids.next()), new UUID[] {null}))
        .mapEmpty();
  }

  private static String statement(OnComments act) {
    if (act instanceof Decided) {
      return ActStatements.DECIDED;
    }
    if (act instanceof Undone) {
      return ActStatements.UNDONE;
    }
    if (act instanceof Erased) {
      return ActStatements.ERASED;
    }
    return act instanceof Edited ? ActStatements.EDITED : ActStatements.WITHDRAWN;
  }

  private static Tuple parameters(OnComments act) {
    UUID[] comments = act.comments().stream().map(Locked::id).toArray(UUID[]::new);
    List<UUID> ids = act.comments().stream().map(one -> id(act, one)).toList();
    Tuple parameters = line(act).to(act.after()).parameters(act.site(), ids, comments);
    if (act instanceof Decided decided) {
      return parameters
          .addValue(act.after().restricted() ? decided.reason().orElse(null) : null)
          .addValue(decided.tell())
          .addValue(sentence(decided))
          .addValue(decided.read());
    }
    if (act instanceof Undone undone) {
      return parameters.addValue(undone.blind());
    }
    return act instanceof Edited edited ? add(parameters, edited.screened()) : parameters;
  }

  /** What an author whose appeal this answers is told. */
  private static @Nullable String sentence(Decided act) {
    return act.tell() ? act.reason().or(act::note).orElse(null) : null;
  }

  private static UUID id(OnComments act, Locked comment) {
    UUID id = act.ids().get(comment.id());
    if (id == null) {
      throw new IllegalArgumentException("No id for the log of comment " + comment.id());
    }
    return id;
  }

  private static LogLine line(OnComments act) {
    if (act instanceof Decided decided) {
      return new LogLine(decided.action().code())
          .by(decided.by().id())
          .because(decided.reason(), decided.note())
          .with(decided.ban())
          .at(decided.at());
    }
    if (act instanceof Undone undone) {
      return new LogLine(LogActions.UNDO)
          .by(undone.by().id())
          .undoing(undone.decision())
          .at(undone.at());
    }
    if (act instanceof Edited edited) {
      Screened screened = edited.screened();
      return new LogLine(LogActions.EDIT)
          .because(edited.reason(), Optional.empty())
          .under(screened.policyVersion(), screened.modelVersion())
          .at(screened.draft().context().at());
    }
    if (act instanceof Erased erased) {
      LogLine line = new LogLine(LogActions.DELETE).under("", "").at(erased.at());
      return erased.by().map(moderator -> line.by(moderator.id())).orElse(line);
    }
    return new LogLine(LogActions.DELETE).under("", "").at(((Withdrawn) act).at());
  }

  private static Tuple add(Tuple parameters, Screened screened) {
    return parameters
        .addValue(screened.draft().text().body())
        .addValue(screened.draft().text().html())
        .addValue((float) screened.risk())
        .addValue((short) screened.verdict().ordinal())
        .addValue(screened.draft().text().reading().fingerprint())
        .addValue(
            screened
                .draft()
                .text()
                .sketch()
                .map(sketch -> Buffer.buffer(sketch.toBytes()))
                .orElse(null))
        .addValue(screened.language())
        .addValue(screened.scoresJson())
        .addValue(screened.signalsJson())
        .addValue(screened.draft().domains().toArray(String[]::new));
  }

  private static CaseEvent event(OnComments act, Locked before) {
    Status told = act.told(before);
    return act instanceof Edited && told == Status.PENDING
        ? new CaseEvent.Arrived(act.site(), before.id(), told.code())
        : decided(act, told, before.id(), before.version() + 1);
  }

  /** What moderators are told of an act on a comment, which has this version then. */
  public static CaseEvent.Decided decided(OnComments act, Locked comment, int version) {
    return decided(act, act.told(comment), comment.id(), version);
  }

  private static CaseEvent.Decided decided(OnComments act, Status told, UUID comment, int version) {
    return new CaseEvent.Decided(act.site(), comment, version, told, action(act), by(act));
  }

  private static String action(OnComments act) {
    if (act instanceof Decided decided) {
      return decided.action().code();
    }
    if (act instanceof Undone) {
      return "undo";
    }
    return act instanceof Edited ? "edited" : "delete";
  }

  private static Optional<JsonObject> by(OnComments act) {
    if (act instanceof Erased erased) {
      return erased.by().map(Moderator::reference);
    }
    Optional<Moderator> moderator =
        act instanceof Decided decided
            ? Optional.of(decided.by())
            : act instanceof Undone undone ? Optional.of(undone.by()) : Optional.empty();
    return moderator.map(Moderator::reference);
  }
}
