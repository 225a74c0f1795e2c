package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

/** A requirement number is taken and will not be given again. */
@Revision("1")
public record RequirementNumberReserved(ProjectId projectId, int number) implements ProjectEvent {}
