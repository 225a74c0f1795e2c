package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers.Branches;
import io.codemaster.executor.shared.RepositoryServers.Place;

/** Merging where there is no platform, on a real git server. */
class GitServersIT {

    private static final String SOURCE = "feature/req-PAY-12";

    private static final String TOKEN = "glpat-7Hq2vXk9mN4pR8sT1wYz";

    @TempDir
    private Path directory;

    private GitWorld world;

    private GitServers servers;

    private String approved = "";

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
        servers = new GitServers(world.git, Clock.systemUTC());
        world.repository
                .on("main")
                .file("README.md", "# Shop\n")
                .file("a.txt", "1\n2\n3\n")
                .commit("Start");
        world.repository.git("branch", SOURCE, "main");
        approved = world.repository.on(SOURCE).file("refund.txt", "money\n").commit("Refunds");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Branches branches() {
        return new Branches(
                world.repositoryId, world.server.url("team/shop.git"), Platform.GIT, SOURCE, "main", approved);
    }

    private static MergeRequestFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(MergeTrouble.class, call).failure();
    }

    @Test
    void aChangeBecomesPartOfItsTarget() throws Exception {
        var before = world.repository.on("main").file("other.txt", "x\n").commit("Meanwhile");
        assertThat(servers.look(branches()).merged()).isFalse();
        assertThat(servers.look(branches()).conflicts()).isEmpty();

        var merge = servers.merge(branches(), "Merge the refunds\n");

        assertThat(world.repository.id("refs/heads/main")).isEqualTo(merge);
        assertThat(world.repository.git("rev-list", "--parents", "-n", "1", merge))
                .isEqualTo(merge + " " + before + " " + approved);
        assertThat(world.repository.git("ls-tree", "--name-only", merge))
                .contains("refund.txt", "other.txt", "README.md");
        assertThat(world.repository.git("log", "-1", "--format=%an <%ae> %s", merge))
                .isEqualTo("CodeMaster <codemaster@example.com> Merge the refunds");
        assertThat(servers.look(branches()).merged()).isTrue();
    }

    @Test
    void mergingAgainFindsItMerged() throws Exception {
        var merge = servers.merge(branches(), "Merge\n");
        assertThat(servers.merge(branches(), "Merge\n")).isEqualTo(merge);
    }

    @Test
    void aMergeThatSomebodyMadeByHandIsSeen() throws Exception {
        world.repository.git("update-ref", "refs/heads/main", approved);
        assertThat(servers.look(branches()).merged()).isTrue();
    }

    @Test
    void aConflictNamesTheFilesAndTouchesNothing() throws Exception {
        approved = world.repository.on(SOURCE).file("a.txt", "1\nmine\n3\n").commit("Mine");
        var theirs = world.repository.on("main").file("a.txt", "1\ntheirs\n3\n").commit("Theirs");

        assertThat(servers.look(branches()).conflicts()).containsExactly("a.txt");
        var failure = failure(() -> servers.merge(branches(), "Merge\n"));

        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_CONFLICT);
        assertThat(failure.paths()).containsExactly("a.txt");
        assertThat(failure.message()).contains("a.txt");
        assertThat(world.repository.id("refs/heads/main")).isEqualTo(theirs);
    }

    @Test
    void aFileThatWasMovedIsStillMerged() throws Exception {
        approved = world.repository.on(SOURCE).file("a.txt", "1\n2\n3\n4\n").commit("One more");
        world.repository
                .on("main")
                .entry(
                        "100644",
                        "moved.txt".getBytes(StandardCharsets.UTF_8),
                        "1\n2\n3\n".getBytes(StandardCharsets.UTF_8))
                .commit("Copy");
        servers.merge(branches(), "Merge\n");
        assertThat(world.repository.git("show", "main:a.txt")).isEqualTo("1\n2\n3\n4");
    }

    @Test
    void whoPushesAtTheSameMomentIsNotOverwritten() {
        var theirs = new String[1];
        world.server.beforePush(() -> {
            if (theirs[0] == null) {
                theirs[0] =
                        world.repository.on("main").file("b.txt", "theirs\n").commit("Theirs");
            }
        });

        var failure = failure(() -> servers.merge(branches(), "Merge\n"));

        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TARGET_MOVED);
        assertThat(world.repository.id("refs/heads/main")).isEqualTo(theirs[0]);
    }

    @Test
    void commitsThatNobodyApprovedAreNotMerged() {
        world.repository.on(SOURCE).file("late.txt", "sneaked in\n").commit("Late");
        assertThat(failure(() -> servers.merge(branches(), "Merge\n")).code()).isEqualTo(ErrorCode.MERGE_SOURCE_MOVED);
    }

    @Test
    void aBranchThatIsGoneIsSaid() {
        world.repository.git("update-ref", "-d", "refs/heads/" + SOURCE);
        assertThat(failure(() -> servers.look(branches())).code()).isEqualTo(ErrorCode.MERGE_BRANCH_MISSING);
    }

    @Test
    void aServerThatTakesNoPushIsQuotedWithoutTheToken() {
        world.vault.hold(world.repositoryId, TOKEN);
        world.server.refusePushes("main is protected, " + TOKEN);
        var failure = failure(() -> servers.merge(branches(), "Merge\n"));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PUSH_REJECTED);
        assertThat(failure.message()).contains("main is protected").doesNotContain(TOKEN);
    }

    @Test
    void aTokenThatIsNotAcceptedIsSaid() {
        world.server.requireToken("git", TOKEN);
        assertThat(failure(() -> servers.look(branches())).code()).isEqualTo(ErrorCode.MERGE_TOKEN_REJECTED);
    }

    @Test
    void addressesOfInterfacesFollowTheRulesOfRepositories() throws Exception {
        assertThat(servers.place(world.server.url("team/shop.git")))
                .isEqualTo(new Place("http", "127.0.0.1", world.server.port(), "/team/shop.git"));
        servers.check(URI.create("http://" + world.server.host() + "/api/v4"));
        for (var refused :
                new String[] {"http://127.0.0.1:1/api/v3", "https://169.254.169.254/api/v4", "http://example.com"}) {
            assertThat(failure(() -> servers.check(URI.create(refused))).code())
                    .isEqualTo(ErrorCode.REPOSITORY_URL_NOT_ALLOWED);
        }
    }
}
