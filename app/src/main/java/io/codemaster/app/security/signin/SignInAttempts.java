package io.codemaster.app.security.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.security.session.OpaqueSecret;

/**
 * Who was sent away to sign in elsewhere and may come back: once, soon, and with the same browser. They are in the
 * database, so that the way back may lead to another process.
 */
@Component
class SignInAttempts {

    /** Long enough to find one's phone and confirm. */
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;

    private final Clock clock;

    SignInAttempts(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is needed when they come back.
     *
     * @param redirectUri where they were told to come back to
     * @param codeVerifier the secret whose hash went along
     * @param returnTo the page that they wanted
     */
    record Attempt(String redirectUri, String codeVerifier, String returnTo) {

        @Override
        public String toString() {
            return "Attempt[" + returnTo + "]";
        }
    }

    void begin(String state, String browser, Attempt attempt) {
        var now = clock.millis();
        jdbc.update("DELETE FROM sign_in_attempt WHERE expires_at < ?", now);
        jdbc.update(
                "INSERT INTO sign_in_attempt (state_hash, browser_hash, redirect_uri, code_verifier, return_to, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                OpaqueSecret.hash(state),
                OpaqueSecret.hash(browser),
                attempt.redirectUri(),
                attempt.codeVerifier(),
                attempt.returnTo(),
                now + GOOD_FOR.toMillis());
    }

    /** The attempt of this browser with this state; it is over with this call, whoever makes it. */
    Optional<Attempt> end(String state, String browser) {
        var found = jdbc
                .query(
                        "SELECT redirect_uri, code_verifier, return_to FROM sign_in_attempt"
                                + " WHERE state_hash = ? AND browser_hash = ? AND expires_at > ?",
                        (row, n) -> new Attempt(row.getString(1), row.getString(2), row.getString(3)),
                        OpaqueSecret.hash(state),
                        OpaqueSecret.hash(browser),
                        clock.millis())
                .stream()
                .findFirst();
        // of two who come at the same time, one deletes it
        return found.filter(
                it -> jdbc.update("DELETE FROM sign_in_attempt WHERE state_hash = ?", OpaqueSecret.hash(state)) == 1);
    }
}
