package io.codemaster.executor.claude.output;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.OutputLine;
import tools.jackson.databind.JsonNode;

/**
 * A line and what it says.
 *
 * @param json the line, or its preview, as JSON; null where it is not a JSON object
 */
public record AgentLine(OutputLine line, @Nullable JsonNode json) {}
