package io.codemaster.query.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.FeedEntry;
import io.codemaster.api.codegen.FindFeed;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.FindPrompt;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.inspection.*;
import io.codemaster.api.repository.AnalysisDetails;
import io.codemaster.api.repository.FindAnalysis;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryAnalysisCompleted;
import io.codemaster.api.repository.RepositoryAnalysisFailed;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;
import tools.jackson.databind.json.JsonMapper;

class InspectionViewsTest extends QuerySideTest {

    private static final InspectionLimits LIMITS = new InspectionLimits(
            null, 30, BigDecimal.ONE, Duration.ofMinutes(10), Duration.ofMinutes(5), 1, Duration.ofSeconds(15));

    private static final String RESULT = "{\"modules\":[{\"path\":\"src\",\"description\":\"Pays.\",\"fileCount\":3}],"
            + "\"techStack\":[],\"entryPoints\":[],\"structure\":\"src/\","
            + "\"codeStyle\":{\"naming\":\"n\",\"errorHandling\":\"e\",\"testFramework\":\"t\"}}";

    private static final Failure INVALID =
            new Failure(FailureCode.ANSWER_INVALID, GenerationStep.CHECK, "No answer.", null);

    private final Samples world = new Samples();

    private final CodegenTaskId run = CodegenTaskId.random();

    private final InspectionOrder order = new InspectionOrder(
            world.project,
            world.repository,
            "https://git.example.com/acme/app.git",
            Platform.GIT,
            "main",
            null,
            new AnalysisSubject(null));

    @Test
    void aRunIsNumberedAndToldLikeAGeneration() {
        var prompt = keep("Analyse it.");
        given(
                new InspectionRequested(run, order, world.user),
                new InspectionQueued(run, 1, world.project),
                new InspectionClaimed(run, 1, new WorkerId("w"), LIMITS),
                new InspectionPrepared(run, 1, Samples.BASE),
                new InspectionPrompted(run, 1, prompt, 11),
                new InspectionStarted(run, 1, new AgentLaunch("s", "2.1.330", "opus", true, "none")),
                new OutputLineRecorded(
                        TranscriptId.of(run, 1), run, 1, new OutputLine(1, "{}", true, null, null, 2, true, 0)),
                finished(),
                new InspectionAnswered(run, 1, answer(false), Samples.USAGE));

        assertThat(feed().stream().map(it -> it.sequence() + " " + it.event() + words(it)))
                .containsExactly(
                        "1 status PENDING QUEUE Waiting for a worker",
                        "2 status CLONING CLONE Fetching acme/app",
                        "3 status RUNNING ANALYSE At commit aaaaaaaa",
                        "4 status RUNNING ANALYSE Composed the prompt",
                        "5 status RUNNING ANALYSE The agent reads with the demo model",
                        "6 output",
                        "7 status RUNNING CHECK The agent has ended",
                        "8 status COMPLETED DONE Analysed",
                        "9 done COMPLETED");
        assertThat(one(new FindPrompt(run), String.class)).contains("Analyse it.");
        assertThat(one(new FindGeneration(run), GenerationDetails.class)).isEmpty();
        var details = one(new FindInspection(run), InspectionDetails.class).orElseThrow();
        assertThat(details.status()).isEqualTo(GenerationStatus.COMPLETED);
        assertThat(details.commit()).isEqualTo(Samples.BASE);
        assertThat(Objects.requireNonNull(details.usage()).costUsd())
                .isEqualByComparingTo(Samples.USAGE.costUsd());
        var before = feed();
        replay();
        assertThat(feed()).isEqualTo(before);
        assertThat(one(new FindInspection(run), InspectionDetails.class)).contains(details);
    }

