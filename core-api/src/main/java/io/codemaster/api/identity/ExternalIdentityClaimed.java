package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

/** An identity elsewhere belongs to one user. */
@Revision("1")
public record ExternalIdentityClaimed(UserId userId, String provider, String tenant, String subject)
        implements IdentityEvent {}
