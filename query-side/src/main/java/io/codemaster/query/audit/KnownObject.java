package io.codemaster.query.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that events are about.
 *
 * @param label what people call it
 * @param projectId null for what belongs to no project
 * @param ownerId on whose order it exists, null where nobody ordered it
 */
record KnownObject(
        String id,
        String type,
        String label,
        @Nullable String projectId,
        @Nullable String ownerId) {

    private static final int LONGEST_LABEL = 300;

    KnownObject {
        label = ShortText.line(label, LONGEST_LABEL);
    }

    /** The same with another name behind its key. */
    KnownObject renamed(String name) {
        var key = label.split(" ", 2)[0];
        return new KnownObject(id, type, key + " " + name, projectId, ownerId);
    }
}
