package io.codemaster.api.codegen;

import java.time.Instant;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An attempt failed; {@code retryAt} says when the next one starts by itself, null when none does. */
@Revision("1")
public record AttemptFailed(
        CodegenTaskId taskId,
        int attempt,
        Failure failure,
        @Nullable Instant retryAt) implements CodegenEvent {}
