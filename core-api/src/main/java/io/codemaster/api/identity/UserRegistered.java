package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A user became known.
 *
 * @param origin where the identity comes from: {@code local}, {@code demo}, {@code feishu}
 */
@Revision("1")
public record UserRegistered(
        UserId userId,
        String name,
        @Nullable String email,
        @Nullable UserRole role,
        String origin,
        @Nullable String avatarUrl)
        implements IdentityEvent {

    /** Without a picture. */
    public UserRegistered(UserId userId, String name, @Nullable String email, @Nullable UserRole role, String origin) {
        this(userId, name, email, role, origin, null);
    }
}
