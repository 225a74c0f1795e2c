package io.codemaster.app.security.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.web.MockHttpServletRequest;

import io.codemaster.app.edge.TestServer;
import io.codemaster.app.security.DemoMode;

class DemoAccountsTest {

    private static final TestServer SERVER = TestServer.shared();

    @ParameterizedTest(name = "bound to {0}, asked by {1} as {2}: {3}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1, localhost,       true",
        "127.0.0.1, 127.0.0.1, rebound.example, false",
        "127.0.0.1, 10.0.0.7,  localhost,       false",
        "0.0.0.0,   127.0.0.1, localhost,       false"
    })
    void oneClickSignInExistsOnlyForWhoeverSitsAtThisMachine(String bound, String from, String name, boolean offered)
            throws UnknownHostException {
        var settings = new ServerProperties();
        settings.setAddress(InetAddress.getByName(bound));
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        request.setServerName(name);
        var accounts = new DemoAccounts(SERVER.bean(DemoMode.class), settings, SERVER.bean(UserRegistry.class));
        assertThat(accounts.isOfferedTo(request)).isEqualTo(offered);
    }
}
