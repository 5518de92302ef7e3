package dev.parley.signin;

import dev.parley.comment.EditToken;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.moderator.Staffing;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The open invitations. The secret of each link is derived from its id and the service's secret, so
 * that a letter can be written when it is sent; the database keeps its hash.
 */
final class Invitations {
  private static final Duration VALID = Duration.ofDays(7);

  /** Whoever may not invite any more has not invited: what they began does not outlive that. */
  private static final String BY_AN_ADMINISTRATOR =
      """
      exists (select from moderator inviting where inviting.id = invited_by
        and inviting.removed_at is null and inviting.role = 'administrator')""";

  private static final String SELECT =
      """
      select invitation.id, invitation.email, invitation.role, sites, moderator.name, expires_at
      from invitation join moderator on moderator.id = invited_by
      """;

  private final Database database;
  private final byte[] secret;
  private final Clock clock;

  /** Queues the letter of an invitation in the transaction that stores it. */
  interface Letters {
    Future<Void> queue(SqlConnection tx, UUID invitation);
  }

  Invitations(Database database, byte[] secret, Clock clock) {
    this.database = database;
    this.secret = secret.clone();
    this.clock = clock;
  }

  /** Forgets the addresses of those that were not used in time. */
  Future<Void> forgetExpired() {
    return database
        .pool()
        .preparedQuery("delete from invitation where expires_at <= $1")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The secret of an invitation's link. */
  static String token(byte[] secret, UUID id) {
    return EditToken.derived(secret, "invitation/" + id).text();
  }

  String token(UUID id) {
    return token(secret, id);
  }

  /** Those that can still be used, the latest first. */
  Future<List<Invitation>> open() {
    return database
        .pool()
        .preparedQuery(SELECT + " where expires_at > $1 order by invitation.created_at desc")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.stream().map(Invitations::invitation).toList());
  }

  /** The invitation whose link has this secret. */
  Future<Invitation> withToken(String token) {
    return database
        .pool()
        .preparedQuery(
            SELECT + " where token_hash = $1 and expires_at > $2 and " + BY_AN_ADMINISTRATOR)
        .execute(Tuple.of(hash(token), clock.instant().atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(Invitations::invitation)
                    .orElseThrow(Invitations::ended));
  }

  private static Refusal ended() {
    return new Refusal(
        Problem.NOT_FOUND,
        "This invitation was used, taken back, or has expired. Ask for a new one.");
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.getUUID("id"),
        row.getString("email"),
        Role.ofCode(row.getString("role")).orElseThrow(),
        List.of(row.getArrayOfStrings("sites")),
        row.getString("name"),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(EditToken.sha256(token));
  }

  /** Invites somebody, in the place of an earlier invitation of the same address. */
  Future<Invitation> invite(
      Moderator by, String email, Role role, List<String> sites, Letters letters) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    return database.transactionOnce(
        tx ->
            refuseKnown(tx, address)
                .compose(free -> siteIds(tx, role, sites))
                .compose(ids -> store(tx, by, address, role, sites, ids, letters)));
  }

  private static Future<Void> refuseKnown(SqlConnection tx, String email) {
    return tx.preparedQuery("select from moderator where email = $1")
        .execute(Tuple.of(email))
        .map(
            rows -> {
              if (rows.size() > 0) {
                throw new Refusal(Problem.CONFLICT, "Somebody with this email is here already");
              }
              return null;
            });
  }

  /** The sites the log must tell of it. */
  private static Future<List<Integer>> siteIds(SqlConnection tx, Role role, List<String> sites) {
    boolean all = role == Role.ADMINISTRATOR;
    return tx.preparedQuery("select id, slug from site where $2 or slug = any($1) order by id")
        .execute(Tuple.of(sites.toArray(String[]::new), all))
        .map(
            rows -> {
              if (!all && rows.size() != sites.stream().distinct().count()) {
                throw Refusal.invalid("sites", "There is no such site among them");
              }
              return rows.stream().map(row -> row.getInteger("id")).toList();
            });
  }

