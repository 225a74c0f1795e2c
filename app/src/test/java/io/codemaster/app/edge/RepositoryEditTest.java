package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CancelGeneration;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;
import io.codemaster.testing.git.TestingGitServer;

/** The life of a linked repository, with a git server that wants a token. */
class RepositoryEditTest {

    private static final String TOKEN = "glpat-7Hq2vXk9mN4pR8sT1wYz";

    private static final String OTHER_TOKEN = "glpat-2Jk8nBv5cX1zQ7wE4rTy";

    private static TestingGitServer git;

    private static TestServer server;

    private static String project;

    private String url;

    @BeforeAll
    static void aServerAndAProject() {
        git = TestingGitServer.start(TestServer.newDirectory());
        git.requireToken("oauth2", TOKEN);
        server = TestServer.start(
                TestServer.newDirectory(), "--codemaster.demo=on", "--codemaster.git.insecure-hosts=" + git.host());
        project = server.post("/api/v1/projects")
                .bearer(server.demo(UserRole.PM))
                .json("{\"key\":\"REPO\",\"name\":\"Repositories\"}")
                .send()
                .body()
                .get("id")
                .asString();
    }

    @BeforeEach
    void aRepositoryOnTheServer() {
        git.requireToken("oauth2", TOKEN);
        var name = "r" + System.nanoTime() + ".git";
        var repository = git.create(name);
        repository.on("main").file("README.md", "# Shop\n").commit("Start");
        repository.on("develop").file("README.md", "# Shop\n").commit("Start");
        url = git.url(name);
    }

    @AfterAll
    static void close() {
        server.close();
        git.close();
    }

