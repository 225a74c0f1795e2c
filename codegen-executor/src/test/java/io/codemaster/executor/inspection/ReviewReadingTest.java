package io.codemaster.executor.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.Finding.Category;
import io.codemaster.api.inspection.Finding.Severity;
import io.codemaster.api.inspection.Finding.Standing;
import io.codemaster.api.inspection.ReviewAnswer;

class ReviewReadingTest {

    private static final CodegenTaskId RUN = new CodegenTaskId("task-1.review.1");

    private static final ChangePatch PATCH = ChangePatch.parse("""
            diff --git a/src/money.js b/src/money.js
            --- a/src/money.js
            +++ b/src/money.js
            @@ -14,4 +14,7 @@ export function formatCents(cents) {
             }

             export function split(cents, people) {
            -  const share = Math.round(cents / people)
            +  const share = Math.floor(cents / people)
            +  const left = cents - share * people
            +  return shares
            +}
            """);

    @Test
    void aFindingAtTheRightLineIsAnchored() {
        var finding = only(claim("WARNING", "src/money.js", 17, "  const share = Math.floor(cents / people)"));

        assertThat(finding.anchored()).isTrue();
        assertThat(finding.line()).isEqualTo(17);
        assertThat(finding.id()).isEqualTo("task-1.review.1.1");
        assertThat(finding.standing()).isEqualTo(Standing.NEW);
    }

    @Test
    void aWrongLineIsCorrectedWhereTheSnippetIsFound() {
        assertThat(only(claim("WARNING", "b/src/money.js", 4711, "+ const left = cents  - share * people"))
                        .line())
                .isEqualTo(18);
        assertThat(only(claim(
                                "WARNING",
                                "./src/money.js",
                                null,
                                "const share = Math.floor(cents / people)\nconst left"))
                        .line())
                .isEqualTo(17);
    }

    @Test
    void aClaimThatTheChangeDoesNotBearOutHasNoLine() {
        for (var claim : List.of(
                claim("ERROR", "src/money.js", 17, "eval(input)"),
                claim("ERROR", "src/money.js", 17, "const share = Math.round(cents / people)"),
                claim("ERROR", "src/other.js", 17, "  const share = Math.floor(cents / people)"),
                claim("ERROR", "src/money.js", 17, ""))) {
            var finding = only(claim);
            assertThat(finding.anchored()).as(claim).isFalse();
            assertThat(finding.line()).as(claim).isNull();
        }
    }

    @Test
    void ofManyFindingsTheMostImportantTwelveAreKept() {
        var claims = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            claims.add(claim(i == 19 ? "CRITICAL" : "INFO", "src/file" + i + ".js", 1, "x"));
        }

        var findings = read(List.of(), claims).findings();

        assertThat(findings).hasSize(12);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void theSameFindingTwiceIsOne() {
        var claim = claim("INFO", "src/money.js", 17, "const share = Math.floor(cents / people)");
        assertThat(read(List.of(), List.of(claim, claim)).findings()).hasSize(1);
    }

    @Test
    void aFindingOfTheLastRoundIsKnownAgainThoughItsWordsAndLineAreOthers() {
        var earlier = only(claim("WARNING", "src/money.js", 3, "   const left = cents - share * people"));
        var gone = only(claim("WARNING", "src/money.js", 3, "return shares"));

        var answer = read(
                List.of(earlier, gone),
                List.of(claim("ERROR", "src/money.js", 18, "const left = cents - share * people")
                        .replace("It divides.", "Said in other words.")));

        assertThat(answer.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.standing()).isEqualTo(Standing.STILL_THERE))
                .satisfies(it -> assertThat(it.fingerprint()).isEqualTo(earlier.fingerprint()));
        assertThat(answer.resolved()).containsExactly(gone);
    }

    @Test
    void aFindingWhoseCodeHasChangedIsKnownByTheNumberThatTheAgentNames() {
        var earlier = only(claim("WARNING", "src/money.js", 3, "the code of another day"));

        var answer = read(
                List.of(earlier),
                List.of(claim("WARNING", "src/money.js", 18, "const left = cents - share * people")
                        .replace("\"earlier\":null", "\"earlier\":\"F1\"")));

        assertThat(answer.findings().get(0).standing()).isEqualTo(Standing.STILL_THERE);
        assertThat(answer.resolved()).isEmpty();
    }

    @Test
    void withoutCodeTheWordsCount() {
        assertThat(ReviewReading.fingerprint(Category.TESTS, "a", "", "No test."))
                .isEqualTo(ReviewReading.fingerprint(Category.TESTS, "a", " \n", "no  TEST"));
        assertThat(ReviewReading.fingerprint(Category.TESTS, "a", "", "No test."))
                .isNotEqualTo(ReviewReading.fingerprint(Category.STYLE, "a", "", "No test."));
    }

    @Test
    void theSchemaRefusesWhatIsNoReview() {
        assertThat(AnswerSchema.REVIEW.complaint(answer(List.of(claim("INFO", "a", null, "")))))
                .isEmpty();
        assertThat(AnswerSchema.REVIEW.complaint(answer(List.of(claim("BAD", "a", null, "")))))
                .isPresent();
        assertThat(AnswerSchema.REVIEW.complaint(answer(List.of()).replace("\"score\":80", "\"score\":180")))
                .isPresent();
        assertThat(AnswerSchema.REVIEW.complaint("{}"))
                .hasValueSatisfying(it -> assertThat(it).contains("score"));
        assertThat(AnswerSchema.REVIEW.complaint("no")).isPresent();
        assertThat(AnswerSchema.ANALYSIS.complaint("{\"modules\":[]}")).isPresent();
    }

    private static Finding only(String claim) {
        return read(List.of(), List.of(claim)).findings().get(0);
    }

    private static ReviewAnswer read(List<Finding> earlier, List<String> claims) {
        var json = answer(claims);
        assertThat(AnswerSchema.REVIEW.complaint(json)).isEmpty();
        return new ReviewReading(RUN, PATCH, earlier, List.of()).read(json);
    }

    private static String answer(List<String> claims) {
        var fine = "{\"passed\":true,\"comment\":\"Fine.\"}";
        return ("{\"score\":80,\"summary\":\"Good.\",\"issues\":[%s],\"categories\":{\"security\":%s,"
                        + "\"errorHandling\":%s,\"style\":%s,\"tests\":%s}}")
                .formatted(String.join(",", claims), fine, fine, fine, fine);
    }

    private static String claim(String severity, String file, @Nullable Integer line, String snippet) {
        return ("{\"severity\":\"%s\",\"category\":\"QUALITY\",\"file\":\"%s\",\"line\":%s,\"snippet\":\"%s\","
                        + "\"description\":\"It divides.\",\"suggestion\":\"Do not.\",\"earlier\":null}")
                .formatted(severity, file, line, snippet.replace("\n", "\\n"));
    }
}
