package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A local account has another password.
 *
 * @param keptSession the id of the only session that goes on; null when none does
 */
@Revision("1")
public record UserPasswordChanged(UserId userId, @Nullable String keptSession) implements IdentityEvent {}
