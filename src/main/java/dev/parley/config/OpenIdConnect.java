package dev.parley.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The OpenID Connect provider by which moderators sign in.
 *
 * @param issuer what it calls itself, exactly
 * @param clientSecret empty for a client without one
 * @param rolesClaim the claim that lists a person's groups
 */
public record OpenIdConnect(
    URI issuer, String clientId, String clientSecret, String rolesClaim, List<RoleRule> roles) {
  private static final List<String> ROLES = List.of("reader", "moderator", "lead", "administrator");

  /**
   * What a group makes of somebody here.
   *
   * @param sites the slugs of their sites; {@code *} for all
   */
  public record RoleRule(String group, String role, Set<String> sites) {
    private static RoleRule of(String text) {
      int equals = text.lastIndexOf('=');
      String[] role = text.substring(equals + 1).split(":", 2);
      Set<String> sites =
          role.length < 2 ? Set.of() : new TreeSet<>(Arrays.asList(role[1].split("\\+", -1)));
      boolean ofSites = !sites.isEmpty() && !sites.contains("");
      if (equals < 1
          || !ROLES.contains(role[0])
          || role[0].equals("administrator") != sites.isEmpty()
          || !sites.isEmpty() && !ofSites) {
        throw new ConfigError(
            Setting.OIDC_ROLES.key()
                + " must hold rules like desk=moderator:news+sport, all=reader:* or"
                + " chiefs=administrator, not "
                + text);
      }
      return new RoleRule(text.substring(0, equals), role[0], sites);
    }
  }

  static OpenIdConnect of(
      String issuer, String clientId, String clientSecret, String rolesClaim, List<String> rules) {
    if (clientId.isEmpty()) {
      throw new ConfigError(Setting.OIDC_CLIENT_ID.key() + " is needed when oidc.issuer is set");
    }
    return new OpenIdConnect(
        address(issuer),
        clientId,
        clientSecret,
        rolesClaim,
        rules.stream().map(RoleRule::of).toList());
  }

  private static URI address(String text) {
    try {
      URI issuer = URI.create(text);
      boolean web = "https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme());
      if (web && issuer.getHost() != null && issuer.getQuery() == null) {
        return issuer;
      }
    } catch (IllegalArgumentException unreadable) {
      // refused below
    }
    throw new ConfigError(
        Setting.OIDC_ISSUER.key() + " must be an address like https://login.example.org");
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "OpenIdConnect[" + issuer + ", " + clientId + ", …]";
  }
}
