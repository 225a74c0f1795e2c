package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.codemaster.executor.git.RemoteTrouble.Kind;

class GitUrlPolicyTest {

    private final GitUrlPolicy open = policy(List.of(), List.of(), "93.184.216.34");

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com/group/shop.git, https://gitlab.com/group/shop.git",
        "HTTPS://GitLab.COM/Group/Shop.git, https://gitlab.com/Group/Shop.git",
        "https://gitlab.com:443/group/shop/, https://gitlab.com/group/shop",
        "https://gitlab.com./group/shop, https://gitlab.com/group/shop",
        "https://git.example.com:8443/a/b/c.git, https://git.example.com:8443/a/b/c.git",
        "https://8.8.8.8/shop.git, https://8.8.8.8/shop.git",
        "https://[2606:4700:4700::1111]/shop.git, https://[2606:4700:4700::1111]/shop.git",
        "https://gitlab.com/group/退款.git, https://gitlab.com/group/%E9%80%80%E6%AC%BE.git",
        "https://gitlab.com/a%20b/shop.git, https://gitlab.com/a%20b/shop.git",
    })
    void anAcceptableAddressHasOneNormalForm(String written, String normal) throws RemoteTrouble {
        assertThat(open.parse(written)).hasToString(normal);
        assertThat(open.parse(normal)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop.git",
                "/srv/git/shop.git",
                "file:///srv/git/shop.git",
                "git@gitlab.com:group/shop.git",
                "ssh://git@gitlab.com/group/shop.git",
                "git://gitlab.com/group/shop.git",
                "ftp://gitlab.com/group/shop.git",
                "ext::sh -c touch% /tmp/x",
                "--upload-pack=touch /tmp/x",
                "-https://gitlab.com/x",
                "http://gitlab.com/group/shop.git",
                "https://user@gitlab.com/group/shop.git",
                "https://user:secret@gitlab.com/group/shop.git",
                "https://@gitlab.com/group/shop.git",
                "https://gitlab.com@127.0.0.1/group/shop.git",
                "https://gitlab.com\\@127.0.0.1/shop.git",
                "https://gitlab.com/group/shop.git?x=y",
                "https://gitlab.com/group/shop.git#main",
                "https://gitlab.com/group/../../etc/passwd",
                "https://gitlab.com/group/./shop",
                "https://gitlab.com//shop",
                "https://gitlab.com/group/%2e%2e/shop",
                "https://gitlab.com/group%2fshop",
                "https://gitlab.com/group/shop%0d%0aHost:%20x",
                "https://gitlab.com/group/shop%00",
                "https://gitlab.com/group/sh op",
                "https://gitlab.com/group/shop\n",
                "https://gitlab.com/group/shop\u0000",
                "https://gitlab.com/group/shop\u2028",
                "https://gitlab.com",
                "https://gitlab.com/",
                "https:///shop.git",
                "https:gitlab.com/shop.git",
                "https://gitlab.com:0/shop",
                "https://gitlab.com:99999/shop",
                "https://gitlab.com:abc/shop",
                "https://localhost/shop.git",
                "https://LOCALHOST./shop.git",
                "https://x.localhost/shop.git",
                "https://127.0.0.1/shop.git",
                "https://127.1/shop.git",
                "https://0x7f.0.0.1/shop.git",
                "https://0x7f000001/shop.git",
                "https://0177.0.0.1/shop.git",
                "https://2130706433/shop.git",
                "https://017700000001/shop.git",
                "https://127.0.0.01/shop.git",
                "https://256.1.1.1/shop.git",
                "https://0.0.0.0/shop.git",
                "https://10.0.0.7/shop.git",
                "https://172.16.0.1/shop.git",
                "https://172.31.255.255/shop.git",
                "https://192.168.1.1/shop.git",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/shop.git",
                "https://224.0.0.1/shop.git",
                "https://255.255.255.255/shop.git",
                "https://[::1]/shop.git",
                "https://[::]/shop.git",
                "https://[::ffff:127.0.0.1]/shop.git",
                "https://[::ffff:7f00:1]/shop.git",
                "https://[::127.0.0.1]/shop.git",
                "https://[fe80::1]/shop.git",
                "https://[fe80::1%25eth0]/shop.git",
                "https://[fc00::1]/shop.git",
                "https://[fd12:3456::1]/shop.git",
                "https://[ff02::1]/shop.git",
                "https://[64:ff9b::7f00:1]/shop.git",
                "https://[2002:7f00:1::]/shop.git",
                "https://[2001:db8::1]/shop.git",
                "https://gitläb.com/shop.git",
            })
    void anythingElseIsRefusedWithASentenceThatSaysWhatToDo(String written) {
        var refusal = catchThrowableOfType(RemoteTrouble.class, () -> open.parse(written));

        assertThat(refusal).as(written).isNotNull();
        assertThat(refusal.kind()).isEqualTo(Kind.URL_NOT_ALLOWED);
        assertThat(refusal.text()).hasSizeGreaterThan(30).endsWith(".").doesNotContain("Exception", "java", "secret");
    }

    @Test
    void theHttpsFormOfAnSshAddressIsSuggested() {
        var refusal = catchThrowableOfType(RemoteTrouble.class, () -> open.parse("git@gitlab.com:group/shop.git"));

        assertThat(refusal.text()).contains("https://gitlab.com/group/shop.git");
    }

    @Test
    void plainHttpIsOnlyForHostsThatAreListedAndMayThenBePrivate() throws RemoteTrouble {
        var policy = policy(List.of(), List.of("Git.Local:8080", "10.0.0.7"), "10.0.0.9");

        assertThat(policy.parse("http://git.local:8080/shop.git")).hasToString("http://git.local:8080/shop.git");
        assertThat(policy.parse("http://10.0.0.7:3000/shop.git")).hasToString("http://10.0.0.7:3000/shop.git");
        assertThat(catchThrowableOfType(RemoteTrouble.class, () -> policy.parse("http://git.local:8081/shop.git")))
                .isNotNull();
        policy.checkNow(policy.parse("https://git.local:8080/shop.git"));
    }

    @Test
    void whereHostsAreAllowedNoOtherIs() throws RemoteTrouble {
        var policy = policy(List.of("git.corp.example:8443"), List.of(), "10.1.2.3");

        policy.checkNow(policy.parse("https://git.corp.example:8443/shop.git"));
        assertThat(catchThrowableOfType(RemoteTrouble.class, () -> policy.parse("https://git.corp.example/shop.git"))
                        .text())
                .contains("git.corp.example:8443", "codemaster.git.allowed-hosts");
        assertThat(catchThrowableOfType(RemoteTrouble.class, () -> policy.parse("https://gitlab.com/shop.git")))
                .isNotNull();
    }

    @Test
    void aHostThatIsTrustedAtRuntimeIsLikeAListedOne() throws RemoteTrouble {
        var policy = new GitUrlPolicy(
                GitWorld.properties(List.of(), List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                () -> Set.of("127.0.0.1:9999"),
                InetAddress::getAllByName);

        assertThat(policy.parse("http://127.0.0.1:9999/demo.git")).hasToString("http://127.0.0.1:9999/demo.git");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0", "::ffff:10.0.0.1"})
    void aNameThatLeadsIntoAPrivateNetworkIsRefused(String address) {
        var policy = policy(List.of(), List.of(), address);

        var refusal = catchThrowableOfType(
                RemoteTrouble.class, () -> policy.checkNow(policy.parse("https://innocent.example/shop.git")));

        assertThat(refusal.kind()).isEqualTo(Kind.URL_NOT_ALLOWED);
        assertThat(refusal.text()).contains("private network");
    }

    @Test
    void whatPassesIsAlwaysAPlainHttpsAddressOfAPublicHost() {
        var random = new Random(20261122);
        var pieces = List.of(
                "https",
                "http",
                "HTTPS",
                ":",
                "/",
                "//",
                "@",
                "?",
                "#",
                "%",
                "%2e",
                "..",
                ".",
                "-",
                "127.0.0.1",
                "[::1]",
                "localhost",
                "gitlab.com",
                "0x7f",
                "10",
                "2130706433",
                "a",
                "git",
                "\\",
                " ",
                "\n",
                ":443",
                ":8080",
                "é",
                "file",
                "ext::",
                "ssh");
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder(random.nextInt(3) == 0 ? "" : "https://");
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                var url = open.parse(text.toString());
                var again = URI.create(url.toString());
                assertThat(again.getScheme()).isEqualTo("https");
                assertThat(again.getRawUserInfo()).isNull();
                assertThat(again.getRawQuery()).isNull();
                assertThat(again.getRawFragment()).isNull();
                assertThat(again.getHost()).isEqualTo(url.host()).doesNotStartWith("-");
                assertThat(again.getRawPath())
                        .startsWith("/")
                        .doesNotContain("/../", "//", "%2e")
                        .doesNotEndWith("/..");
                if (url.host().matches("[0-9.]+|\\[.*")) {
                    assertThat(AddressRanges.isPublic(InetAddress.getByName(again.getHost())))
                            .isTrue();
                }
                assertThat(open.parse(url.toString())).isEqualTo(url);
            } catch (RemoteTrouble refused) {
                assertThat(refused.text()).endsWith(".");
            } catch (UnknownHostException impossible) {
                throw new AssertionError(text.toString(), impossible);
            }
        }
    }

    private static GitUrlPolicy policy(List<String> allowed, List<String> insecure, String address) {
        return new GitUrlPolicy(
                GitWorld.properties(allowed, insecure, Duration.ofSeconds(1), Duration.ofSeconds(1)), Set::of, host ->
                        new InetAddress[] {InetAddress.getByName(address)});
    }
}
