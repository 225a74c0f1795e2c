package io.codemaster.api.codegen;

import io.codemaster.api.repository.RepositoryId;

/** Answers a {@code Long}: how many generations of a repository wait or run. */
public record CountActiveGenerations(RepositoryId repositoryId) implements CodegenQuery {}
