package io.codemaster.api.requirement;

/** Everything that can become true of a requirement. */
public sealed interface RequirementEvent
        permits RequirementSubmitted, GenerationOrdered, GenerationResumed, GenerationConcluded, DocumentImported {

    RequirementId requirementId();
}
