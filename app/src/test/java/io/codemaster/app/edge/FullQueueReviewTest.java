package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.testing.git.TestingGitServer;

/** What would need a place in the queue where there is none. */
class FullQueueReviewTest {

    private static TestingGitServer git;

    private static TestServer server;

    private static ReviewedRequirements requirements;

    @BeforeAll
    static void aServerWithOnePlaceInItsQueue() {
        git = TestingGitServer.start(TestServer.newDirectory());
        git.create("silent.git").on("main").file("README.md", "# Shop\n").commit("Start");
        git.stall(true);
        server = TestServer.start(
                TestServer.newDirectory(),
                "--codemaster.demo=on",
                "--codemaster.codegen.max-workers=1",
                "--codemaster.codegen.shutdown-grace=1s",
                "--codemaster.codegen.max-queued=1",
                "--codemaster.git.insecure-hosts=" + git.host(),
                "--codemaster.git.network-timeout=30m",
                "--codemaster.review.automatic=false");
        requirements = new ReviewedRequirements(server, git.url("silent.git"));
    }

    @AfterAll
    static void close() {
        git.stall(false);
        server.close();
        git.close();
    }

    @Test
    void aFullQueueRefusesBeforeAnythingIsRecorded() {
        var task = requirements.delivered();
        requirements.ordered();
        var path = "/api/v1/codegen/" + task + "/reviews";
        for (var refused : List.of(
                post(path + "/human", "{\"verdict\":\"NEEDS_REVISION\",\"comment\":\"Again.\"}"),
                post(path + "/ai", "{}"))) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("generation.queue-full");
            assertThat(refused.header("Retry-After")).isPresent();
        }
        var seen = server.get(path)
                .bearer(requirements.token("rev-developer"))
                .send()
                .body();
        assertThat(seen.get("human")).isEmpty();
        assertThat(seen.get("ai")).isEmpty();
        assertThat(seen.get("mayApprove").asBoolean()).isTrue();

        assertThat(post(path + "/human", "{\"verdict\":\"APPROVED\"}").status()).isEqualTo(201);
    }

    private static TestServer.Answer post(String path, String body) {
        return server.post(path)
                .bearer(requirements.token("rev-developer"))
                .json(body)
                .send();
    }
}
