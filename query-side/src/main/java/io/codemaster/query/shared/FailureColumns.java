package io.codemaster.query.shared;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationDetails.FailureDetails;
import io.codemaster.api.codegen.GenerationStep;

/** Why a run failed last, as columns of its row. */
@Embeddable
public class FailureColumns {

    private @Nullable String failureCode;

    @Enumerated(EnumType.STRING)
    private @Nullable GenerationStep failureStep;

    private @Nullable String failureMessage;

    private boolean failureRetryable;

    /** Takes the place of what was there. */
    public void set(Failure failure) {
        failureCode = failure.code().code();
        failureStep = failure.step();
        failureMessage = failure.message();
        failureRetryable = failure.code().isPassing();
    }

    /** It did not fail after all. */
    public void clear() {
        failureCode = null;
        failureStep = null;
        failureMessage = null;
        failureRetryable = false;
    }

    /** For a client, or null where it did not fail. */
    public @Nullable FailureDetails details() {
        return failureCode == null || failureStep == null || failureMessage == null
                ? null
                : new FailureDetails(failureCode, failureStep, failureMessage, failureRetryable);
    }
}
