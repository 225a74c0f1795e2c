package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.app.security.session.AccessTokens;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.ProjectionBarrier;
import io.codemaster.testing.feishu.TestingFeishu;
import io.codemaster.testing.feishu.TestingFeishu.Person;

/** Notices on their way to people: into the inbox over HTTP and as cards to Feishu, also over a restart. */
class NoticesTest {

    private static final ProjectId PROJECT = new ProjectId("notice-project");

    private static final RequirementId REQUIREMENT = new RequirementId("notice-requirement");

    private static final UserId LI_NA = new UserId("notice-li-na");

    private static final UserId OWNER = new UserId("notice-owner");

    private final Path data = TestServer.newDirectory();

    private final TestingFeishu feishu = TestingFeishu.start();

    private final Person person = feishu.addPerson("Li Na");

    private TestServer server = start();

    @AfterEach
    void close() {
        server.close();
        feishu.close();
    }

    private TestServer start() {
        return start(Duration.ZERO);
    }

    private TestServer start(Duration later) {
        return TestServer.start(
                data,
                later,
                "--codemaster.demo=on",
                "--codemaster.public-url=https://codemaster.example.com",
                "--codemaster.feishu.app-id=" + feishu.appId(),
                "--codemaster.feishu.app-secret=" + feishu.appSecret(),
                "--codemaster.feishu.open-base-url=" + feishu.url(),
                "--codemaster.feishu.timeout=500ms");
    }

    private void restart() {
        server.close();
        server = start();
    }

    private void send(Object command) {
        server.bean(CommandGateway.class).sendAndWait(command);
    }

    private void givenARequirementOfTwoPeople() {
        send(new RegisterUser(
                LI_NA,
                "Li Na",
                null,
                null,
                UserRole.RD,
                UserSource.FEISHU,
                new ExternalIdentity("feishu", person.tenantKey(), person.openId())));
        send(new RegisterUser(OWNER, "Owner", "notice@example.com", null, UserRole.PM, UserSource.LOCAL, null));
        send(new CreateProject(PROJECT, "NOTE", "Notices", null, OWNER, false));
        send(new AddProjectMember(PROJECT, LI_NA, ProjectRole.DEVELOPER));
        send(new SubmitRequirement(
                REQUIREMENT, PROJECT, "NOTE-1", "Refunds", "Text", Priority.HIGH, null, null, null, LI_NA, OWNER));
        await().until(() -> server.bean(Users.class).find(OWNER).isPresent());
    }

    private NoticeId issue(int number) {
        var id = NoticeId.of(NoticeKind.VERDICT, "notice-task", number);
        send(new IssueNotice(
                id,
                List.of(LI_NA, OWNER),
                new NoticeContent(
                        NoticeKind.VERDICT,
                        REQUIREMENT,
                        "NOTE-1",
                        "Refunds <at id=all></at>",
                        PROJECT,
                        new CodegenTaskId("notice-task"),
                        OWNER,
                        Map.of("verdict", "APPROVED"),
                        "/codegen/notice-task",
                        Instant.now().plusSeconds(number))));
        server.bean(ProjectionBarrier.class).passed().join();
        return id;
    }

    private String state(NoticeId notice) {
        return server
                .bean(JdbcTemplate.class)
                .query(
                        "SELECT state FROM notice_outbox WHERE notice_id = ? AND user_id = ?",
                        (row, n) -> row.getString(1),
                        notice.value(),
                        LI_NA.value())
                .stream()
                .findFirst()
                .orElse("NONE");
    }

