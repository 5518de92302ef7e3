package dev.parley.http;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range of IPv4 or IPv6 addresses: an address and the number of leading bits that count. */
public final class NetworkPrefix {
  /** The prefix of an IPv4 address that is written as IPv6 (RFC 4291). */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private final byte[] address;
  private final int bits;

  private NetworkPrefix(byte[] address, int bits) {
    this.address = masked(address, bits);
    this.bits = bits;
  }

  /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. */
  public static Optional<NetworkPrefix> parse(String text) {
    int slash = text.indexOf('/');
    byte[] written = bytes(slash < 0 ? text : text.substring(0, slash));
    if (written == null) {
      return Optional.empty();
    }
    byte[] address = unmapped(written);
    int width = address.length * 8;
    if (slash < 0) {
      return Optional.of(new NetworkPrefix(address, width));
    }
    try {
      int bits = Integer.parseInt(text.substring(slash + 1)) - (written.length * 8 - width);
      return bits >= 0 && bits <= width
          ? Optional.of(new NetworkPrefix(address, bits))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /**
   * The network that one household or office usually has: a /24 of IPv4, a /64 of IPv6; of a larger
   * network, that network.
   */
  public static Optional<NetworkPrefix> around(String address) {
    return parse(address)
        .map(
            one ->
                new NetworkPrefix(
                    one.address, Math.min(one.bits, one.address.length == 4 ? 24 : 64)));
  }

  /**
   * Whether it is what one customer has: an address of IPv4, or a /64 of IPv6, of which every
   * device takes many addresses.
   */
  public boolean isOneLine() {
    return bits >= (address.length == 4 ? 32 : 64);
  }

  /** What may be kept of an address without keeping a person's: a /24 of IPv4, a /48 of IPv6. */
  public static Optional<NetworkPrefix> truncated(String address) {
    return parse(address)
        .map(one -> new NetworkPrefix(one.address, one.address.length == 4 ? 24 : 48));
  }

  /**
   * The normal form of an address: an IPv4 address written as IPv6 (::ffff:192.0.2.1) becomes IPv4,
   * and a zone, which is only known to one machine, is removed.
   */
  static Optional<String> plain(String text) {
    byte[] bytes = text.indexOf('/') < 0 ? bytes(text) : null;
    return bytes == null
        ? Optional.empty()
        : Optional.of(NetUtil.bytesToIpAddress(unmapped(bytes)));
  }

  private static byte @Nullable [] bytes(String text) {
    int zone = text.indexOf('%');
    return NetUtil.createByteArrayFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
  }

  private static byte[] unmapped(byte[] address) {
    return address.length == 16
            && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
        ? Arrays.copyOfRange(address, MAPPED.length, address.length)
        : address;
  }

  public boolean contains(String text) {
    byte[] other = bytes(text);
    return other != null && contains(unmapped(other));
  }

  private boolean contains(byte[] other) {
    return other.length == address.length && Arrays.equals(masked(other, bits), address);
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = new byte[address.length];
    for (int i = 0; i < address.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] = (byte) (address[i] & (0xFF00 >> kept));
    }
    return masked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkPrefix network
        && network.bits == bits
        && Arrays.equals(network.address, address);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(address) * 31 + bits;
  }

  /** The network as {@code address/bits}. */
  @Override
  public String toString() {
    return NetUtil.bytesToIpAddress(address) + "/" + bits;
  }
}
