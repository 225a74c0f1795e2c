package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

/** A project is read and no longer changed. */
@Revision("1")
public record ProjectArchived(ProjectId projectId) implements ProjectEvent {}
