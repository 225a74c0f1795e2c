package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.testing.git.TestingGitServer;

class RemoteTroubleIT {

    private static final String TOKEN = "glpat-7Hq2vXk9mN4pR8sT1wYz";

    @TempDir
    private Path directory;

    private GitWorld world;

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
        world.repository.on("main").file("README.md", "# Shop\n").commit("Start");
        world.repository.on("dev").file("x", "x").commit("Dev");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aProvedRepositoryIsDescribedAndItsTokenKept() {
        world.server.requireToken("oauth2", TOKEN);

        var facts = world.git.prove(world.proof(null, TOKEN));

        assertThat(facts.gitUrl()).isEqualTo(world.server.url("team/shop.git"));
        assertThat(facts.defaultBranch()).isEqualTo("main");
        assertThat(world.vault.reveal(world.repositoryId)).contains(TOKEN);
        assertThat(world.git.prove(world.proof("dev", TOKEN)).defaultBranch()).isEqualTo("dev");
    }

    @Test
    void aTokenThatIsNotAcceptedIsNotKept() {
        world.server.requireToken("oauth2", TOKEN);

        var rejection = rejection(world.proof(null, "glpat-wrong-wrong-wrong"));

        assertThat(rejection.code()).isEqualTo(ErrorCode.REPOSITORY_CREDENTIAL_REJECTED);
        assertThat(rejection.field()).isEqualTo("accessToken");
        assertThat(rejection.reason())
                .contains("does not accept the access token")
                .doesNotContain("wrong-wrong");
        assertThat(world.vault.reveal(world.repositoryId)).isEmpty();
        assertThat(rejection(world.proof(null, null)).reason()).contains("wants an access token");
    }

    @Test
    void aTokenThatCanReadButNotPushIsFoundOutAtOnce() {
        world.server.requireToken("oauth2", TOKEN);
        world.server.letAnybodyRead();

        assertThat(rejection(world.proof(null, "glpat-read-only")).code())
                .isEqualTo(ErrorCode.REPOSITORY_CREDENTIAL_REJECTED);
        assertThat(world.git.prove(world.proof(null, TOKEN)).defaultBranch()).isEqualTo("main");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(rejection(world.proof(world.server.url("team/other.git"), null, null))
                        .code())
                .isEqualTo(ErrorCode.REPOSITORY_NOT_FOUND);
        world.server.create("empty.git");
        assertThat(rejection(world.proof(world.server.url("empty.git"), null, null))
                        .code())
                .isEqualTo(ErrorCode.REPOSITORY_EMPTY);
        var branch = rejection(world.proof("release", null));
        assertThat(branch.code()).isEqualTo(ErrorCode.REPOSITORY_BRANCH_MISSING);
        assertThat(branch.field()).isEqualTo("defaultBranch");
        assertThat(branch.reason()).contains("release", "main");
        world.server.serveWebPages(true);
        var page = rejection(world.proof(null, null));
        assertThat(page.code()).isEqualTo(ErrorCode.REPOSITORY_NOT_FOUND);
        assertThat(page.reason()).doesNotContain("DOCTYPE");
    }

