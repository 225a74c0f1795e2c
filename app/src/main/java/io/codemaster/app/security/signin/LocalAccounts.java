package io.codemaster.app.security.signin;

import java.time.Clock;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserSource;
import io.codemaster.app.security.session.OpaqueSecret;
import io.codemaster.app.security.session.Users;

/** Accounts with a password that this product keeps, hashed. */
@Component
class LocalAccounts implements IdentitySource {

    /** No user has this id: where there is no account, as much is looked up as for one. */
    private static final UserId NOBODY = new UserId("nobody");

    private final JdbcTemplate jdbc;

    private final PasswordEncoder encoder;

    private final Users users;

    private final Clock clock;

    private final boolean enabled;

    /** Compared with when there is no such account, so that an answer takes as long as for one that exists. */
    private final String nobodysHash;

    LocalAccounts(
            JdbcTemplate jdbc, PasswordEncoder encoder, Users users, Clock clock, LocalAccountProperties properties) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.users = users;
        this.clock = clock;
        this.enabled = properties.enabled();
        this.nobodysHash = encode(randomPassword());
    }

    @Override
    public UserSource source() {
        return UserSource.LOCAL;
    }

    @Override
    public boolean isOfferedTo(HttpServletRequest request) {
        return enabled;
    }

    /** The user whose address and password these are. */
    Optional<UserAccount> authenticate(String email, String password) {
        var user = users.findByEmail(email.strip());
        var hash = hash(user.map(UserAccount::id).orElse(NOBODY));
        var right = encoder.matches(password, hash.orElse(nobodysHash));
        if (!right || hash.isEmpty()) {
            return Optional.empty();
        }
        if (encoder.upgradeEncoding(hash.get())) {
            user.ifPresent(it -> jdbc.update(
                    "UPDATE local_credential SET password_hash = ? WHERE user_id = ? AND password_hash = ?",
                    encode(password),
                    it.id().value(),
                    hash.get()));
        }
        return user;
    }

    private Optional<String> hash(UserId id) {
        return jdbc
                .query(
                        "SELECT password_hash FROM local_credential WHERE user_id = ?",
                        (row, n) -> row.getString(1),
                        id.value())
                .stream()
                .findFirst();
    }

    /** Gives a user a first password; one that has a password keeps it. */
    boolean addPassword(UserId id, String password) {
        if (hash(id).isPresent()) {
            return false;
        }
        try {
            jdbc.update(
                    "INSERT INTO local_credential (user_id, password_hash, changed_at) VALUES (?, ?, ?)",
                    id.value(),
                    encode(password),
                    clock.millis());
            return true;
        } catch (DuplicateKeyException somebodyWasFaster) {
            return false;
        }
    }

    /** Whether this is the user's password. */
    boolean isPassword(UserId id, String password) {
        return encoder.matches(password, hash(id).orElse(nobodysHash));
    }

    /** Gives a user another password, or a first one. */
    void setPassword(UserId id, NewPassword password) {
        if (!addPassword(id, password.text())) {
            jdbc.update(
                    "UPDATE local_credential SET password_hash = ?, changed_at = ? WHERE user_id = ?",
                    encode(password.text()),
                    clock.millis(),
                    id.value());
        }
    }

    boolean hasPassword(UserId id) {
        return hash(id).isPresent();
    }

    boolean isEmpty() {
        var count = jdbc.queryForObject("SELECT COUNT(*) FROM local_credential", Integer.class);
        return count == null || count == 0;
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password has a hash");
        }
        return hash;
    }

    /** 144 bits. */
    static String randomPassword() {
        return OpaqueSecret.random(18);
    }
}
