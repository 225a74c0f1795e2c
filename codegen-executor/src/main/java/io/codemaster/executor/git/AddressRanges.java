package io.codemaster.executor.git;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are on the public internet. */
final class AddressRanges {

    private AddressRanges() {}

    /** Whether an address is one that anybody on the internet can reach, and not one inside somebody's network. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        return address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        return !(a == 0
                || a == 10
                || a == 127
                || (a == 100 && b >= 64 && b < 128) // carrier-grade NAT
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113)
                || a >= 224);
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        int second = ((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF);
        if (first == 0x0064 && second == 0xFF9B) { // NAT64: the IPv4 address is at the end
            return first(bytes, 4, 12) && embedded(bytes, 12);
        }
        if (first == 0x2002) { // 6to4
            return embedded(bytes, 2);
        }
        // 2000::/3 is all that is handed out; of it Teredo, benchmarking, ORCHID and documentation are not hosts.
        if ((first & 0xE000) != 0x2000) {
            return false;
        }
        return !(first == 0x2001
                        && (second == 0 || second == 2 || (second & 0xFFF0) == 0x10 || (second & 0xFFF0) == 0x20))
                && !(first == 0x2001 && second == 0x0DB8);
    }

    private static boolean first(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean embedded(byte[] bytes, int from) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException cannotBe) {
            return false; // four bytes are always an address
        }
    }
}
