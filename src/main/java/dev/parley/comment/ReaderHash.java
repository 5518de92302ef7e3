package dev.parley.comment;

import dev.parley.http.NetworkPrefix;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;

/**
 * A reader without an account, told apart by the address; kept as keyed hashes only. The first
 * bytes are of the network, so that one network's readers stand beside each other in an index.
 */
public record ReaderHash(Buffer hash) {
  /** Readers of one network that are counted about one comment: a household, not a crowd. */
  public static final long MOST_OF_A_NETWORK = 5;

  private static final int NETWORK_BYTES = 8;

  /** Follows every hash. */
  private static final byte[] AFTER_ALL = "\u00ff".repeat(32).getBytes(StandardCharsets.ISO_8859_1);

  /** The reader at an address, on a site. */
  public static ReaderHash of(byte[] secret, int site, String address) {
    String network = NetworkPrefix.around(address).map(NetworkPrefix::toString).orElse(address);
    return new ReaderHash(
        Buffer.buffer(EditToken.keyedHash(secret, "network/" + site + "/" + network))
            .getBuffer(0, NETWORK_BYTES)
            .appendBytes(EditToken.keyedHash(secret, "reader/" + site + "/" + address)));
  }

  /**
   * Adds three parameters, to look for the readers of this one's network: from the first, up to the
   * next network, and how many count.
   */
  public Tuple addNetwork(Tuple parameters) {
    Buffer first = hash.getBuffer(0, NETWORK_BYTES);
    return parameters
        .addValue(first)
        .addValue(first.copy().appendBytes(AFTER_ALL))
        .addValue(MOST_OF_A_NETWORK);
  }
}
