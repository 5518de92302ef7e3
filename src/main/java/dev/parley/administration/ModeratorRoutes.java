package dev.parley.administration;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.Moderators.Presence;
import dev.parley.moderator.PasswordRule;
import dev.parley.moderator.Passwords;
import dev.parley.moderator.Staffing;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes by which administrators manage moderators. Every change is in the log of each site it
 * concerns.
 */
public final class ModeratorRoutes {
  private static final String PATH = "/api/v1/moderators";
  private static final String NO_EMAIL = "Enter an email like name@example.com";

  /** The first administrator's address may be of this machine, without a domain. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private final Sites sites;
  private final Access access;
  private final Moderators moderators;
  private final WorkerExecutor hashing;
  private final Database database;

  public ModeratorRoutes(
      Sites sites,
      Access access,
      Moderators moderators,
      WorkerExecutor hashing,
      Database database) {
    this.sites = sites;
    this.access = access;
    this.moderators = moderators;
    this.hashing = hashing;
    this.database = database;
  }

  public void mount(Router router) {
    router.get(PATH).handler(Answers.json(this::list));
    router.post(PATH).handler(Answers.answer(this::put));
    router.get(PATH + "/:id").handler(Answers.json(this::one));
    router.delete(PATH + "/:id").handler(Answers.empty(204, this::remove));
  }

  /** Their names are reserved on the sites they speak for. */
  private void changed(Moderator moderator) {
    access.forget(moderator);
    sites.staffChanged();
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> Future.all(moderators.all(), moderators.presence()))
        .map(
            found -> {
              List<Moderator> all = found.resultAt(0);
              Map<UUID, Presence> presence = found.resultAt(1);
              JsonArray array = new JsonArray();
              all.forEach(one -> array.add(json(one, presence.get(one.id()))));
              return new JsonObject().put("moderators", array);
            });
  }

  private static JsonObject json(Moderator moderator, @Nullable Presence presence) {
    return moderator
        .toJson()
        .put(
            "lastSeen",
            presence == null ? null : presence.lastSeen().map(String::valueOf).orElse(null))
        .put("secondFactor", presence != null && presence.secondFactor());
  }

  private Future<JsonObject> one(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> moderators.withId(Parameters.id(context, "id")))
        .map(
            found ->
                found
                    .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such moderator"))
                    .toJson());
  }

  private Future<Answer> put(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> put(administrator, Fields.ofBody(context)))
        .onSuccess(this::changed)
        .map(moderator -> new Answer(201, moderator.toJson()));
  }

  private Future<Moderator> put(Moderator administrator, Fields fields) {
    String email = fields.text("email", 254, NO_EMAIL);
    if (!email.isEmpty() && !EMAIL.matcher(email.strip()).matches()) {
      fields.error("email", NO_EMAIL);
    }
    Optional<String> name = fields.optionalText("name", 100);
    Optional<String> password = fields.optionalText("password", 1_000);
    password
        .flatMap(chosen -> PasswordRule.refusal(chosen, email, name.orElse(email)))
        .ifPresent(wrong -> fields.error("password", wrong));
    Optional<String> word = fields.optionalText("role", 20);
    Optional<Role> role = word.flatMap(Role::ofCode);
    if (word.isPresent() && role.isEmpty()) {
      fields.error("role", "Use one of " + Role.codes());
    }
    Optional<List<String>> slugs = SettingsRoutes.optionalTexts(fields, "sites", 1_000, 63);
    Optional<Map<String, Role>> siteRoles =
        fields.optionalObject("siteRoles").map(given -> siteRoles(fields, given));
    fields.checkAll();
    return hash(password)
        .map(hash -> new Staffing.Change(name, hash, role, slugs, siteRoles))
        .compose(
            change ->
                moderators
                    .named(email)
                    .compose(
                        before ->
                            database.transactionOnce(
                                tx -> put(tx, administrator, email, change, before))));
  }

  /** By slug; an administrator is one everywhere. */
  private static Map<String, Role> siteRoles(Fields fields, JsonObject given) {
    Map<String, Role> roles = new TreeMap<>();
    for (String slug : given.fieldNames()) {
      Optional<Role> role =
          Role.ofCode(String.valueOf(given.getValue(slug)))
              .filter(found -> found != Role.ADMINISTRATOR);
      role.ifPresentOrElse(
          found -> roles.put(slug, found),
          () -> fields.error("siteRoles", "Use reader, moderator or lead for each site"));
    }
    return roles;
  }

  private Future<Optional<String>> hash(Optional<String> password) {
    return password.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : hashing.executeBlocking(() -> password.map(Passwords::hash), false);
  }

  private static Future<Moderator> put(
      SqlConnection tx,
      Moderator administrator,
      String email,
      Staffing.Change change,
      Optional<Moderator> before) {
    return Staffing.put(tx, email, change)
        .compose(
            now ->
                log(tx, administrator, Kind.MODERATOR, now)
                    .compose(logged -> logLeft(tx, administrator, before.orElse(now), now))
                    .map(now));
  }

  /** Logs the change on the sites they have no longer. */
  private static Future<Void> logLeft(
      SqlConnection tx, Moderator administrator, Moderator before, Moderator now) {
    Set<Integer> kept = now.sites().stream().map(SiteName::id).collect(Collectors.toSet());
    return AccountLedger.log(
        tx,
        before.sites().stream().map(SiteName::id).filter(site -> !kept.contains(site)).toList(),
        administrator,
        Kind.MODERATOR,
        Optional.of(now.name() + " (no longer here)"));
  }

  private Future<Void> remove(RoutingContext context) {
    return access
        .administrator(context)
        .compose(
            administrator ->
                database.transactionOnce(
                    tx ->
                        Staffing.remove(tx, Parameters.id(context, "id"))
                            .compose(
                                gone ->
                                    log(tx, administrator, Kind.MODERATOR_REMOVED, gone)
                                        .map(gone))))
        .onSuccess(this::changed)
        .mapEmpty();
  }

  /** Logs an act on every site it concerns. */
  private static Future<Void> log(
      SqlConnection tx, Moderator administrator, Kind kind, Moderator whom) {
    return AccountLedger.log(
        tx,
        whom.sites().stream().map(SiteName::id).toList(),
        administrator,
        kind,
        Optional.of(whom.name() + " (" + whom.role().code() + ")"));
  }
}
