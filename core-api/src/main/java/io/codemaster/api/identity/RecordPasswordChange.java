package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A local account has another password, and with it all sessions end but one.
 *
 * @param keptSession the session that asked for it and goes on; null when none does
 */
public record RecordPasswordChange(
        @TargetAggregateIdentifier UserId userId, @Nullable String keptSession) implements IdentityCommand {}
