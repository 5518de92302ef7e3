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
import dev.parley.moderator.Staffing;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
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

  /** What the groups give: on each site the highest role of the rules that name it. */
  private record Given(List<RoleRule> rules) {
    Role role() {
      return rules.stream().map(Given::role).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The slugs that are named, {@code *} for all. */
    String[] sites() {
      return rules.stream().flatMap(rule -> rule.sites().stream()).toArray(String[]::new);
    }

    /** The role on each of these sites. */
    Map<String, Role> on(List<String> slugs) {
      Map<String, Role> roles = new TreeMap<>();
      for (RoleRule rule : rules) {
        slugs.stream()
            .filter(slug -> rule.sites().contains("*") || rule.sites().contains(slug))
            .forEach(
                slug ->
                    roles.merge(slug, role(rule), BinaryOperator.maxBy(Comparator.naturalOrder())));
      }
      return roles;
    }

    private static Role role(RoleRule rule) {
      return Role.ofCode(rule.role()).orElseThrow();
    }
  }

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
                        roles(tx, given)
                            .compose(
                                roles ->
                                    Staffing.put(
                                        tx, email, change(name, Optional.of(hash), given, roles)))
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
            roles(tx, given)
                .compose(
                    roles -> {
                      if (given.role() == moderator.role()
                          && (given.role() == Role.ADMINISTRATOR
                              || roles.equals(roles(moderator)))) {
                        return Future.succeededFuture(moderator);
                      }
                      return Staffing.put(
                              tx,
                              moderator.email(),
                              change(Optional.empty(), Optional.empty(), given, roles))
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

  private static Map<String, Role> roles(Moderator moderator) {
    Map<String, Role> roles = new TreeMap<>();
    moderator.sites().forEach(site -> roles.put(site.slug(), site.role()));
    return roles;
  }

  private static Staffing.Change change(
      Optional<String> name, Optional<String> hash, Given given, Map<String, Role> roles) {
    Map<String, Role> others = new TreeMap<>(roles);
    others.values().removeIf(role -> role == given.role());
    return new Staffing.Change(
        name,
        hash,
        Optional.of(given.role()),
        Optional.of(List.copyOf(roles.keySet())),
        Optional.of(others));
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

  /** The roles on the sites that exist: one of the mapping may have been removed. */
  private static Future<Map<String, Role>> roles(SqlConnection tx, Given given) {
    return tx.preparedQuery("select slug from site where '*' = any($1) or slug = any($1)")
        .execute(Tuple.of((Object) given.sites()))
        .map(rows -> given.on(rows.stream().map(row -> row.getString("slug")).toList()));
  }

  private Optional<Given> given(JsonObject claims) {
    List<String> groups = texts(claims.getValue(config.rolesClaim()));
    return Optional.of(
            config.roles().stream().filter(rule -> groups.contains(rule.group())).toList())
        .filter(rules -> !rules.isEmpty())
        .map(Given::new);
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
