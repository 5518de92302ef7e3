package dev.parley.campaign;

import dev.parley.text.Sketch;
import io.netty.util.NetUtil;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a comment. 64 bits of the ids are enough to tell comments apart.
 *
 * @param parent the comment it answers; 0 for none
 * @param network the sender's /24 of IPv4 or /48 of IPv6; 0 when it is unknown or this machine
 * @param sketch null for a short text
 * @param at when it was posted, in milliseconds since 1970
 */
record RecentText(
    UUID id,
    long article,
    long parent,
    long author,
    long network,
    long fingerprint,
    @Nullable Sketch sketch,
    long at) {

  static RecentText of(CommentFingerprint comment) {
    return new RecentText(
        comment.id(),
        comment.article().getLeastSignificantBits(),
        comment.parent().map(UUID::getLeastSignificantBits).orElse(0L),
        comment.author().getLeastSignificantBits(),
        network(comment.address()),
        comment.fingerprint(),
        comment.sketch().orElse(null),
        comment.at().toEpochMilli());
  }

  static RecentText of(Row row) {
    String address = row.getString("address");
    UUID parent = row.getUUID("parent_id");
    return new RecentText(
        row.getUUID("id"),
        row.getUUID("article_id").getLeastSignificantBits(),
        parent == null ? 0 : parent.getLeastSignificantBits(),
        row.getUUID("author_id").getLeastSignificantBits(),
        address == null ? 0 : network(address),
        row.getLong("fingerprint"),
        sketch(row).orElse(null),
        row.getOffsetDateTime("created_at").toInstant().toEpochMilli());
  }

  /** The sketch in a row of comments; empty when there is none or it was made by other rules. */
  private static Optional<Sketch> sketch(Row row) {
    return Optional.ofNullable(row.getBuffer("sketch"))
        .flatMap(stored -> Sketch.ofBytes(stored.getBytes()));
  }

  /** The same comment with the text that is stored now. */
  RecentText asStored(Row row) {
    return new RecentText(
        id,
        article,
        parent,
        author,
        network,
        row.getLong("fingerprint"),
        sketch(row).orElse(null),
        at);
  }

  /**
   * A number for a network. This machine is no network: behind a proxy that is not configured, all
   * readers seem to come from here.
   */
  static long network(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || address.startsWith("127.") || address.equals("::1")) {
      return 0;
    }
    long network = bytes.length;
    for (int i = 0; i < (bytes.length == 4 ? 3 : 6); i++) {
      network = network << 8 | bytes[i] & 0xFF;
    }
    return network;
  }
}
