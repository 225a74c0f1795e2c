package io.codemaster.executor.inspection;

import java.util.function.Function;

import io.codemaster.api.inspection.InspectionAnswer;

/**
 * A question to the agent, and how its answer is read.
 *
 * @param reading makes an answer of JSON that the schema has accepted
 */
record Inquiry(String prompt, AnswerSchema schema, Function<String, InspectionAnswer> reading) {

    InspectionAnswer read(String json) {
        return reading.apply(json);
    }
}
