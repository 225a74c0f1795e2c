package io.codemaster.executor.claude;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The agent waits before it asks the model again.
 *
 * @param status the HTTP status that was answered, null when there was no answer
 * @param error the agent's word for it
 * @param until when it asks again
 */
record AgentRetry(@Nullable Integer status, String error, Instant until) {}
