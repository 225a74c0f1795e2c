package io.codemaster.executor.claude;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Usage;

/**
 * What the agent's lines say of its run.
 *
 * @param begun whether it came as far as its first turn
 * @param cliVersion what it says it is
 * @param model the model that it says answers
 * @param result its last result line, null when there was none
 * @param lastError its last word for an error of the model, null when there was none
 * @param lastErrorStatus the HTTP status of that error
 * @param retry what it waits for, null when the last line says that it does not wait
 * @param limitedUntil when the model's limit ends, null when nothing was said of one
 */
record AgentReport(
        long lines,
        boolean begun,
        @Nullable String cliVersion,
        @Nullable String model,
        @Nullable AgentResult result,
        @Nullable String lastError,
        @Nullable Integer lastErrorStatus,
        @Nullable AgentRetry retry,
        @Nullable Instant limitedUntil,
        int denials,
        long unknownLines,
        long unparsedLines) {

    /**
     * A result line.
     *
     * @param status the HTTP status of the model's error, null when there was none
     * @param text the result, or the errors
     */
    record AgentResult(
            String subtype,
            boolean isError,
            @Nullable Integer status,
            String terminalReason,
            String stopReason,
            @Nullable String startupFailure,
            String text,
            List<String> errors,
            Usage usage) {

        boolean isSuccess() {
            return "success".equals(subtype) && !isError;
        }
    }
}
