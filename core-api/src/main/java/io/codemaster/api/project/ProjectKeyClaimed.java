package io.codemaster.api.project;

import org.axonframework.serialization.Revision;

/** A project key belongs to one project. */
@Revision("1")
public record ProjectKeyClaimed(ProjectId projectId, String key) implements ProjectEvent {}
