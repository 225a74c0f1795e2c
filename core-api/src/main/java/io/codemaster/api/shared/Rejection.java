package io.codemaster.api.shared;

import org.jspecify.annotations.Nullable;

/**
 * What a refusal says.
 *
 * @param code the stable reason
 * @param reason a sentence for a person, with what to do
 * @param field the request field it is about, or null when it is about none
 */
public record Rejection(
        ErrorCode code, String reason, @Nullable String field) {}
