package io.codemaster.api.inspection;

import io.codemaster.api.repository.RepositoryId;

/** Answers a {@code Long}: how many inspections of a repository wait or run. */
public record CountActiveInspections(RepositoryId repositoryId) implements InspectionQuery {}
