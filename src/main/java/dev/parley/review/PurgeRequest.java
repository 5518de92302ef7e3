package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanReach;
import dev.parley.ban.BanTarget;
import dev.parley.comment.Action;
import dev.parley.http.Fields;
import dev.parley.problem.Refusal;
import dev.parley.review.Purge.Kind;
import dev.parley.review.Purge.WantedBan;
import dev.parley.review.Purge.Within;
import dev.parley.site.Site;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a purge from a request. */
final class PurgeRequest {
  /** A text that others are compared with. */
  private static final int LONGEST_TEXT = 5_000;

  private PurgeRequest() {}

  /** The purge that is asked for; refused when something is wrong with it. */
  static Purge of(Site site, Fields fields) {
    Fields by = fields.object("by");
    List<Kind> named = Arrays.stream(Kind.values()).filter(one -> by.has(one.code())).toList();
    if (named.size() != 1) {
      fields.error("by", "Send one of author, network, domain and like");
    }
    Kind kind = named.isEmpty() ? Kind.AUTHOR : named.get(0);
    String value =
        by.text(kind.code(), kind == Kind.LIKE ? LONGEST_TEXT : 300, "Say which").strip();
    Optional<Within> within =
        Within.ofCode(fields.text("within", 10, "Choose how far back it goes"));
    if (within.isEmpty()) {
      fields.error("within", "Use hour, day, week or all");
    }
    Optional<Action> action = Action.ofCode(fields.text("action", 20, "Choose what to do"));
    if (action.isEmpty()) {
      fields.error("action", "Use approve, reject, spam, delete or reopen");
    }
    Optional<String> reason = fields.optionalText("reason", 200);
    boolean tell = fields.flag("tell", true);
    Optional<Integer> expect =
        fields.has("expect")
            ? Optional.of(fields.number("expect", 0, 0, 1_000_000))
            : Optional.empty();
    Optional<JsonObject> ban = ban(fields);
    fields.checkAll();
    Optional<BanTarget> target = target(kind, value);
    target.ifPresent(BanReach::refuseBoundless);
    return new Purge(
        kind,
        target.map(BanTarget::value).orElse(value),
        within.orElseThrow(),
        action.orElseThrow(),
        reason,
        tell,
        ban.map(wanted -> ban(site, target, reason, Fields.of(wanted))),
        expect);
  }

  /** What a purge and a ban are about alike; a text is nobody's. */
  private static Optional<BanTarget> target(Kind kind, String value) {
    return switch (kind) {
      case AUTHOR -> Optional.of(BanTarget.typed(Ban.Kind.AUTHOR, value));
      case NETWORK -> Optional.of(BanTarget.typed(Ban.Kind.IP, value));
      case DOMAIN -> Optional.of(BanTarget.typed(Ban.Kind.DOMAIN, value));
      case LIKE -> Optional.empty();
    };
  }

  /** An object, or {@code true} for a ban of what is purged. */
  private static Optional<JsonObject> ban(Fields fields) {
    return fields.json().getValue("ban") instanceof Boolean
        ? Optional.of(fields.flag("ban", false))
            .filter(wanted -> wanted)
            .map(wanted -> new JsonObject())
        : fields.optionalObject("ban");
  }

  private static WantedBan ban(
      Site site, Optional<BanTarget> purged, Optional<String> reason, Fields fields) {
    Optional<String> word = fields.optionalText("kind", 20);
    Optional<String> value = fields.optionalText("value", 300);
    Optional<Ban.Kind> kind = word.flatMap(PurgeRequest::kind);
    if (word.isPresent() && kind.isEmpty()) {
      fields.error("kind", "Use author, email, domain or ip");
    }
    if (word.isPresent() != value.isPresent() || word.isEmpty() && purged.isEmpty()) {
      fields.error("value", "Name whom or what to ban");
    }
    Optional<Instant> until = fields.time("until");
    String why = fields.optionalText("reason", 500).or(() -> reason).orElse("Purged");
    @Nullable String confirm = fields.optionalText("confirm", 300).orElse(null);
    fields.checkAll();
    BanTarget target =
        kind.map(known -> BanTarget.typed(known, value.orElseThrow()))
            .orElseGet(purged::orElseThrow);
    BanReach.refuseBoundless(target);
    refuseWide(site, target, confirm);
    return new WantedBan(target, until, why);
  }

  private static Optional<Ban.Kind> kind(String code) {
    return Arrays.stream(Ban.Kind.values()).filter(one -> one.code().equals(code)).findFirst();
  }

  /** What would keep out very many is confirmed, as for a ban alone. */
  private static void refuseWide(Site site, BanTarget target, @Nullable String confirm) {
    Optional<String> warning = BanReach.warning(site, target);
    if (warning.isPresent()
        && (confirm == null || !confirm.strip().equalsIgnoreCase(target.value()))) {
      throw Refusal.invalid(
              "ban.confirm",
              warning.get() + ". Type it once more in “confirm” to ban it all the same.")
          .with("confirm", target.value());
    }
  }
}
