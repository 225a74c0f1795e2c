package io.codemaster.executor.model;

import java.io.IOException;

/** Whoever answers the Messages API. */
interface Upstream {

    /**
     * Answers a request.
     *
     * @throws IOException when the answer cannot be written, or breaks off
     * @throws InterruptedException when whoever asked has gone
     */
    void answer(ModelRequest request, ModelResponse response) throws IOException, InterruptedException;
}
