package dev.parley.compat;

import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.moderator.Program;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whose key it is, and which site it is for. A key is an API token: the key of one site, or a
 * moderator's token, which is good for all sites the moderator has. The protocols know one site a
 * key; where there are several, something else in the request has to choose.
 */
public final class Keys {
  private final Access access;
  private final Sites sites;
  private final Throttle throttle;

  /**
   * @param limited whether calls are counted against the rate limit
   */
  public Keys(Access access, Sites sites, boolean limited) {
    this.access = access;
    this.sites = sites;
    this.throttle = new Throttle(limited);
  }

  /** A choice among several sites, by slug. */
  private interface Choice extends Function<List<SiteName>, Future<String>> {}

  /**
   * The caller of Akismet.
   *
   * @param blog the address of the site that calls; among several, one of its allowed origins is
   *     that of this address
   */
  Future<Caller> ofBlog(String key, Optional<String> blog) {
    return caller(key, several -> withOrigin(several, blog));
  }

  /**
   * The caller of Perspective.
   *
   * @param community among several sites, the slug of one
   */
  Future<Caller> ofCommunity(String key, Optional<String> community) {
    return caller(
        key,
        several ->
            several.stream()
                .map(SiteName::slug)
                .filter(slug -> community.isPresent() && community.get().equals(slug))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(
                    () -> undecided("the slug of one of them as communityId has to name it")));
  }

  private Future<Caller> caller(String key, Choice choice) {
    return access
        .program(key)
        .compose(
            program -> {
              throttle.take(program.token());
              return slug(program, choice)
                  .compose(sites::get)
                  .map(site -> new Caller(program.token(), site));
            });
  }

  private static Future<String> slug(Program program, Choice choice) {
    List<SiteName> own = program.sites();
    if (own.isEmpty()) {
      throw new Refusal(Problem.FORBIDDEN, "The owner of this key has no site any more");
    }
    return own.size() == 1 ? Future.succeededFuture(own.get(0).slug()) : choice.apply(own);
  }

  /** Sites open to all origins are named by none. */
  private Future<String> withOrigin(List<SiteName> several, Optional<String> blog) {
    Optional<String> origin = blog.flatMap(Origin::of);
    if (origin.isEmpty()) {
      return undecided("the address of one of them as blog has to name it");
    }
    Set<Integer> ids = several.stream().map(SiteName::id).collect(Collectors.toSet());
    return sites
        .all()
        .compose(
            all -> {
              List<Site> named =
                  all.stream()
                      .filter(site -> ids.contains(site.id()))
                      .filter(site -> has(site, origin.get()))
                      .toList();
              return named.size() == 1
                  ? Future.succeededFuture(named.get(0).slug())
                  : undecided(
                      "%s is an allowed origin of %d of them"
                          .formatted(origin.get(), named.size()));
            });
  }

  private static boolean has(Site site, String origin) {
    return site.origins().stream().flatMap(own -> Origin.of(own).stream()).anyMatch(origin::equals);
  }

  private static Future<String> undecided(String why) {
    return Future.failedFuture(
        new Refusal(Problem.INVALID, "This key is good for several sites, and " + why));
  }
}
