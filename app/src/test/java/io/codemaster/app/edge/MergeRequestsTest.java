package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;
import io.codemaster.testing.git.TestingGitServer;
import io.codemaster.testing.git.TestingGitServer.TestingRepository;
import io.codemaster.testing.github.TestingGitHub;
import io.codemaster.testing.gitlab.TestingGitLab;

/** From an approved change to a merged one, on GitLab, on GitHub and where the product is the platform. */
class MergeRequestsTest {

    private static final String TOKEN = "glpat-7Hq2vXk9mN4pR8sT1wYz";

    private static final UserId BOSS = new UserId("merge-boss");

    private static final Map<ReviewId, ApprovedChange> APPROVED = new ConcurrentHashMap<>();

    private static int number;

    private static TestServer server;

    private static TestingGitServer git;

    private static TestingRepository repository;

    private static TestingGitLab gitlab;

    private static TestingGitHub github;

    private static ProjectId project;

    private String branch = "";

    private String head = "";

    /** Of a repository of one platform, a requirement and the generation that is approved or not. */
    private record Story(RepositoryId repository, RequirementId requirement, CodegenTaskId task) {}

    @BeforeAll
    static void aServerAndItsPlatforms() {
        git = TestingGitServer.start(TestServer.newDirectory());
        repository = git.create("team/shop.git");
        repository.on("main").file("README.md", "# Shop\n").commit("Start");
        gitlab = TestingGitLab.start("team/shop");
        gitlab.keep(repository);
        github = TestingGitHub.start("team/shop");
        github.keep(repository);
        server = TestServer.start(
                TestServer.newDirectory(),
                "--codemaster.demo=on",
                "--codemaster.git.insecure-hosts=" + git.host() + "," + gitlab.host() + "," + github.host(),
                "--codemaster.git.api-timeout=3s");
        server.bean(CommandBus.class).subscribe(CheckApproval.class.getName(), message -> {
            var approved = APPROVED.get(((CheckApproval) message.getPayload()).reviewId());
            if (approved == null) {
                throw new CommandRejected(ErrorCode.MERGE_NOT_APPROVED, "Somebody has to approve it first.");
            }
            return approved;
        });
        project = new ProjectId(server.post("/api/v1/projects")
                .bearer(server.demo(UserRole.PM))
                .json("{\"key\":\"MERGE\",\"name\":\"Merge\"}")
                .send()
                .body()
                .get("id")
                .asString());
        server.register("merge-boss", UserRole.RD);
    }

    @AfterAll
    static void close() {
        server.close();
        gitlab.close();
        github.close();
        git.close();
    }

    @BeforeEach
    void aBranchThatWasPushed() {
        number++;
        branch = "feature/req-MERGE-" + number;
        repository.git("branch", branch, "main");
        head = repository.on(branch).file("n" + number + ".txt", "x\n").commit("Change " + number);
        gitlab.recover();
        gitlab.requireToken(TOKEN);
        github.requireToken(TOKEN);
    }

    // ---- opening ----

    @Test
    void anApprovedChangeIsOpenedOnceAndSaysSoEverywhere() {
        var story = story(Platform.GITLAB);
        approve(story);

        var opened = open(story, "{\"title\":\"Refunds at last\"}");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).contains("/api/v1/codegen/" + story.task() + "/merge-request");
        assertThat(opened.body().at("/state").asString()).isEqualTo("OPENED");
        assertThat(opened.body().at("/title").asString()).isEqualTo("Refunds at last");
        assertThat(opened.body().at("/url").asString()).startsWith(gitlab.url());
        assertThat(opened.body().at("/headCommit").asString()).isEqualTo(head);
        assertThat(opened.body().at("/canMergeHere").asBoolean()).isFalse();
        assertThat(opened.text()).doesNotContain(TOKEN);

