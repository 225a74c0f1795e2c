package io.codemaster.api.statistics;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.requirement.RequirementStatus;

/**
 * A project's requirements by where they are.
 *
 * @param columns one for each status, in the order of the way
 */
public record Board(List<Column> columns) {

    /**
     * The requirements of one status.
     *
     * @param limit how many shall be there at once at most, null for any number
     * @param exceeded whether there are more
     */
    public record Column(
            RequirementStatus status, long count, @Nullable Integer limit, boolean exceeded) {}
}
