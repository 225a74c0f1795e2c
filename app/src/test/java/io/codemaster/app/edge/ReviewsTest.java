package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.RecordAiReview;
import io.codemaster.api.review.RecordAiReviewFailure;
import io.codemaster.api.review.RecordCommentAnswers;
import io.codemaster.api.review.ReviewId;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;
import io.codemaster.testing.git.TestingGitServer;
import tools.jackson.databind.JsonNode;

/** Reviews over HTTP. The changes are made up; nothing runs an agent here. */
class ReviewsTest {

    private static TestingGitServer git;

    private static TestServer server;

    private static ReviewedRequirements requirements;

    @BeforeAll
    static void aServerWhoseAgentsNeverRun() {
        git = TestingGitServer.start(TestServer.newDirectory());
        git.create("silent.git").on("main").file("README.md", "# Shop\n").commit("Start");
        git.stall(true);
        server = TestServer.start(
                TestServer.newDirectory(),
                "--codemaster.demo=on",
                "--codemaster.codegen.max-workers=1",
                "--codemaster.codegen.shutdown-grace=1s",
                "--codemaster.git.insecure-hosts=" + git.host(),
                "--codemaster.git.network-timeout=30m",
                "--codemaster.policy.four-eyes=true",
                "--codemaster.review.automatic=false");
        requirements = new ReviewedRequirements(server, git.url("silent.git"));
    }

    @AfterAll
    static void close() {
        git.stall(false);
        server.close();
        git.close();
    }

    // ---- reading ----

    @Test
    void aDeliveredChangeWaitsToBeJudged() {
        var task = requirements.delivered();
        var seen = reviews(task, "rev-developer");
        assertThat(seen.get("taskId").asString()).isEqualTo(task.value());
        assertThat(seen.get("round").asInt()).isEqualTo(1);
        assertThat(seen.get("headCommit").asString()).isEqualTo(ReviewedRequirements.HEAD);
        assertThat(seen.get("ai")).isEmpty();
        assertThat(seen.get("human")).isEmpty();
        assertThat(seen.get("draft").isNull()).isTrue();
        assertThat(seen.get("mayDecide").asBoolean()).isTrue();
        assertThat(seen.get("mayApprove").asBoolean()).isTrue();
        assertThat(seen.get("whyNot").isNull()).isTrue();
    }

