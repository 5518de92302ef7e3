package dev.parley.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.EditToken;
import dev.parley.http.ClientAddress;
import dev.parley.http.NetworkPrefix;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Limits how often passwords can be guessed: so many failures a minute from one network for one
 * account, and from one network altogether. A device that has signed in to an account before is
 * counted separately, so that nobody can lock an account's owner out by guessing.
 */
public final class SignInThrottle {
  private static final int FAILURES_OF_ACCOUNT = 10;
  private static final int FAILURES_OF_NETWORK = 30;

  private final boolean enabled;
  private final ClientAddress addresses;
  private final byte[] secret;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  public SignInThrottle(boolean enabled, ClientAddress addresses, byte[] secret) {
    this.enabled = enabled;
    this.addresses = addresses;
    this.secret = secret.clone();
  }

  /** An attempt, which counts as a failure until it is forgiven. */
  static final class Attempt {
    private final List<Bucket> taken = new ArrayList<>();

    /** The password was right: the attempt does not count. */
    void forgive() {
      taken.forEach(bucket -> bucket.addTokens(1));
    }

    private void take(Bucket bucket) {
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        forgive();
        long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
        throw new Refusal(
                Problem.TOO_FAST, "Too many attempts. Try again in " + seconds + " seconds.")
            .retryAfter(seconds);
      }
      taken.add(bucket);
    }
  }

  /** Begins an attempt at an account's password; refused after too many failures. */
  Attempt begin(RoutingContext context, String email, String deviceCookie) {
    Attempt attempt = new Attempt();
    if (!enabled) {
      return attempt;
    }
    String account = account(email);
    Cookie cookie = context.request().getCookie(deviceCookie);
    if (cookie != null && knows(cookie.getValue(), account)) {
      attempt.take(bucket("device/" + cookie.getValue(), FAILURES_OF_ACCOUNT));
      return attempt;
    }
    String address = addresses.of(context.request());
    String network = NetworkPrefix.around(address).map(NetworkPrefix::toString).orElse(address);
    attempt.take(bucket("network/" + network, FAILURES_OF_NETWORK));
    attempt.take(bucket("account/" + network + "/" + account, FAILURES_OF_ACCOUNT));
    return attempt;
  }

  private Bucket bucket(String who, int failures) {
    return buckets.get(
        who,
        key ->
            Bucket.builder()
                .addLimit(
                    limit -> limit.capacity(failures).refillGreedy(failures, Duration.ofMinutes(1)))
                .build());
  }

  /** The cookie by which a device shows from now on that it has signed in to an account. */
  String deviceOf(String email) {
    String id = EditToken.random().text();
    return id + "." + proof(id, account(email));
  }

  private boolean knows(String device, String account) {
    int dot = device.indexOf('.');
    return dot > 0
        && MessageDigest.isEqual(
            EditToken.sha256(device.substring(dot + 1)),
            EditToken.sha256(proof(device.substring(0, dot), account)));
  }

  private String proof(String id, String account) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(EditToken.keyedHash(secret, "device/" + id + "/" + account));
  }

  private static String account(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
