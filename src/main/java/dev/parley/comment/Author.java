package dev.parley.comment;

import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who wrote a comment, according to a reader without an account. On each site an e-mail address
 * belongs to the author who gave it first. Others may type it too, but that does not make them the
 * same author.
 *
 * @param id the same for all comments of one author on a site
 */
public record Author(UUID id, String name, Optional<String> email, Optional<String> url) {
  /**
   * The author of a post if what they typed is true: with an e-mail address, the author it belongs
   * to; without one, the author of the same name in the same network. The network counts so that
   * nobody can take over a stranger's record by typing their name.
   *
   * @param email in lower case
   * @param address the IP address the post comes from
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

  /**
   * The id of the author an e-mail address belongs to on a site, whether or not anyone has used it
   * there.
   */
  public static UUID idOf(int site, String email) {
    return Ids.author(site, "email/" + email);
  }

  /**
   * A separate author for someone in that network who types this author's e-mail address without
   * proof.
   */
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
