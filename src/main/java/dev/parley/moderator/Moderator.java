package dev.parley.moderator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A person who decides about comments.
 *
 * @param role their role wherever a site gives them no other
 * @param sites the sites they moderate; administrators moderate all
 */
public record Moderator(UUID id, String name, String email, Role role, List<SiteName> sites) {

  /** What a moderator may do. */
  public enum Role {
    /** Sees what moderators see, and changes nothing. */
    READER,
    /** Decides about comments. */
    MODERATOR,
    /** Decides about whole networks and domains as well. */
    LEAD,
    /** Does everything, on every site. */
    ADMINISTRATOR;

    /** The API's word for it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for a sentence. */
    public static String codes() {
      return Arrays.stream(values()).map(Role::code).collect(Collectors.joining(", "));
    }

    public static Optional<Role> ofCode(String code) {
      return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
  }

  /** A site, with what a list of a moderator's sites needs. */
  public record SiteName(int id, String slug, String name, Role role) {}

  public boolean isAdministrator() {
    return role == Role.ADMINISTRATOR;
  }

  /** Whether they may decide on that site. */
  public boolean moderates(int site) {
    return has(Role.MODERATOR, site);
  }

  /** Whether they have a role, or a higher one, on that site. */
  public boolean has(Role least, int site) {
    return isAdministrator()
        || sites.stream()
            .anyMatch(known -> known.id() == site && known.role().compareTo(least) >= 0);
  }

  public JsonObject toJson() {
    JsonArray names = new JsonArray();
    sites.forEach(
        site ->
            names.add(
                new JsonObject()
                    .put("slug", site.slug())
                    .put("name", site.name())
                    .put("role", site.role().code())));
    return reference().put("email", email).put("role", role.code()).put("sites", names);
  }

  /** The moderator as JSON for logs and events. */
  public JsonObject reference() {
    return new JsonObject().put("id", id.toString()).put("name", name);
  }
}