  private Future<Invitation> store(
      SqlConnection tx,
      Moderator by,
      String email,
      Role role,
      List<String> sites,
      List<Integer> ids,
      Letters letters) {
    UUID id = Ids.next();
    Invitation made =
        new Invitation(id, email, role, sites, by.name(), clock.instant().plus(VALID));
    return tx.preparedQuery("delete from invitation where email = $1 or expires_at <= $2")
        .execute(Tuple.of(email, clock.instant().atOffset(ZoneOffset.UTC)))
        .compose(
            gone ->
                tx.preparedQuery(
                        """
                        insert into invitation
                          (id, email, role, sites, token_hash, invited_by, created_at, expires_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        """)
                    .execute(
                        Tuple.of(id, email, role.code(), sites.toArray(String[]::new))
                            .addValue(hash(token(id)))
                            .addValue(by.id())
                            .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                            .addValue(made.expiresAt().atOffset(ZoneOffset.UTC))))
        .compose(stored -> letters.queue(tx, id))
        .compose(queued -> log(tx, ids, by, "invited as " + role.code()))
        .map(made);
  }

  /** Says no address: the log outlives the invitation. */
  private static Future<Void> log(
      SqlConnection tx, List<Integer> sites, Moderator by, String note) {
    Future<Void> logged = Future.succeededFuture();
    for (int site : sites) {
      logged =
          logged.compose(
              before -> Ledger.write(tx, Administered.of(site, by, Kind.INVITATION, note)));
    }
    return logged;
  }

  /** Takes an invitation back. */
  Future<Void> remove(Moderator by, UUID id) {
    return database.transactionOnce(
        tx ->
            tx.preparedQuery("delete from invitation where id = $1 returning role, sites")
                .execute(Tuple.of(id))
                .compose(
                    rows -> {
                      Row gone =
                          rows.stream()
                              .findFirst()
                              .orElseThrow(
                                  () ->
                                      new Refusal(
                                          Problem.NOT_FOUND, "There is no such invitation"));
                      return known(tx, gone)
                          .compose(ids -> log(tx, ids, by, "invitation taken back"));
                    }));
  }

  private static Future<List<Integer>> known(SqlConnection tx, Row invitation) {
    boolean all = Role.ADMINISTRATOR.code().equals(invitation.getString("role"));
    return tx.preparedQuery("select id from site where $2 or slug = any($1) order by id")
        .execute(Tuple.of(invitation.getArrayOfStrings("sites"), all))
        .map(rows -> rows.stream().map(row -> row.getInteger("id")).toList());
  }

  /** Uses an invitation up: its account is made. */
  Future<Moderator> accept(String token, String name, String passwordHash) {
    return database.transactionOnce(
        tx ->
            tx.preparedQuery(
                    """
                    delete from invitation where token_hash = $1 and expires_at > $2
                      and %s
                    returning email, role, sites
                    """
                        .formatted(BY_AN_ADMINISTRATOR))
                .execute(Tuple.of(hash(token), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().findFirst().orElseThrow(Invitations::ended))
                .compose(
                    used ->
                        refuseKnown(tx, used.getString("email"))
                            .compose(free -> make(tx, used, name, passwordHash))));
  }

  private static Future<Moderator> make(
      SqlConnection tx, Row used, String name, String passwordHash) {
    // A site may have been removed since.
    return tx.preparedQuery("select slug from site where slug = any($1)")
        .execute(Tuple.of((Object) used.getArrayOfStrings("sites")))
        .map(rows -> rows.stream().map(row -> row.getString("slug")).toList())
        .compose(
            sites ->
                Staffing.put(
                    tx,
                    used.getString("email"),
                    new Staffing.Change(
                        Optional.of(name),
                        Optional.of(passwordHash),
                        Role.ofCode(used.getString("role")),
                        Optional.of(sites))))
        .compose(
            made -> {
              Future<Void> logged = Future.succeededFuture();
              for (SiteName site : made.sites()) {
                logged =
                    logged.compose(
                        before ->
                            Ledger.write(
                                tx,
                                new Operated(
                                    site.id(),
                                    Kind.MODERATOR,
                                    made.name() + " (" + made.role().code() + "), by invitation")));
              }
              return logged.map(made);
            });
  }
}
