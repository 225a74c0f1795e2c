package io.codemaster.api.codegen;

/** Everything a generation can be asked or told. */
public sealed interface CodegenCommand
        permits RequestGeneration,
                ClaimAttempt,
                RecordWorkspace,
                RecordPrompt,
                RecordAgentStart,
                RecordAgentEnd,
                RecordChanges,
                RecordPush,
                CompleteGeneration,
                FailAttempt,
                QueueNextAttempt,
                CancelGeneration,
                ConfirmCancellation,
                CheckRetry,
                RetryGeneration,
                RecordEvidenceExport {

    CodegenTaskId taskId();
}
