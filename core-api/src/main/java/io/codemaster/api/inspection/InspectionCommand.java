package io.codemaster.api.inspection;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;

/** Everything an inspection can be asked or told. */
public sealed interface InspectionCommand
        permits RequestInspection,
                ClaimInspection,
                RecordInspectedCommit,
                RecordInspectionPrompt,
                RecordInspectionStart,
                RecordInspectionEnd,
                RecordInspectionAnswer,
                FailInspection,
                QueueNextInspection,
                CancelInspection,
                ConfirmInspectionCancellation {

    CodegenTaskId runId();

    @TargetAggregateIdentifier
    default InspectionId inspectionId() {
        return InspectionId.of(runId());
    }
}
