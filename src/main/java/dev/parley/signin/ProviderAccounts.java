package dev.parley.signin;

import dev.parley.comment.EditToken;
import dev.parley.config.OpenIdConnect;
import dev.parley.config.OpenIdConnect.RoleRule;
import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.Passwords;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which account a person at the provider has here. The provider's groups make accounts and decide
 * their role and sites at each sign-in; an account that was made here keeps its own.
 */
final class ProviderAccounts {
  private final OpenIdConnect config;
  private final Database database;
  private final Moderators moderators;
  private final WorkerExecutor hashing;
  private final Consumer<Moderator> changed;

  /**
   * @param changed is told of accounts that the provider has made or changed
   */
  ProviderAccounts(
      OpenIdConnect config,
      Database database,
      Moderators moderators,
      WorkerExecutor hashing,
      Consumer<Moderator> changed) {
    this.config = config;
    this.database = database;
    this.moderators = moderators;
    this.hashing = hashing;
    this.changed = changed;
  }

  private record Identity(UUID moderator, boolean managed) {}

  /** What the groups give: a role and the slugs of its sites, {@code *} for all. */
  private record Given(Role role, List<String> sites) {}

  /** The account; refused where there is none and the groups give no role. */
  Future<Moderator> of(JsonObject claims) {
    String subject = claims.getString("sub");
    return identity(subject)
        .compose(
            known ->
                known.isPresent()
                    ? known(known.get(), claims)
                    : withEmail(claims)
                        .compose(
                            account ->
                                account.isPresent()
                                    ? linked(account.get(), subject)
                                    : made(claims, subject)));
  }

