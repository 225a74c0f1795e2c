package io.codemaster.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

import io.codemaster.api.audit.AccessRefused;
import io.codemaster.api.audit.AuditEntry;
import io.codemaster.api.audit.AuditEntry.ActorType;
import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.api.audit.AuditEntryDetails;
import io.codemaster.api.audit.AuditFilter;
import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.FindAuditEntries;
import io.codemaster.api.audit.FindAuditEntry;
import io.codemaster.api.audit.Requester;
import io.codemaster.api.audit.SignInRefused;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.AccessTokenIssued;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectKeyClaimed;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class AuditProjectionTest extends QuerySideTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final UserId user = UserId.random();

    private final ProjectId project = ProjectId.random();

    private final Samples run = new Samples(project, user);

    private MetaData asked(String command, String cause) {
        return MetaData.from(Map.of(
                "actor",
                user.value(),
                "traceId",
                TRACE,
                "clientIp",
                "192.0.2.7",
                "userAgent",
                "Firefox",
                "correlationId",
                command,
                "causationId",
                cause));
    }

    private void givenAProject() {
        publish(new UserRegistered(user, "Ada", user + "@example.com", UserRole.PM, UserSource.LOCAL, null));
        publish(
                asked("c1", "c1"),
                new ProjectKeyClaimed(project, "PAY"),
                new ProjectCreated(project, "PAY", "Payments", null, user, false));
        publish(asked("c1", "c1"), new ProjectMemberAdded(project, user, ProjectRole.OWNER));
    }

    private List<AuditEntry> entries(AuditFilter filter) {
        return this.<AuditEntry>page(new FindAuditEntries(user, true, filter, new PageRequest(null, 50)))
                .items();
    }

    private List<AuditEntry> ofProject() {
        return entries(new AuditFilter(null, null, null, null, project.value(), null, null, null));
    }

    @Test
    void aChangeSaysWhoDidItFromWhereToWhat() {
        givenAProject();
        awaitViews();

        var entry = ofProject().get(0);

        assertThat(entry.action()).isEqualTo("project-member.added");
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Actor(ActorType.USER, user.value(), "Ada"));
        assertThat(entry.onBehalfOf()).isNull();
        assertThat(entry.target()).isEqualTo(new AuditEntry.Target("project", project.value(), "PAY Payments"));
        assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(entry.detail()).contains("role=OWNER");
        assertThat(List.of(entry.ip(), entry.userAgent(), entry.traceId()))
                .containsExactly("192.0.2.7", "Firefox", TRACE);
        assertThat(entry.hash()).as("there is no chain here").isNull();
    }

    @Test
    void whatTheProductWritesDownForItselfIsNoEntry() {
        givenAProject();
        awaitViews();

        assertThat(ofProject())
                .extracting(AuditEntry::action)
                .containsExactly("project-member.added", "project.created");
    }

    @Test
    void whatFollowsOnAnOrderTheProductDoesOnBehalfOfWhoeverOrdered() {
        givenAProject();
        publish(asked("c2", "c2"), new GenerationOrdered(run.requirement, run.task, run.order(), user));
        publish(asked("c2", "c3"), run.requested(), run.queued(1));
        given(run.failed(1));

        var found = entries(new AuditFilter(null, null, "generation", run.task.value(), null, null, null, null));

        assertThat(found)
                .extracting(AuditEntry::action)
                .containsExactly("generation.failed", "attempt.queued", "generation.requested");
        assertThat(found).allSatisfy(it -> {
            assertThat(it.actor().type()).isEqualTo(ActorType.SYSTEM);
            assertThat(it.onBehalfOf()).isEqualTo(new AuditEntry.Person(user.value(), "Ada"));
            assertThat(it.projectId()).isEqualTo(project);
            assertThat(it.target().label()).isEqualTo("PAY-12 Refunds");
        });
        assertThat(found.get(0).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(found.get(0).detail()).contains("failure=MODEL_OVERLOADED");
    }

    @Test
    void ofTheAgentsLinesOnlyItsCallsOfToolsAreEntries() {
        givenAProject();
        publish(asked("c2", "c2"), new GenerationOrdered(run.requirement, run.task, run.order(), user));
        given(
                run.json("{\"type\":\"system\",\"subtype\":\"init\"}"),
                run.json(
                        "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"tool_use\"}]}}"),
                run.json("{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\","
                        + "\"name\":\"Bash\",\"input\":{\"command\":\"npm test\\n--all\"}},"
                        + "{\"type\":\"tool_use\",\"name\":\"Read\",\"input\":{\"file_path\":\"src/a.ts\"}}]}}"),
                run.json("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\","
                        + "\"tool_use_id\":\"t1\",\"content\":\"{\\\"type\\\":\\\"tool_use\\\"}\"}]}}"));

        var calls = entries(new AuditFilter(null, "tool.", null, null, project.value(), null, null, null));

        assertThat(calls).extracting(AuditEntry::detail).containsExactly("Read: src/a.ts", "Bash: npm test --all");
        assertThat(calls).allSatisfy(it -> {
            assertThat(it.action()).isEqualTo("tool.called");
            assertThat(it.actor()).isEqualTo(new AuditEntry.Actor(ActorType.AGENT, run.task.value(), "Claude Code"));
            assertThat(it.onBehalfOf()).isEqualTo(new AuditEntry.Person(user.value(), "Ada"));
        });
        assertThat(calls).extracting(AuditEntry::outcome).containsExactly(Outcome.PENDING, Outcome.SUCCESS);
    }

    private OutputLineRecorded call(String id, String command) {
        return run.json("{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"" + id
                + "\",\"name\":\"Bash\",\"input\":{\"command\":\"" + command + "\"}}]}}");
    }

    private OutputLineRecorded answer(String id, boolean error, String text) {
        return run.json("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id
                + "\",\"is_error\":" + error + ",\"content\":\"" + text
                + "\"}]},\"tool_use_result\":{\"stdout\":\"x\"}}");
    }

    @Test
    void whatComesOfACallIsInItsEntryHoweverLate() {
        givenAProject();
        publish(asked("c2", "c2"), new GenerationOrdered(run.requirement, run.task, run.order(), user));
        given(call("t1", "one"), call("t2", "two"), call("t3", "three"), call("t4", "four"), call("t5", "five"));
        given(answer("t1", false, "fine"), answer("t2", true, "Exit code 3\\nno"), call("t6", "six"));
        given(
                answer("t3", true, "PreToolUse:Bash hook error: policy says no"),
                run.json("{\"type\":\"system\",\"subtype\":\"permission_denied\",\"tool_use_id\":\"t4\","
                        + "\"message\":\"It needs approval.\"}"),
                answer("t4", true, "It needs approval."),
                answer("t5", true, "no"),
                run.json("{\"type\":\"result\",\"permission_denials\":["
                        + "{\"tool_name\":\"Bash\",\"tool_use_id\":\"t5\",\"tool_input\":{}}]}"));
        var open = new AuditFilter(null, "tool.called", null, null, project.value(), null, null, null);
        assertThat(entries(open).get(0).outcome()).isEqualTo(Outcome.PENDING);
        given(new TranscriptClosed(TranscriptId.of(run.task, 1), run.task, 1, 11));

        var calls = entries(open);

        assertThat(calls)
                .extracting(AuditEntry::detail)
                .containsExactly(
                        "Bash: six → no answer before the run ended",
                        "Bash: five → no",
                        "Bash: four → It needs approval.",
                        "Bash: three → PreToolUse:Bash hook error: policy says no",
                        "Bash: two → Exit code 3 no",
                        "Bash: one");
        assertThat(calls)
                .extracting(AuditEntry::outcome)
                .containsExactly(
                        Outcome.FAILURE,
                        Outcome.DENIED,
                        Outcome.DENIED,
                        Outcome.DENIED,
                        Outcome.FAILURE,
                        Outcome.SUCCESS);
        assertThat(entries(new AuditFilter(null, null, null, null, project.value(), null, null, "policy says")))
                .containsExactly(calls.get(3));
        replay();
        assertThat(entries(open)).as("all in one transaction").isEqualTo(calls);
    }

    @Test
    void whatIsPrintedAfterARunWasGivenUpIsStillTheAnswer() {
        givenAProject();
        given(call("t1", "one"), call("t1", "again"), run.failed(1), answer("t1", false, "fine"));

        assertThat(entries(new AuditFilter(null, "tool.", null, run.task.value(), null, null, null, null)))
                .extracting(it -> it.detail() + " " + it.outcome())
                .containsExactly("Bash: again SUCCESS", "Bash: one → no answer before the run ended FAILURE");
    }

    @Test
    void onlyLinesThatMayBeCallsOrTheirAnswersAreRead() {
        assertThat(List.of(
                        "{\"text\":\"{\\\"type\\\":\\\"tool_use\\\"}\"}",
                        "{\\\"type\\\":\\\"tool_result\\\"",
                        "{\\\"permission_denials\\\":[]"))
                .allMatch(it -> ToolCalls.isMarked(it.getBytes(StandardCharsets.UTF_8)));
        assertThat(List.of("tool_use", "{\\\"tool_us", "\\\"tool_progress\\\"", "\\\\\\\"tool_use\\\\\\\"", "\\\"", ""))
                .noneMatch(it -> ToolCalls.isMarked(it.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTokenActsForItsOwner() {
        givenAProject();
        var token = AccessTokenId.random();
        publish(
                asked("c4", "c4"),
                new AccessTokenIssued(user, token, "CI", java.util.Set.of(TokenScope.WRITE), Instant.EPOCH));
        publish(
                asked("c5", "c5").and("accessToken", token.value()),
                new RequirementClosed(run.requirement, "done", user));
        awaitViews();

        var entry = entries(new AuditFilter(null, null, null, run.requirement.value(), null, null, null, null))
                .get(0);

        assertThat(entry.actor()).isEqualTo(new AuditEntry.Actor(ActorType.API_TOKEN, token.value(), "CI"));
        assertThat(entry.onBehalfOf()).isEqualTo(new AuditEntry.Person(user.value(), "Ada"));
    }

    @Test
    void signInsAndRefusalsAreEntries() {
        var nobody = new Requester(user, null, "192.0.2.9", "curl", TRACE);
        publish(
                new SessionOpened(user, UserSource.LOCAL),
                new SignInRefused(AuditNoteId.next(), nobody, "auth.bad-credentials", 3, START),
                new AccessRefused(
                        AuditNoteId.next(), nobody, "POST", "/api/v1/users", "access.forbidden", project, 1, START));
        awaitViews();

        var found = entries(new AuditFilter(null, null, null, null, null, null, null, user.value()));
        assertThat(found).extracting(AuditEntry::action).containsExactly("sign-in.refused", "session.opened");
        assertThat(found.get(0).actor().type()).isEqualTo(ActorType.ANONYMOUS);
        assertThat(found.get(0).outcome()).isEqualTo(Outcome.DENIED);
        assertThat(found.get(0).detail()).contains("auth.bad-credentials").contains("times=3");
        var refused = ofProject().get(0);
        assertThat(refused.actor().id()).isEqualTo(user.value());
        assertThat(refused.target().label()).isEqualTo("POST /api/v1/users");
        assertThat(refused.ip()).isEqualTo("192.0.2.9");
    }

    @Test
    void filtersNarrowAndTheCursorMissesNothing() {
        givenAProject();
        awaitViews();
        var all = ofProject();

        assertThat(entries(new AuditFilter(null, "project.created", null, null, project.value(), null, null, null)))
                .hasSize(1);
        assertThat(entries(new AuditFilter(
                        null,
                        null,
                        null,
                        null,
                        project.value(),
                        null,
                        all.get(0).at(),
                        null)))
                .containsExactly(all.get(1));
        assertThat(entries(new AuditFilter(
                        null, null, null, null, project.value(), all.get(0).at(), null, null)))
                .containsExactly(all.get(0));
        assertThat(entries(new AuditFilter(user.value(), null, "project", null, null, null, null, "ada OWNER")))
                .containsExactly(all.get(0));
        var byProject = new AuditFilter(null, null, null, null, project.value(), null, null, null);
        var first = this.<AuditEntry>page(new FindAuditEntries(user, true, byProject, new PageRequest(null, 1)));
        var second = this.<AuditEntry>page(
                new FindAuditEntries(user, true, byProject, new PageRequest(first.nextCursor(), 1)));
        assertThat(List.of(first.items().get(0), second.items().get(0))).isEqualTo(all);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void aStrangerSeesNothingOfAProject() {
        givenAProject();
        awaitViews();
        var stranger = UserId.random();
        var entry = ofProject().get(0);

        assertThat(this.<AuditEntry>page(
                                new FindAuditEntries(stranger, false, AuditFilter.NONE, new PageRequest(null, 50)))
                        .items())
                .isEmpty();
        assertThat(one(new FindAuditEntry(stranger, false, entry.sequence()), AuditEntryDetails.class))
                .isEmpty();
        assertThat(this.<AuditEntry>page(new FindAuditEntries(user, false, AuditFilter.NONE, new PageRequest(null, 50)))
                        .items())
                .isEqualTo(ofProject());
    }

    @Test
    void aRebuildGivesEveryEntryItsNumberAgain() {
        givenAProject();
        awaitViews();
        var before = entries(AuditFilter.NONE);

        replay();

        assertThat(entries(AuditFilter.NONE)).isEqualTo(before);
        assertThat(before).extracting(AuditEntry::sequence).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
}
