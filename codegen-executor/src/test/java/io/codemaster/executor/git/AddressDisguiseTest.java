package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.codemaster.executor.git.RemoteTrouble.Kind;

/** No way of writing an address leads into a private network; the tries come from a fixed seed. */
class AddressDisguiseTest {

    private static final int TRIES = 500;

    private final Random random = new Random(20261122);

    private final GitUrlPolicy policy = new GitUrlPolicy(
            GitWorld.properties(List.of(), List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            Set::of,
            InetAddress::getAllByName);

    @Test
    void aPrivateAddressIsRefusedHoweverItIsWritten() {
        for (int i = 0; i < TRIES; i++) {
            for (var written : disguises(privateAddress())) {
                var refusal = catchThrowableOfType(
                        RemoteTrouble.class, () -> policy.parse("https://" + written + "/team/shop.git"));

                assertThat(refusal).as(written).isNotNull();
                assertThat(refusal.kind()).as(written).isEqualTo(Kind.URL_NOT_ALLOWED);
            }
        }
    }

    @Test
    void aNameThatLeadsToOneIsRefusedAtTheConnection() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            var address = InetAddress.getByAddress(bytes(privateAddress()));
            var leading = new GitUrlPolicy(
                    GitWorld.properties(List.of(), List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    Set::of,
                    host -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), address});
            var url = leading.parse("https://innocent.example/team/shop.git");

            assertThat(catchThrowableOfType(RemoteTrouble.class, () -> leading.checkedAddress(url)))
                    .as(address.toString())
                    .isNotNull();
        }
    }

    @Test
    void theSixthVersionHidesNoneOfTheFourth() throws UnknownHostException {
        for (int i = 0; i < TRIES; i++) {
            int[] a = privateAddress();
            int high = a[0] << 8 | a[1];
            int low = a[2] << 8 | a[3];
            for (var form : List.of(
                    "::ffff:%x:%x",
                    "64:ff9b::%x:%x",
                    "2002:%x:%x::",
                    "2002:%x:%x:1::1",
                    "::%x:%x",
                    "fe80::%x:%x",
                    "fc00::%x:%x",
                    "fdab::%x:%x",
                    "ff02::%x:%x",
                    "fec0::%x:%x",
                    "2001:db8::%x:%x",
                    "2001:0:%x:%x::")) {
                var text = form.formatted(high, low);
                assertThat(AddressRanges.isPublic(InetAddress.getByName(text)))
                        .as(text)
                        .isFalse();
            }
        }
    }

    private static List<String> disguises(int[] a) {
        long whole = (long) a[0] << 24 | a[1] << 16 | a[2] << 8 | a[3];
        var dotted = "%d.%d.%d.%d".formatted(a[0], a[1], a[2], a[3]);
        return List.of(
                dotted,
                dotted + ".",
                dotted + ":443",
                Long.toString(whole),
                "0x" + Long.toHexString(whole),
                "0X" + Long.toHexString(whole).toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(whole),
                "%d.%d".formatted(a[0], whole & 0xFFFFFF),
                "%d.%d.%d".formatted(a[0], a[1], a[2] << 8 | a[3]),
                "0x%x.%d.%d.%d".formatted(a[0], a[1], a[2], a[3]),
                "%d.%d.%d.0x%x".formatted(a[0], a[1], a[2], a[3]),
                "0%o.0%o.0%o.0%o".formatted(a[0], a[1], a[2], a[3]),
                "%03d.%03d.%03d.%03d0".formatted(a[0], a[1], a[2], a[3]),
                "[::ffff:%s]".formatted(dotted),
                "[::ffff:%x:%x]".formatted(a[0] << 8 | a[1], a[2] << 8 | a[3]),
                "[0:0:0:0:0:FFFF:%s]".formatted(dotted),
                "[::%s]".formatted(dotted),
                "[64:ff9b::%s]".formatted(dotted),
                "[2002:%x:%x::]".formatted(a[0] << 8 | a[1], a[2] << 8 | a[3]),
                "gitlab.com@" + dotted,
                "gitlab.com:secret@" + dotted,
                "gitlab.com\\@" + dotted,
                "gitlab.com%40" + dotted,
                "gitlab.com#@" + dotted,
                "gitlab.com?@" + dotted);
    }

    private int[] privateAddress() {
        int any = random.nextInt(256);
        int[] tail = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
        return switch (random.nextInt(10)) {
            case 0 -> new int[] {10, tail[0], tail[1], tail[2]};
            case 1 -> new int[] {127, tail[0], tail[1], tail[2]};
            case 2 -> new int[] {169, 254, tail[1], tail[2]};
            case 3 -> new int[] {172, 16 + any % 16, tail[1], tail[2]};
            case 4 -> new int[] {192, 168, tail[1], tail[2]};
            case 5 -> new int[] {0, tail[0], tail[1], tail[2]};
            case 6 -> new int[] {100, 64 + any % 64, tail[1], tail[2]};
            case 7 -> new int[] {224 + any % 32, tail[0], tail[1], tail[2]};
            case 8 -> new int[] {198, 18 + any % 2, tail[1], tail[2]};
            default -> new int[] {203, 0, 113, tail[2]};
        };
    }

    private static byte[] bytes(int[] address) {
        return new byte[] {(byte) address[0], (byte) address[1], (byte) address[2], (byte) address[3]};
    }
}
