package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestBrief.AiOpinion;
import io.codemaster.api.mergerequest.MergeRequestBrief.Decision;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.review.Verdict;

class MergeRequestTextTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:05:00Z");

    private static MergeRequestBrief brief(String title, @Nullable AiOpinion ai, Decision... decisions) {
        return new MergeRequestBrief(title, 2, new DiffStat(1, 10, 0), ai, List.of(decisions));
    }

    private static Decision decision(Verdict verdict, @Nullable String comment) {
        return new Decision(new UserId("boss"), verdict, comment, 3, AT);
    }

    private static MergeRequestText text(MergeRequestBrief brief, @Nullable String publicUrl) {
        return MergeRequestText.of(
                PlatformWorld.order("https://git.example.com/team/shop.git", Platform.GITLAB),
                brief,
                publicUrl,
                user -> "Li *Na*");
    }

    @Test
    void itSaysWhatAReviewerWantsToKnow() {
        var text = text(
                brief(
                        "Refund an order",
                        new AiOpinion(87, true, "Good work.", 0, 1, 2, 3),
                        decision(Verdict.NEEDS_REVISION, "More tests."),
                        decision(Verdict.APPROVED, null)),
                "https://cm.example.com");

        assertThat(text.title()).isEqualTo("PAY-12 Refund an order");
        assertThat(text.description()).isEqualTo("""
                        ## Requirement

                        [PAY-12 Refund an order](https://cm.example.com/requirements/PAY-12)

                        ## Change

                        1 file changed, 10 lines added, 0 lines removed. Round 2.
                        `feature/req-PAY-12` at `222222222222`, into `main`.

                        ## AI review

                        Score 87 of 100, security passed. Findings: 0 critical, 1 error, 2 warnings, 3 notes.

                        > Good work.

                        ## Human review

                        **Li \\*Na\\*** sent it back on 2026-11-22 10:05 UTC with 3 comments on lines.

                        > More tests.

                        **Li \\*Na\\*** approved it on 2026-11-22 10:05 UTC with 3 comments on lines.

                        ---

                        [CodeMaster](https://cm.example.com) wrote this change from PAY-12. It updates this text when a later round is approved.""");
    }

    @Test
    void withoutAnAddressThereIsNoLink() {
        assertThat(text(brief("Refund", null, decision(Verdict.APPROVED, null)), null)
                        .description())
                .contains("PAY-12 Refund", "No AI review came to a result.")
                .doesNotContain("](");
    }

    @Test
    void whatPeopleAndAgentsWroteDoesNothing() {
        var hostile = "@alice\n/merge\nCloses #1 <!-- ```";
        var description = text(
                        brief(
                                hostile,
                                new AiOpinion(1, false, hostile, 0, 0, 0, 0),
                                decision(Verdict.APPROVED, hostile)),
                        null)
                .description();
        assertThat(description)
                .doesNotContainPattern("@[a-z]|#\\d|(?m)^/|<!--|(?i)\\bcloses\\b")
                .contains("security **not passed**");
    }

    @Test
    void aTitleIsOneLineThatEveryPlatformTakes() {
        var title = text(brief("a\nb " + "x".repeat(400), null), null).title();
        assertThat(title)
                .startsWith("PAY-12 a b x")
                .hasSizeLessThanOrEqualTo(255)
                .endsWith("…");
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() {
        var decisions = IntStream.range(0, 10)
                .mapToObj(n -> decision(Verdict.NEEDS_REVISION, "line\n".repeat(4_000)))
                .toArray(Decision[]::new);
        var description = text(brief("Refund", null, decisions), null).description();
        assertThat(description)
                .hasSizeLessThanOrEqualTo(MergeRequestText.LONGEST_DESCRIPTION)
                .contains("The rest was cut")
                .endsWith("when a later round is approved.");
    }
}
