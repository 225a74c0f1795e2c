package io.codemaster.app.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.query.shared.RightsChanged;

/** Sessions that somebody signed out of before they expired. */
@Component
class EndedSessions {

    /** How long another process may go on to accept what this one has ended. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    private final JdbcTemplate jdbc;

    private final Clock clock;

    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(NOTICED_WITHIN)
            .build();

    EndedSessions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void end(String sessionId, Instant expiresAt) {
        jdbc.update("DELETE FROM revoked_token WHERE expires_at < ?", clock.millis());
        try {
            jdbc.update(
                    "INSERT INTO revoked_token (token_id, expires_at) VALUES (?, ?)",
                    sessionId,
                    expiresAt.toEpochMilli());
        } catch (DuplicateKeyException signedOutTwice) {
            return;
        } finally {
            ended.put(sessionId, true);
        }
    }

    /** It may be a session that was ended, here or in another process; what follows asks whether it was. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(RightsChanged change) {
        ended.invalidateAll();
    }

    boolean contains(String sessionId) {
        return Boolean.TRUE.equals(ended.get(sessionId, this::isStored));
    }

    private boolean isStored(String sessionId) {
        var count =
                jdbc.queryForObject("SELECT COUNT(*) FROM revoked_token WHERE token_id = ?", Integer.class, sessionId);
        return count != null && count > 0;
    }
}
