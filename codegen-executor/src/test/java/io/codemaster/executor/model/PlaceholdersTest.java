package io.codemaster.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class PlaceholdersTest {

    private static Placeholders of(String prompt) {
        var body = JsonMapper.shared()
                .valueToTree(Map.of(
                        "messages", java.util.List.of(Map.of("role", "user", "content", prompt)), "system", "x"));
        return Placeholders.of(Conversation.read(body));
    }

    @Test
    void theRequirementIsWhatThePromptHoldsBetweenItsMarks() {
        var words = of("""
                You are an engineer.

                <requirement>
                Round up the <b>rest</b>.

                Twice.
                </requirement>

                # How to work
                """);

        assertThat(words.fill("> {{requirement}} <")).isEqualTo("> Round up the <b>rest</b>.\n\nTwice. <");
    }

    @Test
    void aPromptOfAnotherKindIsAllRequirement() {
        assertThat(of("Say hello").fill("{{requirement}}")).isEqualTo("Say hello");
        assertThat(of("</requirement> <requirement>").fill("{{requirement}}"))
                .isEqualTo("</requirement> <requirement>");
    }

    @Test
    void eachCommentThatThePromptWantsAnsweredIsALine() {
        var words = of("# How to answer\n\n[[comment:c-1]] addressed: …\n[[comment:c-2]] addressed: …\n");

        assertThat(words.fill("Done.\n{{each_comment:not addressed: why, then}}"))
                .isEqualTo("Done.\n[[comment:c-1]] not addressed: why, then\n[[comment:c-2]] not addressed: why, then");
        assertThat(of("Say hello").fill("{{each_comment:addressed: x}}")).isEmpty();
    }

    @Test
    void wordsThatStandForNothingStay() {
        assertThat(of("x").fill("{{unknown}} {{repeat:3:ab}}")).isEqualTo("{{unknown}} ababab");
    }
}
