package dev.parley.rights;

import dev.parley.moderator.Moderator;
import dev.parley.site.Site;
import java.util.Optional;

/**
 * A request to erase a person.
 *
 * @param keepText whether published texts stay, without their author
 * @param by the administrator who asks; empty when a command or the person does
 * @param own whether the person asks, who cannot end a ban that way
 */
public record ErasureRequest(
    Site site, Whom whom, boolean keepText, boolean dryRun, Optional<Moderator> by, boolean own) {

  /** A command's. */
  public static ErasureRequest byCommand(Site site, Whom whom, boolean keepText, boolean dryRun) {
    return new ErasureRequest(site, whom, keepText, dryRun, Optional.empty(), false);
  }
}
