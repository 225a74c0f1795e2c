package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

/** A project has another name. */
@Revision("1")
public record ProjectRenamed(ProjectId projectId, String name) implements ProjectEvent {}
