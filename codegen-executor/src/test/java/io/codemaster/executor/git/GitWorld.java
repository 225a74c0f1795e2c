package io.codemaster.executor.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.codegen.RevisionBrief.LineRequest;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.InMemoryArtifacts;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.WorkDirectory;
import io.codemaster.executor.shared.Workspaces;
import io.codemaster.testing.git.TestingGitServer;

/** What a test of the whole package needs: a server, a work directory, and the product's git on top of them. */
final class GitWorld implements AutoCloseable {

    final TestingGitServer server;
    final TestingGitServer.TestingRepository repository;
    final WorkDirectory work;
    final InMemoryArtifacts artifacts = new InMemoryArtifacts();
    final InMemorySecretVault vault = new InMemorySecretVault();
    final RepositoryId repositoryId = RepositoryId.random();
    final AttemptKey key = new AttemptKey(CodegenTaskId.random(), 1);
    final GitWorkspaces git;

    GitWorld(Path directory) {
        this(directory, Duration.ofSeconds(20), Duration.ofMinutes(2));
    }

    GitWorld(Path directory, Duration silence, Duration whole) {
        server = TestingGitServer.start(directory.resolve("server"));
        repository = server.create("team/shop.git");
        work = new WorkDirectory(directory.resolve("work"));
        git = new GitWorkspaces(
                work,
                vault,
                artifacts,
                properties(List.of(), List.of(), silence, whole),
                settings(),
                () -> Set.of(server.host()),
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static GitProperties properties(List<String> allowed, List<String> insecure, Duration silence, Duration whole) {
        return new GitProperties(allowed, insecure, "CodeMaster", "codemaster@example.com", silence, whole, List.of());
    }

    static WorkspaceProperties settings() {
        return new WorkspaceProperties(
                "feature/req-{key}",
                Duration.ofHours(24),
                DataSize.ofGigabytes(20),
                Duration.ofDays(30),
                DataSize.ofGigabytes(2));
    }

    GenerationOrder order() {
        return order(null);
    }

    GenerationOrder order(@Nullable Delivery owned) {
        return order("main", owned);
    }

    GenerationOrder order(String sourceBranch, @Nullable Delivery owned) {
        return new GenerationOrder(
                new RequirementId("r-1"),
                "PAY-12",
                new ProjectId("p-1"),
                repositoryId,
                server.url("team/shop.git"),
                Platform.GITLAB,
                sourceBranch,
                "main",
                "Refund an order",
                "# Refunds\n\nA customer gets the money back when an order is cancelled within 14 days.\n\nMore.",
                owned,
                new GenerationOptions(
                        null,
                        null,
                        null,
                        50,
                        BigDecimal.TEN,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        1,
                        Duration.ofSeconds(30)));
    }

    /** What a reviewer makes of a delivered change. */
    GenerationOrder followUp(String branch, CapturedChanges reviewed, String comment, LineRequest... lines) {
        var order = order();
        return new GenerationOrder(
                order.requirementId(),
                order.requirementKey(),
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                order.sourceBranch(),
                order.defaultBranch(),
                order.title(),
                order.description(),
                new Delivery(branch, reviewed.headCommit()),
                order.options(),
                null,
                null,
                new RevisionBrief(
                        key.taskId(),
                        1,
                        1,
                        reviewed.baseCommit(),
                        new Delivery(branch, reviewed.headCommit()),
                        null,
                        comment,
                        List.of(lines)));
    }

    ProveRepositoryAccess proof(@Nullable String branch, @Nullable String token) {
        return proof(server.url("team/shop.git"), branch, token);
    }

    ProveRepositoryAccess proof(String url, @Nullable String branch, @Nullable String token) {
        return new ProveRepositoryAccess(
                repositoryId, url, Platform.GITLAB, branch, token == null ? null : vault.seal(repositoryId, token));
    }

    Workspaces.Prepared prepare() throws Exception {
        return git.prepare(key, order(), new StopSignal());
    }

    AttemptKey another() {
        return new AttemptKey(CodegenTaskId.random(), 1);
    }

    Path file(String path) {
        return work.workspace(key).resolve(path);
    }

    void write(String path, String content) {
        write(key, path, content);
    }

    void write(AttemptKey attempt, String path, String content) {
        try {
            var file = work.workspace(attempt).resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs git as the agent would, in its own throw-away repository. */
    String agentGit(String... arguments) {
        return TestingGitServer.TestingRepository.git(work.workspace(key), new byte[0], arguments);
    }

    /** Runs git in the product's git-dir, to look at what is there. */
    String trustedGit(String... arguments) {
        return TestingGitServer.TestingRepository.git(work.git(key), new byte[0], arguments)
                .strip();
    }

    @Override
    public void close() {
        server.close();
    }
}
