package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Check;

/**
 * Asks whether what belongs to the project may be changed. Refused when the project is archived, or when somebody shall
 * take over work who is no member.
 *
 * @param assignee who shall take over work, null for nobody
 */
public record CheckProject(
        @TargetAggregateIdentifier ProjectId projectId,
        @Nullable UserId assignee) implements ProjectCommand, Check {}
