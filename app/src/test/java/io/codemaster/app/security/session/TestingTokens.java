package io.codemaster.app.security.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.function.Consumer;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.codemaster.api.identity.UserId;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.SecretFile;

/** Session tokens that the product would never issue, signed with its own key. */
public final class TestingTokens {

    private TestingTokens() {}

    /** One whose time is over. */
    public static String expired(TestServer server, String user) {
        var now = server.bean(Clock.class).instant();
        return changed(
                server,
                user,
                claims -> claims.issueTime(Date.from(now.minus(Duration.ofHours(73))))
                        .expirationTime(Date.from(now.minus(Duration.ofHours(1)))));
    }

    /** One that is meant for somebody else. */
    public static String forAnotherAudience(TestServer server, String user) {
        return changed(server, user, claims -> claims.audience("another-audience"));
    }

    /** One of another installation that shares our secret. */
    public static String ofAnotherInstallation(TestServer server, String user) {
        return changed(server, user, claims -> claims.issuer("another").audience("another"));
    }

    private static String changed(TestServer server, String user, Consumer<JWTClaimsSet.Builder> change) {
        try {
            var account = server.bean(Users.class).find(new UserId(user)).orElseThrow();
            var good = SignedJWT.parse(server.bean(Sessions.class)
                    .open(account, new MockHttpServletRequest(), new MockHttpServletResponse())
                    .token());
            var claims = new JWTClaimsSet.Builder(good.getJWTClaimsSet());
            change.accept(claims);
            var secret = SecretFile.in(
                            server.bean(DataDirectoryProperties.class).dataDir(), "session-key")
                    .readOrMake(() -> {
                        throw new IllegalStateException("the product has made one");
                    });
            var forged = new SignedJWT(good.getHeader(), claims.build());
            forged.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return forged.serialize();
        } catch (java.text.ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
