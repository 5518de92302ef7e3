package dev.parley.apikey;

import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.moderator.Program;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;

/**
 * Finds the holder and the site of an API key. A key is an API token of one site. A moderator's
 * token is refused: it opens everything its moderator may do, and clients write keys into
 * addresses, which are logged.
 */
public final class Keys {
  private final Access access;
  private final Sites sites;
  private final Throttle throttle;

  /**
   * @param limited whether calls count against the rate limit
   */
  public Keys(Access access, Sites sites, boolean limited) {
    this.access = access;
    this.sites = sites;
    this.throttle = new Throttle(limited);
  }

  /** The holder of the key in a request. The call counts against the key's rate limit. */
  public Future<ApiKeyHolder> caller(String key) {
    return access
        .program(key)
        .compose(
            program -> {
              String slug = site(program);
              throttle.take(program.token(), 1);
              return sites
                  .get(slug)
                  .map(site -> new ApiKeyHolder(program.token(), site, program.grant().scale()));
            });
  }

  private static String site(Program program) {
    if (program.only().isEmpty()) {
      throw new Refusal(
          Problem.INVALID,
          "API key not valid: it is a moderator's token, which should not stand in addresses."
              + " Make a key with a site: POST /api/v1/tokens with name and site.");
    }
    return program.sites().stream()
        // Whoever may only read here can teach a site nothing, and neither can a program of theirs.
        .filter(site -> site.role() != Role.READER)
        .map(SiteName::slug)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Problem.FORBIDDEN, "This key's owner no longer has access to this site"));
  }

  /** Counts a call that is as much work as several: once more for each beyond the first. */
  public void charge(ApiKeyHolder caller, int more) {
    throttle.take(caller.token(), more);
  }
}
