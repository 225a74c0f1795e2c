package io.codemaster.api.project;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<ProjectDetails>}, newest first.
 *
 * @param reader whose projects; each item's {@code myRole} is this user's
 * @param all whether projects that the reader does not belong to are wanted too
 * @param text only projects whose key, name or description holds each of its words, in any case; null for no such filter
 * @param archived whether the archived ones are wanted, in place of those that are worked on
 */
public record FindProjects(
        UserId reader, boolean all, @Nullable String text, boolean archived, PageRequest page)
        implements ProjectQuery {}
