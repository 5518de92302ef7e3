package dev.parley.comment;

import dev.parley.database.Ids;
import dev.parley.http.Network;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who wrote a comment, as far as a reader without an account says.
 *
 * @param id the same for the same e-mail address on a site; without one, for the same name from the
 *     same network
 */
public record Author(UUID id, String name, Optional<String> email, Optional<String> url) {
  /**
   * Who posts on a site. The same e-mail address is the same author; without one, the same name
   * from the same network, so that one cannot take over a stranger's record by taking their name.
   *
   * @param email in lower case
   * @param address the IP address it comes from
   */
  public static Author of(
      int site, String name, Optional<String> email, Optional<String> url, String address) {
    String identity =
        email
            .map(known -> "email/" + known)
            .orElseGet(
                () ->
                    "name/"
                        + name.toLowerCase(Locale.ROOT)
                        + "/"
                        + Network.around(address).map(Network::toString).orElse(address));
    return new Author(Ids.author(site, identity), name, email, url);
  }
}
