package io.codemaster.command.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.AcknowledgeInbox;
import io.codemaster.api.notice.AcknowledgeNotices;
import io.codemaster.api.notice.InboxAcknowledged;
import io.codemaster.api.notice.InboxId;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.notice.NoticesAcknowledged;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

class NoticeTest {

    private static final UserId USER = new UserId("user-1");

    private static final InboxId INBOX = InboxId.of(USER);

    private static final NoticeId ID = NoticeId.of(NoticeKind.GENERATION_COMPLETED, "task-1", 1);

    private static final NoticeId OTHER = NoticeId.of(NoticeKind.VERDICT, "task-1", 1);

    private static final RequirementId REQUIREMENT = new RequirementId("requirement-1");

    private static final NoticeContent CONTENT = new NoticeContent(
            NoticeKind.GENERATION_COMPLETED,
            REQUIREMENT,
            "PAY-1",
            "Refunds",
            new ProjectId("project-1"),
            new CodegenTaskId("task-1"),
            null,
            Map.of("files", "3"),
            "/codegen/task-1",
            Instant.parse("2026-11-22T10:00:00Z"));

    private final FixtureConfiguration<Notice> notice = new AggregateTestFixture<>(Notice.class);

    private final FixtureConfiguration<Inbox> inbox = new AggregateTestFixture<>(Inbox.class);

    @Test
    void aNoticeIsIssued() {
        notice.givenNoPriorActivity()
                .when(new IssueNotice(ID, List.of(USER), CONTENT))
                .expectEvents(new NoticeIssued(ID, REQUIREMENT, List.of(USER), CONTENT));
    }

    @Test
    void theSameNewsIsNotToldTwice() {
        notice.given(new NoticeIssued(ID, REQUIREMENT, List.of(USER), CONTENT))
                .when(new IssueNotice(ID, List.of(USER), CONTENT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whatWasReadIsKept() {
        inbox.givenNoPriorActivity()
                .when(new AcknowledgeNotices(USER, List.of(ID, ID)))
                .expectEvents(new NoticesAcknowledged(INBOX, USER, List.of(ID)));
    }

    @Test
    void whatWasReadBeforeIsNoNews() {
        inbox.given(new NoticesAcknowledged(INBOX, USER, List.of(ID)))
                .when(new AcknowledgeNotices(USER, List.of(ID, OTHER)))
                .expectEvents(new NoticesAcknowledged(INBOX, USER, List.of(OTHER)));
        inbox.given(new NoticesAcknowledged(INBOX, USER, List.of(ID)))
                .when(new AcknowledgeNotices(USER, List.of(ID)))
                .expectNoEvents();
    }

    @Test
    void everythingIsReadAtOnce() {
        inbox.given(new NoticesAcknowledged(INBOX, USER, List.of(ID)))
                .when(new AcknowledgeInbox(USER))
                .expectEvents(new InboxAcknowledged(INBOX, USER));
    }

    @Test
    void anInboxRemembersNoMoreThanIsUseful() {
        var many = IntStream.rangeClosed(0, Inbox.REMEMBERED)
                .mapToObj(it -> NoticeId.of(NoticeKind.VERDICT, "task-1", it))
                .toList();
        inbox.given(new NoticesAcknowledged(INBOX, USER, many))
                .when(new AcknowledgeNotices(USER, many))
                .expectEvents(new NoticesAcknowledged(INBOX, USER, many.subList(0, 1)));
    }
}
