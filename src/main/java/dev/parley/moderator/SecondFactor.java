package dev.parley.moderator;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * What a sign-in asks for after the right password. What it consists of is decided by a package
 * above this one.
 */
public interface SecondFactor {
  /**
   * Succeeds when the moderator has no second factor, or has shown it. Otherwise it fails with a
   * refusal that says what to send.
   *
   * @param code what was sent with the password
   */
  Future<Void> check(Moderator moderator, Optional<String> code);
}
