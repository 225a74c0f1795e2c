package io.codemaster.api.audit;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Who sent a request, as far as the edge knows.
 *
 * @param userId null for somebody who is not signed in; where a sign-in failed, whose account was named
 * @param accessToken the personal access token that came with it, null for the user in person
 * @param address where it came from
 * @param userAgent what it said it is, null where it said nothing
 * @param traceId what its answer is labelled with
 */
public record Requester(
        @Nullable UserId userId,
        @Nullable String accessToken,
        String address,
        @Nullable String userAgent,
        String traceId) {}
