package io.codemaster.api.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;

class RequirementStatusTest {

    @Test
    void everyStatusCanBeReachedFromADraft() {
        var reached = EnumSet.of(RequirementStatus.DRAFT);
        var next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (var status : next.poll().next()) {
                if (reached.add(status)) {
                    next.add(status);
                }
            }
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(RequirementStatus.class));
    }

    @Test
    void whatIsMergedStaysMerged() {
        assertThat(RequirementStatus.MERGED.next()).isEmpty();
    }

    @Test
    void nothingIsItsOwnSuccessor() {
        for (var status : RequirementStatus.values()) {
            assertThat(status.mayBecome(status)).as(status.name()).isFalse();
        }
    }

    @Test
    void everythingCanBeClosedButWhatIsBeingGeneratedOrIsOver() {
        for (var status : RequirementStatus.values()) {
            var open = !EnumSet.of(RequirementStatus.GENERATING, RequirementStatus.MERGED, RequirementStatus.CLOSED)
                    .contains(status);
            assertThat(status.mayBecome(RequirementStatus.CLOSED))
                    .as(status.name())
                    .isEqualTo(open);
        }
    }

    @Test
    void onlyAMergeRequestIsMergedAndOnlyWhatIsApprovedBecomesOne() {
        for (var status : RequirementStatus.values()) {
            assertThat(status.mayBecome(RequirementStatus.MERGED))
                    .isEqualTo(status == RequirementStatus.MERGE_REQUESTED);
            assertThat(status.mayBecome(RequirementStatus.MERGE_REQUESTED))
                    .isEqualTo(status == RequirementStatus.APPROVED);
        }
    }

    @Test
    void anOrderOfAListIsNamedInLowerCase() {
        assertThat(RequirementSort.named("updated")).isEqualTo(RequirementSort.UPDATED);
        assertThatThrownBy(() -> RequirementSort.named("oldest"))
                .hasMessage("sort must be one of newest, updated, priority");
    }
}
