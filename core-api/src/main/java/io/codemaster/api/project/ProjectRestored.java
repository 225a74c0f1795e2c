package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

/** An archived project is worked on again. */
@Revision("1")
public record ProjectRestored(ProjectId projectId) implements ProjectEvent {}
