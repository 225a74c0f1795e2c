package io.codemaster.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * A user as whoever checks a session needs them.
 *
 * @param sessionEra counts what ended all sessions at once; a session of another era is over
 * @param keptSession the id of the one session of an earlier era that goes on; null when none does
 */
public record UserAccount(
        UserDetails details,
        UserStatus status,
        UserSource source,
        int sessionEra,
        @Nullable String keptSession) {

    /** Names the user. */
    public UserId id() {
        return details.id();
    }

    /** Whether the user may use the platform. */
    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }
}
