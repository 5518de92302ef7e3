package dev.parley.http;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;

/** A network of addresses, IPv4 or IPv6: an address and how many leading bits count. */
public final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = masked(address, bits);
    this.bits = bits;
  }

  /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int width = address.length * 8;
    if (slash < 0) {
      return Optional.of(new Network(address, width));
    }
    try {
      int bits = Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= width
          ? Optional.of(new Network(address, bits))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** What one household or office usually has: a /24 of IPv4, a /64 of IPv6. */
  public static Optional<Network> around(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null
        ? Optional.empty()
        : Optional.of(new Network(bytes, bytes.length == 4 ? 24 : 64));
  }

  public boolean contains(String text) {
    byte[] other = NetUtil.createByteArrayFromIpAddressString(text);
    return other != null
        && other.length == address.length
        && Arrays.equals(masked(other, bits), address);
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
    return other instanceof Network network
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