  private Future<Optional<Identity>> identity(String subject) {
    return database
        .pool()
        .preparedQuery(
            """
            select moderator_id, managed from moderator_identity
            where issuer = $1 and subject = $2
            """)
        .execute(Tuple.of(config.issuer().toString(), subject))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Identity(row.getUUID("moderator_id"), row.getBoolean("managed"))));
  }

  private Future<Moderator> known(Identity identity, JsonObject claims) {
    return moderators
        .withId(identity.moderator())
        .map(found -> found.orElseThrow(ProviderAccounts::noAccount))
        .compose(
            moderator ->
                identity.managed()
                    ? update(moderator, given(claims).orElseThrow(ProviderAccounts::noAccount))
                    : Future.succeededFuture(moderator));
  }

  /** An account made here; only an address the provider has verified is believed. */
  private Future<Optional<Moderator>> withEmail(JsonObject claims) {
    String email = claims.getString("email", "");
    return email.isEmpty() || !verified(claims)
        ? Future.succeededFuture(Optional.empty())
        : moderators.named(email);
  }

  private static boolean verified(JsonObject claims) {
    return "true".equals(String.valueOf(claims.getValue("email_verified")));
  }

  private Future<Moderator> linked(Moderator moderator, String subject) {
    return database.transactionOnce(
        tx ->
            link(tx, subject, moderator, false)
                .compose(
                    linked ->
                        log(tx, moderator, moderator.name() + " signs in by the provider as well"))
                .map(moderator));
  }

  private Future<Moderator> made(JsonObject claims, String subject) {
    Given given = given(claims).orElseThrow(ProviderAccounts::noAccount);
    String email = claims.getString("email", "");
    if (email.isEmpty() || !verified(claims)) {
      throw new Refusal(
          Problem.FORBIDDEN, "The provider does not say that your email address is verified.");
    }
    Optional<String> name =
        Optional.of(claims.getString("name", "").strip())
            .filter(text -> !text.isEmpty() && text.length() <= 100);
    // Nobody knows it: a password of one's own is set by an administrator.
    return hashing
        .executeBlocking(() -> Passwords.hash(EditToken.random().text()), false)
        .compose(
            hash ->
                database.transactionOnce(
                    tx ->
                        sites(tx, given)
                            .compose(
                                sites ->
                                    Moderators.put(
                                        tx,
                                        email,
                                        new Moderators.Change(
                                            name,
                                            Optional.of(hash),
                                            Optional.of(given.role()),
                                            Optional.of(sites))))
                            .compose(made -> link(tx, subject, made, true).map(made))
                            .compose(
                                made ->
                                    log(
                                            tx,
                                            made,
                                            made.name()
                                                + " ("
                                                + made.role().code()
                                                + "), by the provider")
                                        .map(made))))
        .onSuccess(changed::accept);
  }

  /** Gives an account what its groups say now. */
  private Future<Moderator> update(Moderator moderator, Given given) {
    return database.transactionOnce(
        tx ->
            sites(tx, given)
                .compose(
                    sites -> {
                      if (given.role() == moderator.role()
                          && (given.role() == Role.ADMINISTRATOR
                              || new TreeSet<>(sites).equals(slugs(moderator)))) {
                        return Future.succeededFuture(moderator);
                      }
                      return Moderators.put(
                              tx,
                              moderator.email(),
                              new Moderators.Change(
                                  Optional.empty(),
                                  Optional.empty(),
                                  Optional.of(given.role()),
                                  Optional.of(sites)))
                          .compose(
                              now ->
                                  log(
                                          tx,
                                          now,
                                          now.name()
                                              + " ("
                                              + now.role().code()
                                              + "), by the provider")
                                      .map(now))
                          .onSuccess(changed::accept);
                    }));
  }

  private static Set<String> slugs(Moderator moderator) {
    Set<String> slugs = new TreeSet<>();
    moderator.sites().forEach(site -> slugs.add(site.slug()));
    return slugs;
  }

  private Future<Void> link(
      SqlConnection tx, String subject, Moderator moderator, boolean managed) {
    return tx.preparedQuery(
            """
            insert into moderator_identity (issuer, subject, moderator_id, managed)
            values ($1, $2, $3, $4) on conflict do nothing
            """)
        .execute(Tuple.of(config.issuer().toString(), subject, moderator.id(), managed))
        .mapEmpty();
  }

  /** The slugs that exist: a site of the mapping may have been removed. */
  private static Future<List<String>> sites(SqlConnection tx, Given given) {
    return tx.preparedQuery("select slug from site where '*' = any($1) or slug = any($1)")
        .execute(Tuple.of((Object) given.sites().toArray(String[]::new)))
        .map(
            rows -> {
              List<String> slugs = new ArrayList<>();
              rows.forEach(row -> slugs.add(row.getString("slug")));
              return slugs;
            });
  }

  /** The highest role of all groups, on the sites of those that give it. */
  private Optional<Given> given(JsonObject claims) {
    List<String> groups = texts(claims.getValue(config.rolesClaim()));
    List<RoleRule> rules =
        config.roles().stream().filter(rule -> groups.contains(rule.group())).toList();
    return rules.stream()
        .map(rule -> Role.ofCode(rule.role()).orElseThrow())
        .max(Comparator.naturalOrder())
        .map(
            role ->
                new Given(
                    role,
                    rules.stream()
                        .filter(rule -> rule.role().equals(role.code()))
                        .flatMap(rule -> rule.sites().stream())
                        .distinct()
                        .toList()));
  }

  private static List<String> texts(@Nullable Object claim) {
    if (claim instanceof JsonArray array) {
      return array.stream().map(String::valueOf).toList();
    }
    return claim instanceof String text ? List.of(text) : List.of();
  }

  private static Future<Void> log(SqlConnection tx, Moderator whom, String note) {
    Future<Void> logged = Future.succeededFuture();
    for (SiteName site : whom.sites()) {
      logged =
          logged.compose(before -> Ledger.write(tx, new Operated(site.id(), Kind.MODERATOR, note)));
    }
    return logged;
  }

  private static Refusal noAccount() {
    return new Refusal(
        Problem.FORBIDDEN,
        "There is no account for you here, and none of your groups gives you one. Ask an"
            + " administrator to invite you.");
  }
}