    @Test
    void anotherTokenIsProvedBeforeItReplacesTheFirst() {
        var repository = linked();
        var refused = patch(repository, "{\"accessToken\":\"glpat-wrong-wrong-wrong\"}", null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("repository.credential-rejected");
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("accessToken");
        assertThat(refused.text()).doesNotContain("wrong-wrong");
        assertThat(token(repository)).isEqualTo(TOKEN);
        git.requireToken("oauth2", OTHER_TOKEN);

        assertThat(patch(repository, "{\"accessToken\":\" " + OTHER_TOKEN + " \"}", null)
                        .status())
                .isEqualTo(204);

        assertThat(token(repository)).isEqualTo(OTHER_TOKEN);
        var view = read(repository);
        assertThat(view.body().at("/credential/lastFour").asString()).isEqualTo("4rTy");
        assertThat(view.text()).doesNotContain(OTHER_TOKEN);
    }

    @Test
    void aBranchIsProvedWithTheTokenThatIsThere() {
        var repository = linked();
        var refused = patch(repository, "{\"defaultBranch\":\"release\"}", null);
        assertThat(refused.code()).isEqualTo("repository.branch-missing");
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("defaultBranch");

        assertThat(patch(repository, "{\"defaultBranch\":\"develop\"}", null).status())
                .isEqualTo(204);

        assertThat(read(repository).body().get("defaultBranch").asString()).isEqualTo("develop");
        assertThat(token(repository)).isEqualTo(TOKEN);
    }

    @Test
    void nullRemovesTheTokenAndAnAbsentFieldLeavesIt() {
        var repository = linked();
        assertThat(patch(repository, "{}", null).status()).isEqualTo(204);
        assertThat(token(repository)).isEqualTo(TOKEN);

        assertThat(patch(repository, "{\"accessToken\":null}", null).status()).isEqualTo(204);

        assertThat(server.bean(SecretVault.class).reveal(new RepositoryId(repository)))
                .isEmpty();
        assertThat(read(repository).body().at("/credential/present").asBoolean())
                .isFalse();
        assertThat(patch(repository, "{\"accessToken\":null}", null).status()).isEqualTo(204);
    }

    @Test
    void aWrongEditNamesTheField() {
        var repository = linked();
        for (var body : Map.of("{\"accessToken\":\" \"}", "accessToken", "{\"defaultBranch\":\"a b\"}", "defaultBranch")
                .entrySet()) {
            var answer = patch(repository, body.getKey(), null);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(body.getValue());
        }
        assertThat(patch(repository, "{\"gitUrl\":\"https://example.com/x.git\"}", null)
                        .status())
                .isEqualTo(400);
        assertThat(patch("none", "{\"defaultBranch\":\"develop\"}", null).status())
                .isEqualTo(404);
    }

    @Test
    void anEditOfAnOldReadIsRefusedBeforeAnythingChanges() {
        var repository = linked();
        var tag = read(repository).header("ETag").orElseThrow();
        assertThat(patch(repository, "{\"defaultBranch\":\"develop\"}", tag).status())
                .isEqualTo(204);
        git.requireToken("oauth2", OTHER_TOKEN);

        var late = patch(repository, "{\"accessToken\":\"" + OTHER_TOKEN + "\"}", tag);

        assertThat(late.status()).isEqualTo(412);
        assertThat(token(repository)).isEqualTo(TOKEN);
        assertThat(unlink(repository, tag).status()).isEqualTo(412);
        assertThat(unlink(repository, read(repository).header("ETag").orElseThrow())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anUnlinkedRepositoryIsGoneAndItsUrlIsFree() {
        var repository = linked();
        assertThat(link().code()).isEqualTo("repository.already-linked");

        assertThat(unlink(repository, null).status()).isEqualTo(204);

        assertThat(read(repository).status()).isEqualTo(404);
        assertThat(server.bean(SecretVault.class).reveal(new RepositoryId(repository)))
                .isEmpty();
        assertThat(unlink(repository, null).status()).isEqualTo(404);
        assertThat(server.call("DELETE", "/api/v1/repositories/" + repository)
                        .bearer(server.demo(UserRole.ADMIN))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(link().status()).isEqualTo(201);
    }

    @Test
    void aRequirementOfAnUnlinkedRepositoryWaitsForAnother() {
        var repository = linked();
        var requirement = server.post("/api/v1/projects/" + project + "/requirements")
                .bearer(server.demo(UserRole.PM))
                .json("{\"title\":\"Refunds\",\"description\":\"Money back.\",\"repositoryId\":\"" + repository + "\"}")
                .send()
                .body()
                .get("id")
                .asString();
        unlink(repository, null);

        var refused = server.post("/api/v1/requirements/" + requirement + "/generate")
                .bearer(server.demo(UserRole.PM))
                .json("{}")
                .send();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("generation.repository-missing");
    }

    @Test
    void aRepositoryIsNotTakenAwayFromUnderAGeneration() {
        var repository = linked();
        var task = CodegenTaskId.random();
        var commands = server.bean(CommandGateway.class);
        git.stall(true);
        commands.sendAndWait(new RequestGeneration(task, order(new RepositoryId(repository)), new UserId("somebody")));
        server.bean(ProjectionBarrier.class).passed().join();
        try {
            var refused = unlink(repository, null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("repository.in-use");
        } finally {
            git.stall(false);
            commands.sendAndWait(new CancelGeneration(task, new UserId("somebody")));
        }
    }

    private GenerationOrder order(RepositoryId repository) {
        return SampleOrders.order(RequirementId.random(), "REPO-1", new ProjectId(project), repository, url);
    }

    private String linked() {
        return link().body().get("id").asString();
    }

    private Answer link() {
        return server.post("/api/v1/projects/" + project + "/repositories")
                .bearer(server.demo(UserRole.PM))
                .json("{\"gitUrl\":\"" + url + "\",\"platform\":\"GITLAB\",\"accessToken\":\"" + TOKEN + "\"}")
                .send();
    }

    private static Answer read(String repository) {
        return server.get("/api/v1/repositories/" + repository)
                .bearer(server.demo(UserRole.PM))
                .send();
    }

    private static Answer patch(String repository, String body, @Nullable String ifMatch) {
        var call = server.call("PATCH", "/api/v1/repositories/" + repository)
                .bearer(server.demo(UserRole.PM))
                .json(body);
        return (ifMatch == null ? call : call.header("If-Match", ifMatch)).send();
    }

    private static Answer unlink(String repository, @Nullable String ifMatch) {
        var call = server.call("DELETE", "/api/v1/repositories/" + repository).bearer(server.demo(UserRole.PM));
        return (ifMatch == null ? call : call.header("If-Match", ifMatch)).send();
    }

    private static String token(String repository) {
        return server.bean(SecretVault.class)
                .reveal(new RepositoryId(repository))
                .orElseThrow();
    }
}
