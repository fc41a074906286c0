package io.brokerway.kit.egress;

import java.net.InetAddress;
import java.util.List;

/** Which addresses are on the public internet. */
final class PublicAddress {
  // Source: IANA IPv4 and IPv6 Special-Purpose Address Registries: all that are not globally
  // reachable, and the ranges that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo).
  private static final List<Block> NOT_PUBLIC_V4 =
      List.of(
          Block.of(8, 0),
          Block.of(8, 10),
          Block.of(10, 100, 64),
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99),
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          Block.of(4, 224),
          Block.of(4, 240));
  private static final Block GLOBAL_UNICAST_V6 = Block.of(3, 0x20);
  private static final List<Block> NOT_PUBLIC_V6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0x00),
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, 0x20, 0x02),
          Block.of(20, 0x3f, 0xff, 0x00));

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == 4
        ? NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(bytes))
        : GLOBAL_UNICAST_V6.contains(bytes)
            && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(bytes));
  }

  private record Block(int prefixLength, List<Integer> start) {

    static Block of(int prefixLength, Integer... start) {
      return new Block(prefixLength, List.of(start));
    }

    boolean contains(byte[] address) {
      for (var bit = 0; bit < prefixLength; bit++) {
        if (bit(address[bit / 8], bit)
            != bit(bit / 8 < start.size() ? start.get(bit / 8) : 0, bit)) {
          return false;
        }
      }
      return true;
    }

    private static int bit(int octet, int index) {
      return (octet >> (7 - index % 8)) & 1;
    }
  }
}
