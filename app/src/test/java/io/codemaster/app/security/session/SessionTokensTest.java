package io.codemaster.app.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.app.edge.TestServer.SteppingClock;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.InstallationName;
import io.codemaster.app.web.start.InvalidConfigurationException;

class SessionTokensTest {

    private static final String OLD = "0123456789012345678901234567890123456789";

    private static final String NEW = "a-new-secret-that-is-long-enough-to-sign";

    private static final Duration LIFETIME = Duration.ofDays(3);

    private static final UserAccount LENA = new UserAccount(
            new UserDetails(new UserId("lena"), "Lena", null, null, UserRole.RD, List.of()),
            UserStatus.ACTIVE,
            UserSource.LOCAL,
            3,
            null);

    @TempDir
    private Path data;

    private final SteppingClock clock = new SteppingClock();

    private static JwtProperties secret(@Nullable String secret) {
        return new JwtProperties(secret, List.of(), LIFETIME);
    }

    private static JwtProperties keys(JwtProperties.Key... keys) {
        return new JwtProperties(null, List.of(keys), LIFETIME);
    }

    private static JwtProperties.Key key(@Nullable String id, @Nullable String secret) {
        return new JwtProperties.Key(id, secret);
    }

    private SessionTokens tokens(JwtProperties properties, String installation) {
        return new SessionTokens(
                properties, new DataDirectoryProperties(data), new InstallationName(installation), clock);
    }

    private SessionTokens tokens(JwtProperties properties) {
        return tokens(properties, "here");
    }

    @Test
    void aTokenSaysWhoseSessionItIs() {
        var tokens = tokens(secret(OLD));
        var issued = tokens.issue(LENA);
        var session = tokens.verify(issued.token()).orElseThrow();
        assertThat(session.userId()).isEqualTo("lena");
        assertThat(session.era()).isEqualTo(3);
        assertThat(session.id()).isEqualTo(issued.sessionId());
        assertThat(session.expiresAt()).isEqualTo(issued.expiresAt());
        assertThat(tokens.isCsrfTokenOf(session, tokens.csrfToken(issued.sessionId())))
                .isTrue();
        assertThat(tokens.isCsrfTokenOf(session, tokens.csrfToken("another session")))
                .isFalse();
    }

    @Test
    void aTokenEndsWithItsLifetime() {
        var tokens = tokens(secret(OLD));
        var token = tokens.issue(LENA).token();
        clock.step(LIFETIME.minusMinutes(1));
        assertThat(tokens.verify(token)).isPresent();
        clock.step(Duration.ofMinutes(2));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void anotherInstallationsTokensMeanNothingHereEvenWithTheSameSecret() {
        assertThat(tokens(secret(OLD), "here")
                        .verify(tokens(secret(OLD), "there").issue(LENA).token()))
                .isEmpty();
    }

    @Test
    void theSecretThatTheProductMadeIsTheSameAfterARestart() {
        var token = tokens(secret(null)).issue(LENA).token();
        assertThat(tokens(secret(null)).verify(token)).isPresent();
        assertThat(tokens(secret(NEW)).verify(token)).isEmpty();
    }

    @Test
    void theFirstKeySignsAndAllVerify() {
        var before = tokens(keys(key("2026-10", OLD)));
        var old = before.issue(LENA).token();
        var after = tokens(keys(key("2027-01", NEW), key("2026-10", OLD)));
        assertThat(after.verify(old).orElseThrow().keyId()).isEqualTo("2026-10");
        var fresh = after.issue(LENA).token();
        assertThat(new String(Base64.getUrlDecoder().decode(fresh.split("\\.", -1)[0]), StandardCharsets.UTF_8))
                .contains("\"kid\":\"2027-01\"");
        assertThat(before.verify(fresh)).isEmpty();
        assertThat(tokens(keys(key("2027-01", NEW))).verify(old)).isEmpty();
    }

    @Test
    void aBrowserStaysSignedInOverARotation() {
        var before = tokens(keys(key("2026-10", OLD)));
        var issued = before.issue(LENA);
        var csrf = before.csrfToken(issued.sessionId());
        var after = tokens(keys(key("2027-01", NEW), key("2026-10", OLD)));
        assertThat(after.isCsrfTokenOf(after.verify(issued.token()).orElseThrow(), csrf))
                .isTrue();
    }

    @Test
    void aSecretThatBecomesAKeyGoesOnToVerify() {
        var token = tokens(secret(OLD)).issue(LENA).token();
        assertThat(tokens(keys(key("2027-01", NEW), key("the-old-one", OLD))).verify(token))
                .isPresent();
    }

    @Test
    void settingsThatCannotWorkAreRefusedByName() {
        refused(() -> secret("short"), "codemaster.auth.jwt.secret is shorter than 32 bytes");
        refused(() -> keys(key("a", OLD), key("b", "short")), "codemaster.auth.jwt.keys[1].secret is shorter");
        refused(() -> keys(key("a", null)), "codemaster.auth.jwt.keys[0].secret");
        refused(() -> keys(key(null, OLD)), "codemaster.auth.jwt.keys[0].id");
        refused(() -> keys(key("a", OLD), key("a", NEW)), "codemaster.auth.jwt.keys[1].id = \"a\" is there twice");
        refused(() -> new JwtProperties(OLD, List.of(key("a", NEW)), LIFETIME), "both set");
        refused(() -> new JwtProperties(OLD, List.of(), Duration.ZERO), "codemaster.auth.jwt.lifetime");
        assertThat(keys(key("a", OLD)).toString()).doesNotContain(OLD);
    }

    private static void refused(Runnable setting, String why) {
        assertThatThrownBy(setting::run)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(OLD);
    }
}
