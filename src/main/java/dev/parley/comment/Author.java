package dev.parley.comment;

import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who wrote a comment, as far as a reader without an account says. An e-mail address has an author
 * of its own on each site: who gave it first. Others may give it, too, without being that one.
 *
 * @param id the same for the same author on a site
 */
public record Author(UUID id, String name, Optional<String> email, Optional<String> url) {
  /**
   * Who posts on a site, if what they type is true: the author of the e-mail address; without one,
   * of the same name from the same network, so that one cannot take over a stranger's record by
   * taking their name.
   *
   * @param email in lower case
   * @param address the IP address it comes from
   */
  public static Author of(
      int site, String name, Optional<String> email, Optional<String> url, String address) {
    UUID id =
        email
            .map(known -> idOf(site, known))
            .orElseGet(
                () ->
                    Ids.author(
                        site, "name/" + name.toLowerCase(Locale.ROOT) + "/" + network(address)));
    return new Author(id, name, email, url);
  }

  /** The author an e-mail address belongs to on a site, if anybody has given it there. */
  public static UUID idOf(int site, String email) {
    return Ids.author(site, "email/" + email);
  }

  /** Whoever gives this author's e-mail address in that network, and cannot show to be them. */
  public Author claimedFrom(int site, String address) {
    return email
        .map(known -> Ids.author(site, "claim/" + network(address) + "/" + known))
        .map(claimant -> new Author(claimant, name, email, url))
        .orElse(this);
  }

  private static String network(String address) {
    return NetworkPrefix.around(address).map(NetworkPrefix::toString).orElse(address);
  }
}
