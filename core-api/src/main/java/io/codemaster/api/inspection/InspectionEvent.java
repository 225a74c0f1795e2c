package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;

/** Everything that can become true of an inspection. */
public sealed interface InspectionEvent
        permits InspectionRequested,
                InspectionQueued,
                InspectionClaimed,
                InspectionPrepared,
                InspectionPrompted,
                InspectionStarted,
                InspectionFinished,
                InspectionAnswered,
                InspectionAttemptFailed,
                InspectionFailed,
                InspectionCancelRequested,
                InspectionCancelled {

    CodegenTaskId runId();

    /** The attempt it is about, 1 or more. */
    int attempt();
}
