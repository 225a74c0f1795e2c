package io.codemaster.api.codegen;

/** Answers an {@code Optional<DiffDetails>}: empty while nothing is captured. */
public record FindDiff(CodegenTaskId taskId, DiffScope scope) implements CodegenQuery {

    /** The whole change. */
    public FindDiff(CodegenTaskId taskId) {
        this(taskId, DiffScope.WHOLE);
    }
}
