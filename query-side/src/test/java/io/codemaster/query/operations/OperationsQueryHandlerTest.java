package io.codemaster.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.codemaster.api.operations.ActiveRuns;
import io.codemaster.api.operations.FindActiveRuns;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class OperationsQueryHandlerTest extends QuerySideTest {

    private ActiveRuns runs() {
        return queries.query(new FindActiveRuns(), ActiveRuns.class).join();
    }

    @Test
    void whatWaitsHasAPlaceAndWhatRunsHasAWorker() {
        var run = new Samples();
        given(run.requested(), run.queued(1));
        assertThat(runs().waiting())
                .filteredOn(it -> it.id().equals(run.task))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.place()).isPositive();
                    assertThat(it.kind()).isEqualTo(ActiveRuns.Kind.GENERATION);
                    assertThat(it.projectId()).isEqualTo(run.project);
                });
        given(run.claimed(1));
        var runs = runs();
        assertThat(runs.waiting()).noneMatch(it -> it.id().equals(run.task));
        assertThat(runs.running())
                .filteredOn(it -> it.id().equals(run.task))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.workerId()).isNotBlank();
                    assertThat(it.startedAt()).isNotNull();
                });
    }
}
