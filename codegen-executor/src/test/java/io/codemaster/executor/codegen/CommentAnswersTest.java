package io.codemaster.executor.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.codemaster.api.codegen.RevisionBrief.LineRequest;
import io.codemaster.api.review.CommentAnswer;

class CommentAnswersTest {

    @Test
    void eachCommentIsAnsweredByALine() {
        assertThat(answers("""
                        Done, with one exception.

                        [[comment:c-1]] addressed: The amount has a name now.
                        [[comment:c-2]] not addressed: 这里的文档过期了。
                        """, "c-1", "c-2"))
                .containsExactly(
                        new CommentAnswer("c-1", true, "The amount has a name now."),
                        new CommentAnswer("c-2", false, "这里的文档过期了。"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- [[comment:c-1]] addressed: Done.",
                "  * **[[comment:c-1]]** addressed: Done.",
                "1. [[comment:c-1]] **addressed**: Done.",
                "`[[comment:c-1]]` Addressed - Done.",
                "> [[comment:c-1]]: ADDRESSED：Done.",
                "[[comment:c-1]] addressed Done.",
            })
    void decorationDoesNoHarm(String line) {
        assertThat(answers("Summary\n\n" + line + "\n", "c-1"))
                .containsExactly(new CommentAnswer("c-1", true, "Done."));
    }

    @Test
    void whatIsNoAnswerToAKnownCommentIsLeftOut() {
        assertThat(answers("""
                        [[comment:other]] addressed: Invented.
                        [[comment:c-1]] maybe: Who knows.
                        As [[comment:c-1]] addressed: in the middle of a sentence.
                        [[comment:c 1]] addressed: A blank.
                        """, "c-1")).isEmpty();
    }

    @Test
    void theLastAnswerToACommentCounts() {
        assertThat(answers("[[comment:c-1]] not addressed: Later.\n[[comment:c-1]] addressed: Now.\n", "c-1"))
                .containsExactly(new CommentAnswer("c-1", true, "Now."));
    }

    @Test
    void aMissingTextIsEmptyAndALongOneIsCut() {
        assertThat(answers(
                        "[[comment:c-1]] addressed\r\n[[comment:c-2]] addressed: " + "😀".repeat(3_000), "c-1", "c-2"))
                .satisfiesExactly(
                        empty -> assertThat(empty.text()).isEmpty(),
                        cut -> assertThat(cut.text()).endsWith("😀…").hasSize(2 * 1_999 + 1));
    }

    @Test
    void theFormThatIsAskedForIsUnderstood() {
        assertThat(answers(CommentAnswers.form("c-1"), "c-1")).hasSize(1);
    }

    private static List<CommentAnswer> answers(String text, String... ids) {
        return CommentAnswers.in(
                text,
                Stream.of(ids)
                        .map(id -> new LineRequest(id, "a.txt", "NEW", 1, 1, "", "Change it."))
                        .toList());
    }
}
