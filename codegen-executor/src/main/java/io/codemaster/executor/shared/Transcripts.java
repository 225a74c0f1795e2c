package io.codemaster.executor.shared;

import java.io.IOException;
import java.util.List;

import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.repository.RepositoryId;

/** Where the lines of agents are kept. */
public interface Transcripts {

    /**
     * Begins an attempt's transcript; what is missing of it after an interruption is added at the next start.
     *
     * @param repositoryId whose token must not survive in a line
     */
    void open(AttemptKey key, RepositoryId repositoryId) throws IOException;

    /** Returns when the lines are durable. */
    void append(AttemptKey key, List<OutputLine> lines);

    /** Ends the transcript. */
    void close(AttemptKey key) throws IOException;
}