    @Test
    void inspectionsAndGenerationsStandInOneQueue() {
        given(world.requested(), world.queued(1));
        given(new InspectionRequested(run, order, world.user), new InspectionQueued(run, 1, world.project));

        var generation =
                one(new FindGeneration(world.task), GenerationDetails.class).orElseThrow();
        var inspection = one(new FindInspection(run), InspectionDetails.class).orElseThrow();

        assertThat(Objects.requireNonNull(inspection.queuePosition()))
                .isGreaterThan(Objects.requireNonNull(generation.queuePosition()));
        assertThat(queries.query(new CountActiveInspections(world.repository), ResponseTypes.instanceOf(Long.class))
                        .join())
                .isEqualTo(1);
        given(
                new InspectionCancelled(run, 1, GenerationStep.QUEUE, world.user, Samples.USAGE),
                new io.codemaster.api.codegen.GenerationCancelled(
                        world.task, 1, GenerationStep.QUEUE, world.user, Samples.USAGE));
    }

    @Test
    void theLastResultStandsUntilThereIsAnother() {
        given(new RepositoryLinked(
                world.repository,
                world.project,
                "https://git.example.com/acme/app.git",
                Platform.GIT,
                "main",
                null,
                false));
        assertThat(analysis().status()).isEqualTo(AnalysisDetails.Status.NONE);
        given(requested(run), new InspectionClaimed(run, 1, new WorkerId("w"), LIMITS));
        assertThat(analysis().status()).isEqualTo(AnalysisDetails.Status.RUNNING);
        given(new RepositoryAnalysisCompleted(world.repository, run, answer(false), Samples.USAGE));
        var completed = analysis();
        assertThat(completed.status()).isEqualTo(AnalysisDetails.Status.COMPLETED);
        assertThat(Objects.requireNonNull(completed.result()).modules()).hasSize(1);
        assertThat(completed.stale()).isFalse();

        var second = CodegenTaskId.random();
        given(requested(second));
        assertThat(analysis().stale()).isTrue();
        given(new RepositoryAnalysisCompleted(world.repository, second, answer(true), Samples.USAGE));
        assertThat(analysis()).isEqualTo(completed);

        var third = CodegenTaskId.random();
        given(
                requested(third),
                new RepositoryAnalysisFailed(world.repository, third, INVALID, keep("LGTM"), Samples.USAGE));
        var failed = analysis();
        assertThat(failed.status()).isEqualTo(AnalysisDetails.Status.FAILED);
        assertThat(failed.rawAnswer()).isEqualTo("LGTM");
        assertThat(failed.result()).isEqualTo(completed.result());
        assertThat(failed.stale()).isTrue();
        replay();
        assertThat(analysis()).isEqualTo(failed);
    }

    @Test
    void aFailedRunShowsItsErrorOnceAndWhatTheAgentSaid() {
        given(
                new InspectionRequested(run, order, null),
                new InspectionQueued(run, 1, world.project),
                new InspectionAttemptFailed(run, 1, INVALID, keep("LGTM"), null),
                new InspectionFailed(run, 1, INVALID, keep("LGTM"), Samples.USAGE));

        assertThat(feed().stream().map(FeedEntry::event)).containsExactly("status", "error", "status", "done");
        assertThat(one(new FindInspection(run), InspectionDetails.class)
                        .orElseThrow()
                        .rawAnswer())
                .isEqualTo("LGTM");
    }

    private RepositoryAnalysisRequested requested(CodegenTaskId id) {
        return new RepositoryAnalysisRequested(world.repository, id, order, world.user);
    }

    private InspectionFinished finished() {
        return new InspectionFinished(
                run, 1, new AgentOutcome(0, 1, "success", "opus", Samples.USAGE, 6_000, 0, 0, 0), true);
    }

    private AnalysisAnswer answer(boolean unchanged) {
        return new AnalysisAnswer(Samples.BASE, keep(RESULT), unchanged);
    }

    private AnalysisDetails analysis() {
        return one(new FindAnalysis(world.repository), AnalysisDetails.class).orElseThrow();
    }

    private ArtifactId keep(String text) {
        return artifacts.keep(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<FeedEntry> feed() {
        return queries.query(new FindFeed(run, 0, 1_000), ResponseTypes.multipleInstancesOf(FeedEntry.class))
                .join();
    }

    private static String words(FeedEntry entry) {
        var data = JsonMapper.shared().readTree(entry.data());
        var all = data.path("status").asString("") + " " + data.path("step").asString("") + " "
                + data.path("message").asString("");
        return all.isBlank() ? "" : " " + all.strip();
    }
}
