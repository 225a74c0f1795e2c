package io.codemaster.api.codegen;

/** Everything that can become true of a generation. */
public sealed interface CodegenEvent
        permits GenerationRequested,
                AttemptQueued,
                AttemptClaimed,
                WorkspacePrepared,
                PromptComposed,
                AgentStarted,
                AgentFinished,
                ChangesCaptured,
                BranchPushed,
                GenerationCompleted,
                AttemptFailed,
                GenerationFailed,
                GenerationCancelRequested,
                GenerationCancelled,
                GenerationRetried,
                EvidenceExported {

    CodegenTaskId taskId();
}