    @Test
    void theRequesterAndTheViewerAreToldWhatTheyMayNot() {
        var task = requirements.delivered();
        assertThat(reviews(task, "rev-owner").get("whyNot").asString()).isEqualTo("review.four-eyes");
        assertThat(reviews(task, "rev-viewer").get("whyNot").asString()).isEqualTo("access.forbidden");
        assertThat(reviews(task, "rev-viewer").get("mayDecide").asBoolean()).isFalse();
        var refused = decide(task, "rev-owner", "{\"verdict\":\"APPROVED\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("review.four-eyes");
        assertThat(decide(task, "rev-viewer", "{\"verdict\":\"REJECTED\"}").status())
                .isEqualTo(403);
    }

    @Test
    void aGenerationThatHasDeliveredNothingIsNotJudged() {
        var task = requirements.ordered();
        assertThat(reviews(task, "rev-developer").get("whyNot").asString()).isEqualTo("review.not-open");
        for (var refused : List.of(
                decide(task, "rev-developer", "{\"verdict\":\"APPROVED\"}"),
                call("POST", task, "/ai", null),
                call("PUT", task, "/draft", "{\"comment\":\"Hm\"}"),
                call("DELETE", task, "/draft", null),
                call("PUT", task, "/ai/run/issues/f1/dismissal", "{\"reason\":\"x\"}"),
                call("PUT", task, "/human/round/comments/c1/addressed", "{\"addressed\":true}"))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("review.not-open");
        }
        assertThat(server.get("/api/v1/codegen/none/reviews")
                        .bearer(server.demo(UserRole.ADMIN))
                        .send()
                        .status())
                .isEqualTo(404);
    }

    // ---- verdicts ----

    @Test
    void anApprovalMovesTheRequirementAndCanBeTakenBack() {
        var task = requirements.delivered();
        var approved = decide(task, "rev-developer", "{\"verdict\":\"APPROVED\",\"comment\":\"Good.\"}");
        assertThat(approved.status()).isEqualTo(201);
        assertThat(approved.header("Location")).contains("/api/v1/codegen/" + task + "/reviews");
        assertThat(approved.body().get("followUpTaskId").isNull()).isTrue();
        assertThat(status(task)).isEqualTo("APPROVED");
        var seen = reviews(task, "rev-developer");
        assertThat(seen.at("/human/0/id").asString())
                .isEqualTo(approved.body().get("id").asString());
        assertThat(seen.at("/human/0/by/id").asString()).isEqualTo("rev-developer");
        assertThat(seen.at("/human/0/comment").asString()).isEqualTo("Good.");
        assertThat(seen.get("mayDecide").asBoolean()).isTrue();
        assertThat(seen.get("mayApprove").asBoolean()).isFalse();
        assertThat(decide(task, "rev-developer", "{\"verdict\":\"APPROVED\"}").code())
                .isEqualTo("review.not-open");

        assertThat(decide(task, "rev-developer", "{\"verdict\":\"REJECTED\"}").status())
                .isEqualTo(201);

        assertThat(status(task)).isEqualTo("REJECTED");
        assertThat(decide(task, "rev-developer", "{\"verdict\":\"APPROVED\"}").code())
                .isEqualTo("review.not-open");
        assertThat(list("REJECTED")).contains(requirements.requirementOf(task));
    }

    @Test
    void aChangeThatIsSentBackIsWorkedOnAgainAtOnce() {
        var task = requirements.delivered();
        var answer = decide(task, "rev-developer", """
                {"verdict":"NEEDS_REVISION","lineComments":[
                  {"path":"src/Refund.java","line":2,"endLine":3,"side":"NEW","body":"Split this.","findingId":"f1"},
                  {"path":"src/Refund.java","line":2,"side":"OLD","body":"This was better."}]}""");
        assertThat(answer.status()).isEqualTo(201);
        var followUp = answer.body().get("followUpTaskId").asString();
        var run = server.get("/api/v1/codegen/" + followUp)
                .bearer(server.demo(UserRole.ADMIN))
                .send();
        assertThat(run.status()).isEqualTo(200);
        assertThat(status(task)).isEqualTo("GENERATING");
        var comments = reviews(task, "rev-developer").at("/human/0/lineComments");
        assertThat(comments.get(0).get("snippet").asString()).isEqualTo("second\nthird");
        assertThat(comments.get(0).get("commit").asString()).isEqualTo(ReviewedRequirements.HEAD);
        assertThat(comments.get(0).at("/position/state").asString()).isEqualTo("UNCHANGED");
        assertThat(comments.get(1).get("snippet").asString()).isEqualTo("zwei");
        assertThat(comments.get(1).get("commit").asString()).isEqualTo(ReviewedRequirements.BASE);
        assertThat(decide(task, "rev-developer", "{\"verdict\":\"APPROVED\"}").code())
                .isEqualTo("review.not-open");
        assertThat(reviews(new CodegenTaskId(followUp), "rev-developer")
                        .get("round")
                        .asInt())
                .isEqualTo(2);
        cancel(followUp);
        // a follow-up that brings nothing leaves the change sent back
        await().until(() -> status(task).equals("NEEDS_REVISION"));
    }

    @Test
    void aBudgetThatIsUsedUpRefusesAFollowUpBeforeTheVerdictIsRecorded() {
        var task = requirements.delivered();
        var requirement = new RequirementId(requirements.requirementOf(task));
        assertThat(budget("{\"requirementUsd\":1}")).isEqualTo(204);
        try {
            command(new ChargeRun(
                    task, 1, new ProjectId("rev-project"), requirement, new BigDecimal("1"), Instant.now()));
            var refused = decide(task, "rev-developer", "{\"verdict\":\"NEEDS_REVISION\",\"comment\":\"Again.\"}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("budget.exhausted");
            assertThat(reviews(task, "rev-developer").get("human").isEmpty()).isTrue();
        } finally {
            assertThat(budget("{}")).isEqualTo(204);
        }
    }

    private int budget(String json) {
        return server.call("PUT", "/api/v1/projects/rev-project/budget")
                .bearer(requirements.token("rev-owner"))
                .json(json)
                .send()
                .status();
    }

    @Test
    void theSecondRoundIsJudgedAsTheFirstAndShowsItsComments() {
        var task = requirements.delivered();
        var answer = decide(task, "rev-developer", """
                {"verdict":"NEEDS_REVISION","comment":"Again.","lineComments":[
                  {"path":"src/Refund.java","line":3,"body":"Split this."}]}""");
        var followUp = new CodegenTaskId(answer.body().get("followUpTaskId").asString());
        var round = answer.body().get("id").asString();
        var comment =
                reviews(task, "rev-developer").at("/human/0/lineComments/0/id").asString();
        requirements.deliverRevision(followUp, task);
        command(new RecordCommentAnswers(
                ReviewId.of(task), followUp, List.of(new CommentAnswer(comment, true, "Split."))));
        assertThat(call("PUT", followUp, "/human/" + round + "/comments/" + comment + "/addressed", """
                        {"addressed":true}""")
                        .status())
                .isEqualTo(204);

        var seen = reviews(followUp, "rev-developer");

        assertThat(seen.at("/human/0/lineComments/0/position/state").asString()).isEqualTo("MOVED");
        assertThat(seen.at("/human/0/lineComments/0/position/line").asInt()).isEqualTo(4);
        assertThat(seen.at("/human/0/lineComments/0/addressed").asBoolean()).isTrue();
        assertThat(seen.at("/human/0/lineComments/0/answer/text").asString()).isEqualTo("Split.");
        assertThat(reviews(followUp, "rev-owner").get("whyNot").asString()).isEqualTo("review.four-eyes");
        assertThat(decide(followUp, "rev-developer", "{\"verdict\":\"APPROVED\"}")
                        .status())
                .isEqualTo(201);
        assertThat(status(task)).isEqualTo("APPROVED");
        var missing = call("PUT", followUp, "/human/" + round + "/comments/none/addressed", "{\"addressed\":true}");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("review.comment-not-found");
    }

    @Test
    void whatCannotBeSaidIsSaidAtItsField() {
        var task = requirements.delivered();
        var wordless = decide(task, "rev-developer", "{\"verdict\":\"NEEDS_REVISION\",\"comment\":\" \"}");
        assertThat(wordless.status()).isEqualTo(422);
        assertThat(wordless.code()).isEqualTo("review.comment-missing");
        assertThat(wordless.body().at("/errors/0/field").asString()).isEqualTo("comment");
        var beside = decide(task, "rev-developer", """
                {"verdict":"REJECTED","lineComments":[{"path":"src/Refund.java","line":1,"body":"a"},
                 {"path":"src/Refund.java","line":999,"body":"b"}]}""");
        assertThat(beside.status()).isEqualTo(422);
        assertThat(beside.code()).isEqualTo("review.line-not-in-diff");
        assertThat(beside.body().at("/errors/0/field").asString()).isEqualTo("lineComments[1].line");
        var zero = decide(task, "rev-developer", """
                {"verdict":"REJECTED","lineComments":[{"path":"src/Refund.java","line":0,"body":" "}]}""");
        assertThat(zero.status()).isEqualTo(422);
        assertThat(zero.body().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("lineComments[0].line", "lineComments[0].body");
        assertThat(decide(task, "rev-developer", "{}").status()).isEqualTo(422);
        assertThat(decide(task, "rev-developer", "{\"verdict\":\"PERHAPS\"}").status())
                .isEqualTo(400);
        assertThat(status(task)).isEqualTo("GENERATED");
    }

    // ---- drafts ----

    @Test
    void aDraftIsOnesOwnAndPutsTheRequirementInReview() {
        var task = requirements.delivered();
        var saved = call("PUT", task, "/draft", """
                {"verdict":"REJECTED","comment":"Hm","lineComments":[
                  {"path":"src/Refund.java","line":2,"endLine":3,"side":"NEW","body":"","findingId":null}]}""");
        assertThat(saved.status()).isEqualTo(204);
        assertThat(status(task)).isEqualTo("IN_REVIEW");
        var draft = reviews(task, "rev-developer").get("draft");
        assertThat(draft.get("verdict").asString()).isEqualTo("REJECTED");
        assertThat(draft.at("/lineComments/0/endLine").asInt()).isEqualTo(3);
        assertThat(draft.get("savedAt").asString()).endsWith("Z");
        assertThat(reviews(task, "rev-owner").get("draft").isNull()).isTrue();

        assertThat(call("DELETE", task, "/draft", null).status()).isEqualTo(204);

        assertThat(reviews(task, "rev-developer").get("draft").isNull()).isTrue();
        assertThat(call("DELETE", task, "/draft", null).status()).isEqualTo(204);
    }

    // ---- the second agent ----

    @Test
    void anAiReviewIsAskedForOneAtATimeAndItsFailureBlocksNobody() {
        var task = requirements.delivered();
        var asked = call("POST", task, "/ai", null);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.header("Location")).contains("/api/v1/codegen/" + task + "/reviews");
        var run = asked.body().get("id").asString();
        assertThat(run).isEqualTo(task + ".review.1");
        assertThat(reviews(task, "rev-developer").at("/ai/0/status").asString()).isEqualTo("RUNNING");
        var again = call("POST", task, "/ai", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("review.ai-already-running");
        command(new RecordAiReviewFailure(
                ReviewId.of(task),
                new CodegenTaskId(run),
                new Failure(FailureCode.MODEL_OVERLOADED, GenerationStep.GENERATE, "Overloaded.", null)));
        assertThat(reviews(task, "rev-developer").at("/ai/0/status").asString()).isEqualTo("FAILED");
        assertThat(decide(task, "rev-developer", "{\"verdict\":\"APPROVED\"}").status())
                .isEqualTo(201);
    }

    @Test
    void aFindingIsPutAsideWithAReason() {
        var task = requirements.delivered();
        var run = requirements.requestAiReview(task);
        command(new RecordAiReview(ReviewId.of(task), run, ReviewedRequirements.ANSWER, Usage.NONE));
        var path = "/ai/" + run + "/issues/f1/dismissal";
        assertThat(call("PUT", task, path, "{\"reason\":\" \"}").status()).isEqualTo(422);
        var missing = call("PUT", task, "/ai/" + run + "/issues/f9/dismissal", "{\"reason\":\"x\"}");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("review.finding-not-found");

        assertThat(call("PUT", task, path, "{\"reason\":\"On purpose\"}").status())
                .isEqualTo(204);

        var issue = reviews(task, "rev-viewer").at("/ai/0/issues/0");
        assertThat(issue.at("/dismissal/reason").asString()).isEqualTo("On purpose");
        assertThat(issue.at("/dismissal/by/id").asString()).isEqualTo("rev-developer");
        assertThat(issue.get("fingerprint").asString()).isEqualTo("fp1");
        assertThat(status(task)).isEqualTo("IN_REVIEW");
        assertThat(call("DELETE", task, path, null).status()).isEqualTo(204);
        assertThat(reviews(task, "rev-viewer").at("/ai/0/issues/0/dismissal").isNull())
                .isTrue();
    }

    // ---- what is asked ----

    private static JsonNode reviews(CodegenTaskId task, String user) {
        return server.get("/api/v1/codegen/" + task + "/reviews")
                .bearer(requirements.token(user))
                .send()
                .body();
    }

    private static Answer decide(CodegenTaskId task, String user, String body) {
        return server.post("/api/v1/codegen/" + task + "/reviews/human")
                .bearer(requirements.token(user))
                .json(body)
                .send();
    }

    private static Answer call(String method, CodegenTaskId task, String path, @Nullable String body) {
        var call = server.call(method, "/api/v1/codegen/" + task + "/reviews" + path)
                .bearer(requirements.token("rev-developer"));
        return (body == null ? call : call.json(body)).send();
    }

    private static void cancel(String task) {
        assertThat(server.post("/api/v1/codegen/" + task + "/cancel")
                        .bearer(requirements.token("rev-developer"))
                        .send()
                        .status())
                .isIn(202, 409);
    }

    private static String status(CodegenTaskId task) {
        return server.get("/api/v1/requirements/" + requirements.requirementOf(task))
                .bearer(requirements.token("rev-owner"))
                .send()
                .body()
                .get("status")
                .asString();
    }

    private static List<String> list(String status) {
        return server.get("/api/v1/requirements?limit=200&status=" + status)
                .bearer(requirements.token("rev-owner"))
                .send()
                .body()
                .get("items")
                .findValuesAsString("id");
    }

    private static void command(Object command) {
        server.bean(CommandGateway.class).sendAndWait(command);
        server.bean(ProjectionBarrier.class).passed().join();
    }
}
