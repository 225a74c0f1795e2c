package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes the project's next requirement number; answers the requirement's key, for instance {@code PAY-12}. */
public record ReserveRequirementNumber(
        @TargetAggregateIdentifier ProjectId projectId) implements ProjectCommand {}