    @Test
    void aServerThatFailsIsUnreachable() throws Exception {
        for (int status : new int[] {500, 502, 503, 429}) {
            world.server.answer(status);
            var rejection = rejection(world.proof(null, null));
            assertThat(rejection.code()).isEqualTo(ErrorCode.REPOSITORY_UNREACHABLE);
            assertThat(rejection.reason()).contains(String.valueOf(status));
        }
        world.server.answer(403);
        assertThat(rejection(world.proof(null, TOKEN)).code()).isEqualTo(ErrorCode.REPOSITORY_CREDENTIAL_REJECTED);
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody = strict(List.of("127.0.0.1:" + free), InetAddress::getAllByName);
        assertThat(rejection(nobody, world.proof("http://127.0.0.1:" + free + "/x.git", null, null))
                        .reason())
                .contains("Nothing answers");
        var unknown = strict(List.of(), host -> {
            throw new java.net.UnknownHostException(host);
        });
        assertThat(rejection(unknown, world.proof("https://no-such-host.example/x.git", null, null))
                        .code())
                .isEqualTo(ErrorCode.REPOSITORY_UNREACHABLE);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        world.server.stall(true);
        var before = Instant.now();

        assertThat(rejection(impatient(), world.proof(null, null)).code()).isEqualTo(ErrorCode.REPOSITORY_UNREACHABLE);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void everyFailureOfARunHasItsCode() {
        world.vault.hold(world.repositoryId, TOKEN);
        world.server.requireToken("oauth2", "glpat-another");
        assertThat(failure().code()).isEqualTo(FailureCode.CREDENTIAL_REJECTED);
        assertThat(failure().step()).isEqualTo(GenerationStep.CLONE);
        world.server.requireToken("oauth2", TOKEN);
        world.server.answer(404);
        assertThat(failure().code()).isEqualTo(FailureCode.REPOSITORY_NOT_FOUND);
        world.server.answer(503);
        assertThat(failure().code()).isEqualTo(FailureCode.REPOSITORY_UNREACHABLE);
        world.server.answer(0);
        var missing = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.prepare(world.key, world.order("gone", null), new StopSignal()));
        assertThat(missing.failure().code()).isEqualTo(FailureCode.BRANCH_MISSING);
        assertThat(missing.failure().message()).contains("gone", "main");
        world.server.stallAfterRefs(true);
        var late = catchThrowableOfType(
                        AttemptFailure.class, () -> impatient().prepare(world.key, world.order(), new StopSignal()))
                .failure();
        assertThat(late.code()).isEqualTo(FailureCode.CLONE_TIMEOUT);
        assertThat(late.message()).doesNotContain(TOKEN, "Exception", "jgit");
    }