    private void awaitState(NoticeId notice, String state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(notice), state::equals);
    }

    @Test
    void whatOtherProgramsReadLeadsToThePublicAddress() {
        givenARequirementOfTwoPeople();
        var token = server.bean(AccessTokens.class)
                .make(
                        OWNER,
                        AccessTokenId.random(),
                        "reader",
                        Set.of(TokenScope.EVENTS_READ),
                        server.clock.instant().plus(Duration.ofDays(1)));
        var events = await().until(
                        () -> server.get("/api/v1/events?types=com.codemaster.project.created.v1")
                                .bearer(token)
                                .send(),
                        it -> it.status() == 200 && !it.body().get("items").isEmpty());
        assertThat(events.body().at("/items/0/dataschema").asString())
                .startsWith("https://codemaster.example.com/api/v1/events/schemas/");
    }

    @Test
    void aNoticeIsInTheInboxAndInFeishuAndIsRead() {
        givenARequirementOfTwoPeople();
        var first = issue(1);
        issue(2);
        var liNa = server.session(LI_NA.value());

        var inbox = server.get("/api/v1/notices?limit=1").bearer(liNa).send();
        var newest = inbox.body().get("items").get(0);
        assertThat(newest.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "kind",
                        "at",
                        "read",
                        "requirementKey",
                        "requirementTitle",
                        "projectId",
                        "taskId",
                        "facts",
                        "link");
        assertThat(newest.get("kind").asString()).isEqualTo("VERDICT");
        assertThat(newest.path("facts").get("by").asString()).isEqualTo("Owner");
        var rest = server.get("/api/v1/notices?cursor="
                        + inbox.body().get("nextCursor").asString())
                .bearer(liNa)
                .send();
        assertThat(rest.body().get("items")).hasSize(1);
        assertThat(unread(liNa)).isEqualTo(2);
        assertThat(read(liNa, "{\"ids\":[\"" + first + "\",\"notice:unknown\"]}"))
                .isEqualTo(204);
        assertThat(unread(liNa)).isEqualTo(1);
        assertThat(server.get("/api/v1/notices?unread=true")
                        .bearer(liNa)
                        .send()
                        .body()
                        .get("items"))
                .hasSize(1);
        assertThat(read(liNa, "{\"all\":true}")).isEqualTo(204);
        assertThat(unread(liNa)).isZero();
        assertThat(unread(server.session(OWNER.value()))).isEqualTo(2);

        awaitState(first, "SENT");
        assertThat(feishu.messages()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.openId()).isEqualTo(person.openId());
            assertThat(it.content())
                    .contains("通过 · Approved", "Owner", "https://codemaster.example.com/codegen/notice-task")
                    .doesNotContain("<at");
        });
    }

    private int read(String token, String body) {
        return server.post("/api/v1/notices/read")
                .bearer(token)
                .json(body)
                .send()
                .status();
    }

    private int unread(String token) {
        return server.get("/api/v1/notices/count")
                .bearer(token)
                .send()
                .body()
                .get("unread")
                .asInt();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        givenARequirementOfTwoPeople();
        var owner = server.session(OWNER.value());

        assertThat(read(owner, "{}")).isEqualTo(422);
        assertThat(read(owner, "{\"all\":false}")).isEqualTo(422);
        assertThat(read(owner, "{\"all\":true,\"ids\":[]}")).isEqualTo(422);
        assertThat(read(owner, "{\"ids\":[\"<script>\"]}")).isEqualTo(422);
        assertThat(read(owner, "{\"ids\":[" + "\"a\",".repeat(200) + "\"a\"]}")).isEqualTo(422);
        assertThat(server.get("/api/v1/notices?limit=0").bearer(owner).send().status())
                .isEqualTo(400);
        assertThat(server.get("/api/v1/notices?cursor=x").bearer(owner).send().status())
                .isEqualTo(400);
        assertThat(choose(owner, "{\"feishu\":{\"GENERATION\":true},\"inbox\":null}"))
                .isEqualTo(422);
    }

    private int choose(String token, String body) {
        return server.call("PUT", "/api/v1/auth/me/notices")
                .bearer(token)
                .json(body)
                .send()
                .status();
    }

    @Test
    void whatSomebodyDoesNotWantIsNeitherShownNorSent() {
        givenARequirementOfTwoPeople();
        var liNa = server.session(LI_NA.value());
        var choices = """
                {"feishu":{"GENERATION":true,"AI_REVIEW":true,"VERDICT":false,"MERGE":true},\
                "inbox":{"GENERATION":true,"AI_REVIEW":true,"VERDICT":false,"MERGE":true}}""";
        assertThat(server.get("/api/v1/auth/me/notices").bearer(liNa).send().text())
                .isEqualTo(choices.replace("false", "true"));
        assertThat(choose(liNa, choices)).isEqualTo(204);
        assertThat(server.get("/api/v1/auth/me/notices").bearer(liNa).send().text())
                .isEqualTo(choices);

        var notice = issue(1);

        awaitState(notice, "SKIPPED");
        assertThat(feishu.messages()).isEmpty();
        assertThat(unread(liNa)).isZero();
        assertThat(unread(server.session(OWNER.value()))).isEqualTo(1);
    }

    @Test
    void aCardThatWaitsForFeishuSurvivesARestart() {
        givenARequirementOfTwoPeople();
        feishu.breakDown("");
        var notice = issue(1);
        awaitState(notice, "PENDING");
        restart();
        feishu.recover();
        server.clock.step(Duration.ofMinutes(15));

        awaitState(notice, "SENT");
        assertThat(feishu.messages()).hasSize(1);
    }

    @Test
    void aCardWhoseAnswerWasLostWithTheProductArrivesOnce() {
        givenARequirementOfTwoPeople();
        feishu.loseAnswers("/im/");
        var notice = issue(1);
        await().until(() -> feishu.messages().size() == 1);
        feishu.recover();
        restart();
        server.clock.step(Duration.ofMinutes(20));

        awaitState(notice, "SENT");
        assertThat(feishu.messages()).hasSize(1);
    }

    @Test
    void aCardThatMayHaveArrivedIsNotSentAgainWhenFeishuHasForgottenIt() {
        givenARequirementOfTwoPeople();
        feishu.loseAnswers("/im/");
        var notice = issue(1);
        await().until(() -> feishu.messages().size() == 1);
        server.close();
        feishu.forgetUuids();
        feishu.recover();
        server = start(Duration.ofHours(2));

        awaitState(notice, "GAVE_UP");
        assertThat(feishu.messages()).hasSize(1);
    }

    @Test
    void aFeishuThatHangsHoldsNothingUp() {
        givenARequirementOfTwoPeople();
        feishu.hold("");
        var first = issue(1);
        var second = issue(2);

        assertThat(unread(server.session(LI_NA.value()))).isEqualTo(2);
        feishu.recover();
        awaitState(first, "SENT");
        awaitState(second, "SENT");
        assertThat(feishu.messages()).hasSize(2);
    }
}
