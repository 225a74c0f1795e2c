package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

/**
 * Answers an {@code Optional<String>}: a unified patch, empty while nothing is captured or when the path is not in it.
 *
 * @param path one file's patch, by its new path; null for the whole
 */
public record FindPatch(CodegenTaskId taskId, @Nullable String path, DiffScope scope) implements CodegenQuery {

    /** Of the whole change. */
    public FindPatch(CodegenTaskId taskId, @Nullable String path) {
        this(taskId, path, DiffScope.WHOLE);
    }
}