    @Test
    void theWholeFetchHasADeadlineOfItsOwn() {
        var slow = new GitWorkspaces(
                world.work,
                world.vault,
                world.artifacts,
                GitWorld.properties(
                        List.of(), List.of(world.server.host()), Duration.ofMinutes(5), Duration.ofMillis(1500)),
                GitWorld.settings(),
                Set::of,
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        world.server.stallAfterRefs(true);
        var before = Instant.now();

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> slow.prepare(world.key, world.order(), new StopSignal()));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.CLONE_TIMEOUT);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aStopEndsAFetchAtOnce() throws Exception {
        var patient = new GitWorkspaces(
                world.work,
                world.vault,
                world.artifacts,
                GitWorld.properties(
                        List.of(), List.of(world.server.host()), Duration.ofMinutes(5), Duration.ofMinutes(5)),
                GitWorld.settings(),
                Set::of,
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        world.server.stall(true);
        var stop = new StopSignal();
        var ended = CompletableFuture.supplyAsync(() -> {
            try {
                patient.prepare(world.key, world.order(), stop);
                return "prepared";
            } catch (StoppedException stopped) {
                return "stopped";
            } catch (AttemptFailure failure) {
                return failure.toString();
            }
        });
        Awaitility.await().until(() -> !world.server.requests().isEmpty());

        stop.stop(StopSignal.Reason.CANCELLED);

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(ended::isDone);
        assertThat(ended.get()).isEqualTo("stopped");
    }

    @Test
    void aPushThatTheServerRefusesSaysWhy() throws Exception {
        var prepared = world.prepare();
        var head = changed(prepared.baseCommit());
        world.server.refusePushes("\u001B[31mCommit message must name a ticket\u0007\n(rule 7)");

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(world.key, world.order(), prepared.branch(), head));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.PUSH_REJECTED);
        assertThat(failure.failure().step()).isEqualTo(GenerationStep.CHECK);
        assertThat(failure.failure().message())
                .contains("Commit message must name a ticket")
                .doesNotContain("\u001B", "\u0007", "\n");
        world.server.refusePushes(null);
        assertThat(world.git.push(world.key, world.order(), prepared.branch(), head))
                .isEqualTo(prepared.branch());
    }

    @Test
    void aBranchThatAppearedMeanwhileIsAConflictAndStaysAsItIs() throws Exception {
        var prepared = world.prepare();
        var head = changed(prepared.baseCommit());
        var theirs = world.repository.on(prepared.branch()).file("x", "theirs").commit("Theirs");

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(world.key, world.order(), prepared.branch(), head));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_CONFLICT);
        assertThat(world.repository.id(prepared.branch())).isEqualTo(theirs);
    }

    @Test
    void aBranchThatAppearsInTheMiddleOfThePushIsAConflictToo() throws Exception {
        var prepared = world.prepare();
        var head = changed(prepared.baseCommit());
        world.server.beforePush(() -> world.repository.git("branch", prepared.branch(), "dev"));

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(world.key, world.order(), prepared.branch(), head));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_CONFLICT);
        assertThat(world.repository.id(prepared.branch())).isEqualTo(world.repository.id("dev"));
    }

    @Test
    void aPushWithABadTokenOrToADeadServerHasItsCode() throws Exception {
        var prepared = world.prepare();
        var head = changed(prepared.baseCommit());
        world.server.requireToken("oauth2", TOKEN);
        assertThat(pushFailure(prepared.branch(), head)).isEqualTo(FailureCode.CREDENTIAL_REJECTED);
        world.server.letAnybodyRead();
        assertThat(pushFailure(prepared.branch(), head)).isEqualTo(FailureCode.CREDENTIAL_REJECTED);
        world.server.stall(true);
        var dead = catchThrowableOfType(
                AttemptFailure.class, () -> impatient().push(world.key, world.order(), prepared.branch(), head));
        assertThat(dead.failure().code()).isEqualTo(FailureCode.REPOSITORY_UNREACHABLE);
    }

    @Test
    void aTokenNeverFollowsARedirect() {
        world.vault.hold(world.repositoryId, TOKEN);
        try (var other = TestingGitServer.start(directory.resolve("other"))) {
            other.requireToken("oauth2", TOKEN);
            world.server.redirectTo("http://" + other.host());

            var rejection = rejection(world.proof(null, TOKEN));

            assertThat(rejection.code()).isEqualTo(ErrorCode.REPOSITORY_URL_NOT_ALLOWED);
            assertThat(rejection.reason())
                    .contains(other.host() + "/team/shop.git")
                    .contains("Redirects are not followed");
            assertThat(failure().code()).isEqualTo(FailureCode.REPOSITORY_URL_NOT_ALLOWED);
            assertThat(other.requests()).isEmpty();
            assertThat(other.authorizations()).isEmpty();
        }
    }

    @Test
    void anAddressWithoutDotGitIsCompletedWhereTheSameServerSaysSo() {
        // The redirect of GitLab: to the same server, with .git. Here the filter redirects everything, so both fail.
        world.server.redirectTo("http://" + world.server.host());

        var rejection = rejection(world.proof(world.server.url("team/shop"), null, null));

        assertThat(rejection.code()).isEqualTo(ErrorCode.REPOSITORY_URL_NOT_ALLOWED);
        assertThat(world.server.requests()).hasSize(2).last().asString().contains("/team/shop.git/info/refs");
    }

    @Test
    void aNameThatMovesBetweenTheCheckAndTheConnectionGainsNothing() throws IOException {
        var knocks = new AtomicInteger();
        try (var inside = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var listener = new Thread(() -> {
                try {
                    while (true) {
                        inside.accept().close();
                        knocks.incrementAndGet();
                    }
                } catch (IOException closed) {
                    // the test is over
                }
            });
            listener.setDaemon(true);
            listener.start();
            var asked = new AtomicInteger();
            var git = strict(List.of(), host -> new InetAddress[] {
                InetAddress.getByName(asked.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")
            });

            var rejection = rejection(
                    git, world.proof("https://rebind.example:" + inside.getLocalPort() + "/x.git", null, TOKEN));

            assertThat(rejection.code()).isEqualTo(ErrorCode.REPOSITORY_URL_NOT_ALLOWED);
            assertThat(rejection.reason()).contains("private network");
            assertThat(asked.get()).isGreaterThan(1);
            assertThat(knocks).hasValue(0);
        }
    }

    @Test
    void aListedServerIsReachedOverTlsWithItsCertificateChecked() throws Exception {
        var keyStore = directory.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "git",
                "-keyalg",
                "EC",
                "-dname",
                "CN=git.test",
                "-ext",
                "san=dns:git.test",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                "changeit");
        try (var secure = TestingGitServer.startSecure(directory.resolve("secure"), keyStore)) {
            secure.create("shop.git").on("main").file("a", "a").commit("Start");
            secure.requireToken("oauth2", TOKEN);
            var request = world.proof("https://git.test:" + secure.port() + "/shop.git", null, TOKEN);
            HostAddresses loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            var listed = List.of("git.test:" + secure.port(), "evil.test:" + secure.port());

            assertThat(git(listed, loopback, trusting(keyStore)).prove(request).defaultBranch())
                    .isEqualTo("main");
            assertThat(rejection(git(listed, loopback, (SSLSocketFactory) SSLSocketFactory.getDefault()), request)
                            .reason())
                    .contains("certificate");
            assertThat(rejection(
                                    git(listed, loopback, trusting(keyStore)),
                                    world.proof("https://evil.test:" + secure.port() + "/shop.git", null, TOKEN))
                            .reason())
                    .contains("certificate");
            assertThat(rejection(git(List.of(), loopback, trusting(keyStore)), request)
                            .code())
                    .isEqualTo(ErrorCode.REPOSITORY_URL_NOT_ALLOWED);
        }
    }

    @Test
    void theLoginBesideTheTokenFollowsThePlatformUnlessConfigured() {
        world.server.requireToken("x-access-token", TOKEN);

        assertThat(world.git
                        .prove(new ProveRepositoryAccess(
                                world.repositoryId,
                                world.server.url("team/shop.git"),
                                Platform.GITHUB,
                                null,
                                world.vault.seal(world.repositoryId, TOKEN)))
                        .defaultBranch())
                .isEqualTo("main");
        assertThatThrownBy(() -> world.git.prove(world.proof(null, TOKEN))).isInstanceOf(CommandRejected.class);
    }

    @Test
    void aRunOutOfDiskIsRecognised() {
        assertThat(DiskSpace.isExhausted(new RuntimeException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(new GitFailed("fatal: write error: No space left on device", false, null)
                        .asFailure(GenerationStep.CLONE, "x")
                        .failure()
                        .code())
                .isEqualTo(FailureCode.DISK_FULL);
    }

    private GitWorkspaces impatient() {
        return new GitWorkspaces(
                world.work,
                world.vault,
                world.artifacts,
                GitWorld.properties(
                        List.of(), List.of(world.server.host()), Duration.ofSeconds(3), Duration.ofMinutes(1)),
                GitWorld.settings(),
                Set::of,
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private GitWorkspaces strict(List<String> insecure, HostAddresses addresses) {
        return git(insecure, addresses, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private GitWorkspaces git(List<String> insecure, HostAddresses addresses, SSLSocketFactory tls) {
        return new GitWorkspaces(
                world.work,
                world.vault,
                world.artifacts,
                GitWorld.properties(List.of(), insecure, Duration.ofSeconds(20), Duration.ofMinutes(1)),
                GitWorld.settings(),
                Set::of,
                addresses,
                tls);
    }

    private Rejection rejection(ProveRepositoryAccess request) {
        return rejection(world.git, request);
    }

    private static Rejection rejection(GitWorkspaces git, ProveRepositoryAccess request) {
        var rejected = catchThrowableOfType(CommandRejected.class, () -> git.prove(request));
        assertThat(rejected).isNotNull();
        var rejection = rejected.<Rejection>getDetails().orElseThrow();
        assertThat(rejection.reason()).endsWith(".").doesNotContain(TOKEN, "Exception", "jgit");
        return rejection;
    }

    private io.codemaster.api.codegen.Failure failure() {
        return catchThrowableOfType(AttemptFailure.class, () -> world.prepare()).failure();
    }

    private FailureCode pushFailure(String branch, String head) {
        return catchThrowableOfType(AttemptFailure.class, () -> world.git.push(world.key, world.order(), branch, head))
                .failure()
                .code();
    }

    private String changed(String base) throws AttemptFailure {
        world.write("a.txt", "a\n");
        return world.git
                .capture(world.key, world.order(), "feature/req-PAY-12", base)
                .headCommit();
    }

    private static SSLSocketFactory trusting(Path keyStore) throws Exception {
        var store = java.security.KeyStore.getInstance("PKCS12");
        try (var input = Files.newInputStream(keyStore)) {
            store.load(input, "changeit".toCharArray());
        }
        var only = java.security.KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("git", store.getCertificate("git"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(only);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static void keytool(String... arguments) throws Exception {
        var line = new java.util.ArrayList<String>();
        line.add(System.getProperty("java.home") + "/bin/keytool");
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
