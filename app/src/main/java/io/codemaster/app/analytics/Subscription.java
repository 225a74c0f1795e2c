package io.codemaster.app.analytics;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

/**
 * A program that is told of events.
 *
 * @param owner whose rights it has
 * @param projectId whose events alone it is told of; null for all that its owner sees
 * @param types as a reader names them; none for all
 * @param deliveredTo everything up to this place was taken, or was not for it
 * @param paused whether nothing is sent for now
 * @param tries how often the next delivery was tried in vain
 */
record Subscription(
        String id,
        UserId owner,
        @Nullable ProjectId projectId,
        URI url,
        Set<String> types,
        long deliveredTo,
        boolean paused,
        int tries,
        Instant nextTryAt,
        @Nullable String lastFailure,
        @Nullable Instant lastDeliveredAt,
        Instant createdAt) {

    Subscription {
        types = Set.copyOf(types);
    }
}