        var again = open(story, "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/number").asInt())
                .isEqualTo(opened.body().at("/number").asInt());

        assertThat(view(story).body().at("/state").asString()).isEqualTo("OPENED");
        await().untilAsserted(() -> {
            var requirement = requirement(story);
            assertThat(requirement.body().at("/status").asString()).isEqualTo("MERGE_REQUESTED");
            assertThat(requirement.body().at("/mergeRequest/state").asString()).isEqualTo("OPENED");
        });
        var text = gitlab.changes().get(gitlab.changes().size() - 1).description;
        assertThat(text).contains("merge-boss").contains("MERGE-");
        theEvidenceOfItHolds(story);
    }

    /** The names of a zip's entries stand in it as they are. */
    private static void theEvidenceOfItHolds(Story story) {
        var evidence = server.get("/api/v1/codegen/" + story.task() + "/merge-request/evidence")
                .bearer(server.demo(UserRole.ADMIN))
                .send();
        assertThat(evidence.status()).isEqualTo(200);
        assertThat(evidence.header("Content-Type")).contains("application/zip");
        assertThat(evidence.header("Content-Disposition").orElse("")).contains("-merge-request.zip");
        assertThat(evidence.text())
                .contains("generations/1/generation.json", "merge-request.json", "requirement.json", "MANIFEST.sig");
    }

    @Test
    void approvalOpensItByItself() {
        var story = story(Platform.GITHUB);
        approve(story);

        publish(
                "Review",
                ReviewId.of(story.task()).value(),
                0,
                new ReviewSubmitted(
                        ReviewId.of(story.task()),
                        story.task(),
                        story.requirement(),
                        "round-1",
                        1,
                        Verdict.APPROVED,
                        null,
                        List.of(),
                        null,
                        BOSS));

        await().untilAsserted(() ->
                assertThat(view(story).body().at("/state").asString("")).isEqualTo("OPENED"));
        assertThat(view(story).body().at("/url").asString()).startsWith(github.url());
    }

    @Test
    void whatNobodyApprovedIsNotOpened() {
        var story = story(Platform.GITLAB);
        var refused = open(story, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("merge.not-approved");
        assertThat(view(story).status()).isEqualTo(404);
    }

    @Test
    void aPlatformThatRefusesIsQuotedAndAskedAgainByHand() {
        var story = story(Platform.GITLAB);
        approve(story);
        gitlab.requireToken("another-token");

        var refused = open(story, "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("merge.token-rejected");
        assertThat(refused.body().at("/detail").asString()).contains("new one");
        assertThat(refused.text()).doesNotContain(TOKEN);
        await().untilAsserted(() ->
                assertThat(view(story).body().at("/failure/code").asString()).isEqualTo("merge.token-rejected"));
        assertThat(view(story).body().at("/state").asString()).isEqualTo("REQUESTED");

        gitlab.requireToken(TOKEN);
        assertThat(open(story, "").status()).isEqualTo(201);
        assertThat(view(story).body().at("/failure").isNull()).isTrue();
    }

    @Test
    void aPlatformThatIsDownIsA503() {
        var story = story(Platform.GITLAB);
        approve(story);
        gitlab.breakDown();
        var refused = open(story, "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("merge.platform-broken");
    }

    // ---- merging here ----

    @Test
    void aPlainRepositoryIsMergedByTheProduct() {
        var story = story(Platform.GIT);
        approve(story);
        var opened = open(story, "");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().at("/canMergeHere").asBoolean()).isTrue();
        assertThat(opened.body().at("/mergeable").asBoolean()).isTrue();

        var merged = merge(story);

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.body().at("/state").asString()).isEqualTo("MERGED");
        assertThat(repository.id("refs/heads/main"))
                .isEqualTo(merged.body().at("/mergeCommit").asString());
        await().untilAsserted(() ->
                assertThat(requirement(story).body().at("/status").asString()).isEqualTo("MERGED"));
        assertThat(merge(story).code()).isEqualTo("merge.not-open");
    }

    @Test
    void aConflictNamesItsFiles() {
        var story = story(Platform.GIT);
        approve(story);
        open(story, "");
        repository.on("main").file("n" + number + ".txt", "y\n").commit("Meanwhile");

        var refused = merge(story);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("merge.conflict");
        assertThat(refused.body().at("/detail").asString()).contains("n" + number + ".txt");
        await().untilAsserted(() ->
                assertThat(view(story).body().at("/failure/paths/0").asString()).isEqualTo("n" + number + ".txt"));
        assertThat(view(story).body().at("/state").asString()).isEqualTo("OPENED");
    }

    @Test
    void whatIsOnAPlatformIsMergedThere() {
        var story = story(Platform.GITLAB);
        approve(story);
        assertThat(merge(story).code()).isEqualTo("merge.not-open");
        open(story, "");
        var refused = merge(story);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("merge.not-here");
    }

    // ---- webhooks ----

    @Test
    void aProvedWebhookBringsTheStateOfGitLab() {
        var story = story(Platform.GITLAB);
        approve(story);
        var iid = open(story, "").body().at("/number").asLong();
        var hook = makeWebhook(story);
        var url = hook.body().at("/url").asString();
        var secret = hook.body().at("/secret").asString();
        gitlab.merge(iid);

        assertThat(gitlab.deliver(url, "wrong", "d-1", iid, "merge")).isEqualTo(401);
        assertThat(gitlab.deliver(url, "", "d-1", iid, "merge")).isEqualTo(401);
        assertThat(view(story).body().at("/state").asString()).isEqualTo("OPENED");
        assertThat(gitlab.deliver(url, secret, "d-1", iid, "merge")).isEqualTo(202);

        await().untilAsserted(() ->
                assertThat(view(story).body().at("/state").asString()).isEqualTo("MERGED"));
        await().untilAsserted(() ->
                assertThat(requirement(story).body().at("/status").asString()).isEqualTo("MERGED"));
    }

    @Test
    void aProvedWebhookBringsTheStateOfGitHubAndAReplayDoesNothing() {
        var story = story(Platform.GITHUB);
        approve(story);
        var pull = open(story, "").body().at("/number").asLong();
        var hook = makeWebhook(story);
        var url = hook.body().at("/url").asString();
        var secret = hook.body().at("/secret").asString();
        assertThat(github.deliver(url, "wrong", "d-1", pull, "closed")).isEqualTo(401);
        github.close(pull);

        assertThat(github.deliver(url, secret, "d-1", pull, "closed")).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(view(story).body().at("/state").asString()).isEqualTo("CLOSED"));
        await().untilAsserted(() ->
                assertThat(requirement(story).body().at("/status").asString()).isEqualTo("APPROVED"));

        github.reopen(pull);
        assertThat(github.deliver(url, secret, "d-1", pull, "closed")).isEqualTo(202);
        server.bean(ProjectionBarrier.class).passed().join();
        assertThat(view(story).body().at("/state").asString()).isEqualTo("CLOSED");
        assertThat(github.deliver(url, secret, "d-2", pull, "reopened")).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(view(story).body().at("/state").asString()).isEqualTo("OPENED"));
    }

    @Test
    void aWebhookThatIsNotProvedDoesNotSayWhetherThereIsSuchARepository() {
        var story = story(Platform.GITHUB);
        makeWebhook(story);
        var known = webhook("github", story.repository().value());
        var unknown = webhook("github", "nobody-knows-this");
        assertThat(known.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body().at("/detail")).isEqualTo(known.body().at("/detail"));
        assertThat(webhook("bitbucket", story.repository().value()).status()).isEqualTo(401);
        assertThat(webhook("github", "%20").status()).isEqualTo(401);
    }

    @Test
    void aWebhookThatIsTooLongIsRefused() {
        var story = story(Platform.GITHUB);
        var answer = server.post("/api/v1/webhooks/github/" + story.repository())
                .chunked("application/json", new byte[(1 << 20) + 1])
                .send();
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void theSecretIsShownOnce() {
        var story = story(Platform.GITLAB);
        var path = "/api/v1/repositories/" + story.repository() + "/webhook";
        assertThat(get(path).body().at("/present").asBoolean()).isFalse();

        var first = makeWebhook(story);
        assertThat(first.status()).isEqualTo(201);
        var secret = first.body().at("/secret").asString();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(40);
        assertThat(get(path).text()).doesNotContain(secret);
        assertThat(get(path).body().at("/present").asBoolean()).isTrue();
        assertThat(get(path).body().at("/lastDeliveryAt").isNull()).isTrue();

        var second = makeWebhook(story).body().at("/secret").asString();
        var url = first.body().at("/url").asString();
        assertThat(gitlab.deliver(url, secret, "d-1", 1, "merge")).isEqualTo(401);
        assertThat(gitlab.deliver(url, second, "d-1", 1, "merge")).isEqualTo(202);
        assertThat(get(path).body().at("/lastDeliveryAt").isNull()).isFalse();

        assertThat(server.call("DELETE", path)
                        .bearer(server.demo(UserRole.PM))
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(gitlab.deliver(url, second, "d-2", 1, "merge")).isEqualTo(401);
    }

    @Test
    void theSecretIsKeptForNoIdempotencyKey() {
        var story = story(Platform.GITLAB);
        var path = "/api/v1/repositories/" + story.repository() + "/webhook";
        var first = server.post(path)
                .bearer(server.demo(UserRole.PM))
                .header("Idempotency-Key", "k-1")
                .send();
        var second = server.post(path)
                .bearer(server.demo(UserRole.PM))
                .header("Idempotency-Key", "k-1")
                .send();
        assertThat(second.body().at("/secret")).isNotEqualTo(first.body().at("/secret"));
    }

    @Test
    void aPlainRepositoryHasNoWebhook() {
        assertThat(makeWebhook(story(Platform.GIT)).code()).isEqualTo("webhook.not-supported");
    }

    // ---- steps ----

    private static String cloneUrl(Platform platform) {
        return switch (platform) {
            case GITLAB -> gitlab.cloneUrl();
            case GITHUB -> github.cloneUrl();
            case GIT -> git.url("team/shop.git");
        };
    }

    private Story story(Platform platform) {
        var story = new Story(RepositoryId.random(), RequirementId.random(), CodegenTaskId.random());
        var commands = server.bean(CommandGateway.class);
        // a URL is linked once in a project; the order names the one that is asked
        commands.sendAndWait(new LinkRepository(
                story.repository(),
                project,
                "https://git.example.com/" + story.repository() + ".git",
                platform,
                "main",
                null,
                false));
        var vault = server.bean(SecretVault.class);
        if (platform != Platform.GIT) {
            vault.keep(story.repository(), vault.seal(story.repository(), TOKEN));
        }
        commands.sendAndWait(new SubmitRequirement(
                story.requirement(),
                project,
                "MERGE-" + number,
                "Refunds",
                "Money back.",
                Priority.MEDIUM,
                null,
                null,
                null,
                null,
                BOSS));
        commands.sendAndWait(new RequestGeneration(story.task(), order(story, platform), BOSS));
        publish(
                "Requirement",
                story.requirement().value(),
                1,
                new RequirementReopened(story.requirement(), RequirementStatus.APPROVED, BOSS));
        server.bean(ProjectionBarrier.class).passed().join();
        return story;
    }

    private static void publish(String type, String id, long sequence, Object event) {
        server.bean(EventStore.class).publish(new GenericDomainEventMessage<>(type, id, sequence, event));
    }

    private void approve(Story story) {
        var platform = platform(story);
        APPROVED.put(
                ReviewId.of(story.task()),
                new ApprovedChange(
                        new ReviewedChange(
                                story.task(),
                                1,
                                order(story, platform),
                                new Delivery(branch, head),
                                new CapturedChanges(
                                        repository.id("refs/heads/main"),
                                        head,
                                        new DiffStat(1, 1, 0),
                                        new ArtifactId("a".repeat(64)),
                                        new ArtifactId("b".repeat(64)),
                                        null),
                                null,
                                BOSS),
                        null,
                        List.of(new ApprovedChange.Decision(BOSS, Verdict.APPROVED, "Good.", 0, Instant.EPOCH))));
    }

    private static Platform platform(Story story) {
        return Platform.valueOf(get("/api/v1/repositories/" + story.repository())
                .body()
                .at("/platform")
                .asString());
    }

    private static GenerationOrder order(Story story, Platform platform) {
        return new GenerationOrder(
                story.requirement(),
                "MERGE-" + number,
                project,
                story.repository(),
                cloneUrl(platform),
                platform,
                "main",
                "main",
                "Refunds",
                "Money back.",
                null,
                SampleOrders.options());
    }

    private static Answer open(Story story, String body) {
        var call = server.post("/api/v1/codegen/" + story.task() + "/merge-request")
                .bearer(server.demo(UserRole.PM));
        return (body.isEmpty() ? call : call.json(body)).send();
    }

    private static Answer merge(Story story) {
        return server.post("/api/v1/codegen/" + story.task() + "/merge-request/merge")
                .bearer(server.demo(UserRole.PM))
                .send();
    }

    private static Answer view(Story story) {
        return get("/api/v1/codegen/" + story.task() + "/merge-request");
    }

    private static Answer requirement(Story story) {
        return get("/api/v1/requirements/" + story.requirement());
    }

    private static Answer makeWebhook(Story story) {
        return server.post("/api/v1/repositories/" + story.repository() + "/webhook")
                .bearer(server.demo(UserRole.PM))
                .send();
    }

    private static Answer webhook(String platform, String id) {
        return server.post("/api/v1/webhooks/" + platform + "/" + id)
                .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .json("{}")
                .send();
    }

    private static Answer get(String path) {
        return server.get(path).bearer(server.demo(UserRole.PM)).send();
    }
}
