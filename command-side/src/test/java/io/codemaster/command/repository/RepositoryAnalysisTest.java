package io.codemaster.command.repository;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.CheckAnalysis;
import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.repository.GenerationTarget;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RecordAnalysis;
import io.codemaster.api.repository.RecordAnalysisFailure;
import io.codemaster.api.repository.RepositoryAnalysisCompleted;
import io.codemaster.api.repository.RepositoryAnalysisFailed;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.repository.RequestAnalysis;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class RepositoryAnalysisTest {

    private static final RepositoryId ID = new RepositoryId("repository-1");
    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final CodegenTaskId RUN = new CodegenTaskId("run-1");
    private static final UserId RD = new UserId("rd");
    private static final String URL = "https://git.example.com/pay.git";
    private static final ArtifactId RESULT = new ArtifactId("a".repeat(64));
    private static final ArtifactId RAW = new ArtifactId("b".repeat(64));
    private static final AnalysisAnswer ANSWER = new AnalysisAnswer("1".repeat(40), RESULT, false);
    private static final Failure FAILURE =
            new Failure(FailureCode.ANSWER_INVALID, GenerationStep.CHECK, "No answer.", null);

    private static final RepositoryLinked LINKED =
            new RepositoryLinked(ID, PROJECT, URL, Platform.GITLAB, "main", null, false);
    private static final RepositoryAnalysisRequested REQUESTED =
            new RepositoryAnalysisRequested(ID, RUN, order(null), RD);
    private static final RepositoryAnalysisCompleted COMPLETED =
            new RepositoryAnalysisCompleted(ID, RUN, ANSWER, Usage.NONE);

    private final FixtureConfiguration<Repository> repository = new AggregateTestFixture<>(Repository.class);

    @Test
    void anAnalysisIsOfTheDefaultBranch() {
        repository
                .given(LINKED)
                .when(new RequestAnalysis(ID, RUN, false, RD))
                .expectResultMessagePayload(order(null))
                .expectEvents(REQUESTED);
    }

    @Test
    void whatIsKnownGoesAlongUnlessItIsToBeMadeAnew() {
        var again = new CodegenTaskId("run-2");
        repository
                .given(LINKED, REQUESTED, COMPLETED)
                .when(new RequestAnalysis(ID, again, false, RD))
                .expectEvents(new RepositoryAnalysisRequested(ID, again, order(ANSWER), RD));
        repository
                .given(LINKED, REQUESTED, COMPLETED)
                .when(new RequestAnalysis(ID, again, true, RD))
                .expectEvents(new RepositoryAnalysisRequested(ID, again, order(null), RD));
    }

    @Test
    void oneAtATime() {
        repository
                .given(LINKED, REQUESTED)
                .when(new RequestAnalysis(ID, new CodegenTaskId("run-2"), true, RD))
                .expectExceptionDetails(refused(ErrorCode.ANALYSIS_ALREADY_ACTIVE));
        repository
                .given(LINKED, REQUESTED)
                .when(new CheckAnalysis(ID))
                .expectExceptionDetails(refused(ErrorCode.ANALYSIS_ALREADY_ACTIVE));
        repository
                .given(LINKED, REQUESTED, COMPLETED)
                .when(new CheckAnalysis(ID))
                .expectResultMessagePayload(new LinkedRepository(ID, PROJECT, URL, Platform.GITLAB, "main"));
    }

    @Test
    void whatIsUnlinkedIsNotAnalysed() {
        repository
                .given(LINKED, new RepositoryUnlinked(ID, PROJECT))
                .when(new RequestAnalysis(ID, RUN, false, RD))
                .expectExceptionDetails(refused(ErrorCode.REPOSITORY_UNLINKED));
    }

    @Test
    void itsOutcomeIsToldOnce() {
        repository
                .given(LINKED, REQUESTED)
                .when(new RecordAnalysis(ID, RUN, ANSWER, Usage.NONE))
                .expectEvents(COMPLETED);
        repository
                .given(LINKED, REQUESTED, COMPLETED)
                .when(new RecordAnalysis(ID, RUN, ANSWER, Usage.NONE))
                .expectNoEvents();
        repository
                .given(LINKED, REQUESTED)
                .when(new RecordAnalysisFailure(ID, RUN, FAILURE, RAW, Usage.NONE))
                .expectEvents(new RepositoryAnalysisFailed(ID, RUN, FAILURE, RAW, Usage.NONE));
        repository
                .given(LINKED, REQUESTED, COMPLETED)
                .when(new RecordAnalysisFailure(ID, RUN, FAILURE, RAW, Usage.NONE))
                .expectNoEvents();
    }

    @Test
    void aGenerationGetsTheLastAnalysis() {
        repository
                .given(LINKED)
                .when(new CheckGenerationTarget(ID, "PAY-1"))
                .expectResultMessagePayload(new GenerationTarget(null));
        repository
                .given(
                        LINKED,
                        REQUESTED,
                        COMPLETED,
                        REQUESTED,
                        new RepositoryAnalysisFailed(ID, RUN, FAILURE, RAW, Usage.NONE))
                .when(new CheckGenerationTarget(ID, "PAY-1"))
                .expectResultMessagePayload(new GenerationTarget(RESULT));
    }

    private static InspectionOrder order(@Nullable AnalysisAnswer known) {
        return new InspectionOrder(PROJECT, ID, URL, Platform.GITLAB, "main", null, new AnalysisSubject(known));
    }

    private static org.hamcrest.Matcher<Rejection> refused(ErrorCode code) {
        return Matchers.matches((Rejection it) -> it.code() == code);
    }
}
