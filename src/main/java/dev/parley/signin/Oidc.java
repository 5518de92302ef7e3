package dev.parley.signin;

import dev.parley.config.OpenIdConnect;
import dev.parley.database.Database;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderators;
import dev.parley.outgoing.SafeClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configured OpenID Connect provider: who somebody is there, and which account that is here.
 */
public final class Oidc {
  private final OpenIdConnect config;
  private final Provider provider;
  private final IdToken tokens;
  private final ProviderAccounts accounts;

  /**
   * @param changed is told of accounts that the provider has made or changed
   */
  public Oidc(
      OpenIdConnect config,
      Vertx vertx,
      SafeClient client,
      Database database,
      Moderators moderators,
      WorkerExecutor hashing,
      Consumer<Moderator> changed,
      Clock clock) {
    this.config = config;
    this.provider = new Provider(config, client, clock);
    this.tokens = new IdToken(vertx, config);
    this.accounts = new ProviderAccounts(config, database, moderators, hashing, changed);
  }

  String clientId() {
    return config.clientId();
  }

  Future<String> authorization(Map<String, String> parameters) {
    return provider.authorization(parameters);
  }

  /**
   * What the provider says of whoever has brought a code.
   *
   * @param issuer who says so in the address (RFC 9207), if it does
   */
  Future<JsonObject> claims(
      String code, @Nullable String issuer, SignInSeed seed, String callback) {
    if (issuer != null && !issuer.equals(config.issuer().toString())) {
      throw new IdToken.Invalid("the answer is of " + issuer);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", callback);
    form.put("code_verifier", seed.verifier());
    return provider.tokens(form).compose(given -> claims(given, seed.nonce()));
  }

  private Future<JsonObject> claims(JsonObject given, String nonce) {
    return provider
        .keys()
        .compose(keys -> tokens.claims(given.getString("id_token", ""), keys, nonce))
        .compose(claims -> completed(claims, given.getString("access_token", "")));
  }

  /** Many providers put what they know into the token; the others are asked for the rest. */
  private Future<JsonObject> completed(JsonObject claims, String accessToken) {
    boolean complete =
        claims.containsKey("email")
            && (config.roles().isEmpty() || claims.containsKey(config.rolesClaim()));
    if (complete || accessToken.isEmpty()) {
      return Future.succeededFuture(claims);
    }
    return provider
        .userInfo(accessToken)
        .map(
            more -> {
              if (!more.isEmpty() && !claims.getString("sub").equals(more.getString("sub"))) {
                throw new IdToken.Invalid("the rest is about somebody else");
              }
              return more.copy().mergeIn(claims);
            });
  }

  Future<Moderator> account(JsonObject claims) {
    return accounts.of(claims);
  }
}
