package io.codemaster.app.security.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;

/** Personal access tokens, for programs. Only a token's SHA-256 is kept: whoever reads the table gets in nowhere. */
@Component
public class AccessTokens {

    private static final String PREFIX = "cmp_";

    private static final int SECRET_BYTES = 32;

    /** How exactly it is known when a token was used last; each use would otherwise be a write. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String COLUMNS = "id, user_id, name, scopes, created_at, expires_at, last_used_at";

    private final JdbcTemplate jdbc;

    private final Clock clock;

    private final ApplicationEventPublisher listeners;

    AccessTokens(JdbcTemplate jdbc, Clock clock, ApplicationEventPublisher listeners) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** What a good token allows. */
    record Grant(String id, String userId, Set<TokenScope> scopes, Instant expiresAt) implements Credential {}

    /**
     * A token as its owner sees it ever after.
     *
     * @param lastUsedAt to the minute; null when it was never used
     */
    public record AccessTokenSummary(
            AccessTokenId id,
            String name,
            Set<TokenScope> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** Makes the token that goes with the id. This is the only moment at which it is known. */
    public String make(UserId user, AccessTokenId id, String name, Set<TokenScope> scopes, Instant expiresAt) {
        var token = PREFIX + OpaqueSecret.random(SECRET_BYTES);
        jdbc.update(
                "INSERT INTO access_token (id, user_id, name, scopes, token_hash, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                user.value(),
                name,
                scopes.stream().map(TokenScope::word).sorted().collect(Collectors.joining(" ")),
                OpaqueSecret.hash(token),
                clock.millis(),
                expiresAt.toEpochMilli());
        return token;
    }

    /** The user's tokens, the newest first. */
    public List<AccessTokenSummary> of(UserId user) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM access_token WHERE user_id = ? ORDER BY created_at DESC, id DESC",
                (row, n) -> new AccessTokenSummary(
                        new AccessTokenId(row.getString("id")),
                        row.getString("name"),
                        scopes(row),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        lastUse(row)),
                user.value());
    }

    /**
     * Forgets a token, which ends it, and what is open by it.
     *
     * @return false when the user has no such token
     */
    public boolean forget(UserId user, AccessTokenId id) {
        var known = jdbc.update("DELETE FROM access_token WHERE id = ? AND user_id = ?", id.value(), user.value()) > 0;
        if (known) {
            listeners.publishEvent(new RightsChanged(user));
        }
        return known;
    }

    boolean exists(String id) {
        var count = jdbc.queryForObject("SELECT COUNT(*) FROM access_token WHERE id = ?", Integer.class, id);
        return count != null && count > 0;
    }

    Optional<Grant> verify(String token) {
        var now = clock.instant();
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM access_token WHERE token_hash = ? AND expires_at > ?",
                        (row, n) -> {
                            var lastUse = lastUse(row);
                            if (lastUse == null || lastUse.plus(USE_NOTED_EVERY).isBefore(now)) {
                                noteUse(row.getString("id"), now);
                            }
                            return new Grant(
                                    row.getString("id"),
                                    row.getString("user_id"),
                                    scopes(row),
                                    Instant.ofEpochMilli(row.getLong("expires_at")));
                        },
                        OpaqueSecret.hash(token),
                        now.toEpochMilli())
                .stream()
                .findFirst();
    }

    private void noteUse(String id, Instant at) {
        jdbc.update("UPDATE access_token SET last_used_at = ? WHERE id = ?", at.toEpochMilli(), id);
    }

    private static @Nullable Instant lastUse(ResultSet row) throws SQLException {
        var millis = row.getLong("last_used_at");
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Set<TokenScope> scopes(ResultSet row) throws SQLException {
        var words = Set.of(row.getString("scopes").split(" ", -1));
        return Arrays.stream(TokenScope.values())
                .filter(it -> words.contains(it.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
    }
}
