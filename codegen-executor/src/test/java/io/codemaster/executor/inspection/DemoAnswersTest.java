package io.codemaster.executor.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo model answers is in the form that the product asks for. */
class DemoAnswersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analysis-of-split-the-bill",
                "analysis-of-another-repository",
                "review-of-lost-cents",
                "review-of-lost-cents-again",
                "review-of-documented-modules",
                "review-of-another-change"
            })
    void everyAnswerFitsItsSchema(String scenario) throws IOException {
        var schema = scenario.startsWith("review") ? AnswerSchema.REVIEW : AnswerSchema.ANALYSIS;

        var answers = answers(scenario);

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(schema.complaint(it.toString())).isEmpty());
    }

    private static List<JsonNode> answers(String scenario) throws IOException {
        var json = JsonMapper.shared()
                .readTree(Files.readString(Path.of("src/main/resources/demo/scenarios/" + scenario + ".json")));
        var found = new ArrayList<JsonNode>();
        for (var turn : json.path("turns")) {
            for (var block : turn.path("blocks")) {
                if (block.path("type").asString("").equals("json_answer")) {
                    found.add(block.path("value"));
                }
            }
        }
        return found;
    }
}
