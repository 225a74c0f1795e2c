package io.codemaster.api.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.codemaster.api.project.ProjectId;

class FairQueueTest {

    private static final ProjectId PAY = new ProjectId("pay");
    private static final ProjectId SHOP = new ProjectId("shop");

    @Test
    void insideAProjectTheFirstInIsTheFirstOut() {
        assertThat(order(Map.of(), waiting("b", PAY, 2), waiting("a", PAY, 1), waiting("c", PAY, 3)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void projectsTakeTurns() {
        assertThat(order(
                        Map.of(),
                        waiting("a1", PAY, 1),
                        waiting("a2", PAY, 2),
                        waiting("b1", SHOP, 3),
                        waiting("b2", SHOP, 4)))
                .containsExactly("a1", "b1", "a2", "b2");
    }

    @Test
    void aProjectThatHasSlotsWaitsForTheOthers() {
        assertThat(order(Map.of(PAY, 2), waiting("a", PAY, 1), waiting("b", SHOP, 9)))
                .containsExactly("b", "a");
    }

    @Test
    void anEmptyQueueIsEmpty() {
        assertThat(FairQueue.order(List.of(), Map.of(PAY, 1))).isEmpty();
    }

    private static List<String> order(Map<ProjectId, Integer> running, FairQueue.Waiting... waiting) {
        return FairQueue.order(List.of(waiting), running).stream()
                .map(it -> it.taskId().value())
                .toList();
    }

    private static FairQueue.Waiting waiting(String task, ProjectId project, int second) {
        return new FairQueue.Waiting(new CodegenTaskId(task), project, Instant.ofEpochSecond(second));
    }
}
