package io.codemaster.query.codegen;

import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that may have changed files.
 *
 * @param sequence the event that holds the call
 * @param place which of that event's calls it is
 * @param resultSequence the event that holds the result; of a call that was broken off, the last one of the attempt
 * @param thoughtSequence the event with the thought before it, null where there is none
 * @param textSequence the event with what the agent said before it, null where it said nothing
 * @param todo the entry of the agent's list that was in work
 */
record RunCall(
        long sequence,
        int place,
        int attempt,
        String toolUseId,
        String tool,
        long resultSequence,
        @Nullable Long thoughtSequence,
        @Nullable Long textSequence,
        @Nullable String todo) {}
