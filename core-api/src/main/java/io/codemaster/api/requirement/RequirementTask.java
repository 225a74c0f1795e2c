package io.codemaster.api.requirement;

/** What an executor is asked to do for a requirement. */
public sealed interface RequirementTask permits ReadDocument {

    RequirementId requirementId();
}
