package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

/**
 * How the agent ended.
 *
 * @param exitCode the process's exit code, 128 + signal when a signal ended it
 * @param lines how many lines it printed
 * @param subtype the result line's subtype, null without a result line
 * @param model the model that answered, as the agent's first line names it, null when it never said
 * @param durationMs from start to exit, milliseconds
 * @param denials how many tool calls the permission system refused
 * @param unknownLines lines of a type that this version does not know
 * @param unparsedLines lines that are not JSON
 */
public record AgentOutcome(
        int exitCode,
        long lines,
        @Nullable String subtype,
        @Nullable String model,
        Usage usage,
        long durationMs,
        int denials,
        long unknownLines,
        long unparsedLines) {}
