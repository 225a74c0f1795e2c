package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/** The files of a commit, laid out to be read only. */
class InspectedFilesIT {

    @TempDir
    private Path directory;

    private GitWorld world;

    private final StopSignal stop = new StopSignal();

    @BeforeEach
    void aRepository() {
        world = new GitWorld(directory);
        world.repository.on("main").file("README.md", "# Shop\n").commit("Start");
        world.repository.on("feature/x").file("README.md", "# The shop\n").commit("Rename");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theHeadIsAsTheServerSaysNow() throws Exception {
        assertThat(world.git.head(order("main"), stop)).isEqualTo(world.repository.id("main"));
        world.repository.on("main").file("README.md", "# New\n").commit("Go on");
        assertThat(world.git.head(order("main"), stop)).isEqualTo(world.repository.id("main"));
    }

    @Test
    void theFilesOfACommitAreThereWithoutAnyRepository() throws Exception {
        var commit = world.repository.id("feature/x");

        world.git.checkOut(world.key, order("feature/x"), commit, stop);

        assertThat(world.file("README.md")).hasContent("# The shop\n");
        assertThat(world.file(".git")).doesNotExist();
        world.git.discard(world.key);
        assertThat(world.work.run(world.key)).doesNotExist();
    }

    @Test
    void anOlderCommitOfTheBranchIsThereToo() throws Exception {
        var commit = world.repository.id("main");
        world.repository.on("main").file("README.md", "# New\n").commit("Go on");

        world.git.checkOut(world.key, order("main"), commit, stop);

        assertThat(world.file("README.md")).hasContent("# Shop\n");
    }

    @Test
    void aBranchThatIsGoneIsAFailureWithWhatToDo() {
        var failure = catchThrowableOfType(AttemptFailure.class, () -> world.git.head(order("feature/gone"), stop));
        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_MISSING);
        assertThat(failure.failure().step()).isEqualTo(GenerationStep.CLONE);
    }

    @Test
    void aCommitThatTheBranchDoesNotHoldAnyMoreIsAFailure() {
        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.checkOut(world.key, order("main"), "f".repeat(40), stop));
        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_MISSING);
        assertThat(failure.failure().message()).contains("ffffffff");
    }

    @Test
    void whatIsStoppedLaysOutNothing() {
        stop.stop(StopSignal.Reason.CANCELLED);
        assertThat(catchThrowableOfType(
                        StoppedException.class,
                        () -> world.git.checkOut(world.key, order("main"), world.repository.id("main"), stop)))
                .isNotNull();
        assertThat(world.work.workspace(world.key)).doesNotExist();
    }

    private InspectionOrder order(String branch) {
        return order(branch, null);
    }

    private InspectionOrder order(String branch, @Nullable String commit) {
        return new InspectionOrder(
                new ProjectId("p-1"),
                world.repositoryId,
                world.server.url("team/shop.git"),
                Platform.GITLAB,
                branch,
                commit,
                new AnalysisSubject(null));
    }
}
