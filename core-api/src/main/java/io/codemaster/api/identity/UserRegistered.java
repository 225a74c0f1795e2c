package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A user became known.
 *
 * @param source who vouches for them; revision 1 had it as a word, {@code origin}
 */
@Revision("2")
public record UserRegistered(
        UserId userId,
        String name,
        @Nullable String email,
        @Nullable UserRole role,
        UserSource source,
        @Nullable String avatarUrl)
        implements IdentityEvent {

    /** Without a picture. */
    public UserRegistered(
            UserId userId, String name, @Nullable String email, @Nullable UserRole role, UserSource source) {
        this(userId, name, email, role, source, null);
    }
}
