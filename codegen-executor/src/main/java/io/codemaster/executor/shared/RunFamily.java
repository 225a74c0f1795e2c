package io.codemaster.executor.shared;

import java.util.Optional;

/** Runs besides generations, as the worker has to know them when another worker accepted what is done here. */
public interface RunFamily {

    /** How a run of this kind is told of; empty for a kind of another family. */
    Optional<RunReports> reports(RunKind kind);

    /**
     * Does a task that another worker accepted.
     *
     * @return false for a task of another family
     */
    boolean take(Object task);
}
