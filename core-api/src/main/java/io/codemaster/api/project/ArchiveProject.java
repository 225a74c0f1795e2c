package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a project out of the way: it can still be read, but not changed. Of an archived project it changes nothing. */
public record ArchiveProject(@TargetAggregateIdentifier ProjectId projectId) implements ProjectCommand {}
