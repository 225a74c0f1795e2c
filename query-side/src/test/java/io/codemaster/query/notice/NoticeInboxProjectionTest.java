package io.codemaster.query.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.NoticePreferencesChanged;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.notice.CountUnreadNotices;
import io.codemaster.api.notice.FindNoticeChoices;
import io.codemaster.api.notice.FindNotices;
import io.codemaster.api.notice.InboxAcknowledged;
import io.codemaster.api.notice.InboxId;
import io.codemaster.api.notice.NoticeChoices;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeSummary;
import io.codemaster.api.notice.NoticeTopic;
import io.codemaster.api.notice.NoticesAcknowledged;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectMemberRemoved;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.QuerySideTest;

class NoticeInboxProjectionTest extends QuerySideTest {

    private final ProjectId project = ProjectId.random();

    private final UserId reader = UserId.random();

    private final UserId other = UserId.random();

    private final CodegenTaskId task = CodegenTaskId.random();

    private NoticeIssued notice(NoticeKind kind, int number, Instant happenedAt, @Nullable UserId actor) {
        var requirement = new RequirementId("requirement-" + task);
        return new NoticeIssued(
                NoticeId.of(kind, task.value(), number),
                requirement,
                List.of(reader, other),
                new NoticeContent(
                        kind,
                        requirement,
                        "PAY-1",
                        "Refunds",
                        project,
                        task,
                        actor,
                        Map.of("files", "3"),
                        "/codegen/" + task,
                        happenedAt));
    }

    private void givenMembers() {
        given(
                new ProjectCreated(project, "N" + project.value().replaceAll("\\D", ""), "Pay", null, other, false),
                new ProjectMemberAdded(project, reader, ProjectRole.DEVELOPER),
                new ProjectMemberAdded(project, other, ProjectRole.OWNER),
                new UserRegistered(other, "Li Na", other + "@example.com", null, UserSource.LOCAL));
    }

    private Page<NoticeSummary> inbox(UserId user, boolean unread) {
        return page(new FindNotices(user, false, unread, new PageRequest(null, 50)));
    }

    private List<NoticeKind> kinds(UserId user) {
        return inbox(user, false).items().stream().map(NoticeSummary::kind).toList();
    }

    private long unread(UserId user) {
        return queries.query(new CountUnreadNotices(user, false), ResponseTypes.instanceOf(Long.class))
                .join();
    }

    @Test
    void aNoticeIsReadByEachOfItsRecipients() {
        givenMembers();
        given(notice(NoticeKind.VERDICT, 1, START, other));

        assertThat(inbox(reader, false).items())
                .containsExactly(new NoticeSummary(
                        NoticeId.of(NoticeKind.VERDICT, task.value(), 1),
                        NoticeKind.VERDICT,
                        START,
                        false,
                        "PAY-1",
                        "Refunds",
                        project,
                        task,
                        Map.of("files", "3", "by", "Li Na"),
                        "/codegen/" + task));
        assertThat(kinds(other)).hasSize(1);
        assertThat(unread(reader)).isEqualTo(1);
        assertThat(inbox(UserId.random(), false).items()).isEmpty();
    }

    @Test
    void whatOneHasReadIsUnreadForTheOther() {
        givenMembers();
        given(
                notice(NoticeKind.VERDICT, 1, START, null),
                notice(NoticeKind.VERDICT, 2, START, null),
                new NoticesAcknowledged(
                        InboxId.of(reader),
                        reader,
                        List.of(NoticeId.of(NoticeKind.VERDICT, task.value(), 1), new NoticeId("notice:of:others"))));

        assertThat(unread(reader)).isEqualTo(1);
        assertThat(inbox(reader, true).items()).hasSize(1);
        assertThat(inbox(reader, false).items()).hasSize(2);
        assertThat(unread(other)).isEqualTo(2);
    }

    @Test
    void everythingIsReadUpToNowAndNotWhatComesLater() {
        givenMembers();
        given(
                notice(NoticeKind.VERDICT, 1, START, null),
                new InboxAcknowledged(InboxId.of(reader), reader),
                notice(NoticeKind.VERDICT, 2, START, null));

        assertThat(unread(reader)).isEqualTo(1);
        assertThat(unread(other)).isEqualTo(2);
    }

    @Test
    void whatSomebodyDoesNotWantToHearOfIsHiddenAndComesBack() {
        givenMembers();
        given(
                notice(NoticeKind.VERDICT, 1, START, null),
                notice(NoticeKind.GENERATION_FAILED, 1, START, null),
                new NoticePreferencesChanged(
                        reader, new NoticePreferences(Set.of(NoticeTopic.MERGE), Set.of(NoticeTopic.VERDICT))));

        assertThat(kinds(reader)).containsExactly(NoticeKind.GENERATION_FAILED);
        assertThat(unread(reader)).isEqualTo(1);
        assertThat(queries.query(new FindNoticeChoices(reader), ResponseTypes.instanceOf(NoticeChoices.class))
                        .join())
                .isEqualTo(new NoticeChoices(
                        new NoticeChoices.Topics(true, true, true, false),
                        new NoticeChoices.Topics(true, true, false, true)));
        given(new NoticePreferencesChanged(reader, NoticePreferences.EVERYTHING));
        assertThat(unread(reader)).isEqualTo(2);
    }

    @Test
    void whoLeavesAProjectReadsNothingOfItAnyMore() {
        givenMembers();
        given(notice(NoticeKind.VERDICT, 1, START, null), new ProjectMemberRemoved(project, reader));

        assertThat(kinds(reader)).isEmpty();
        assertThat(unread(reader)).isZero();
        assertThat(this.<NoticeSummary>page(new FindNotices(reader, true, false, new PageRequest(null, 50)))
                        .items())
                .hasSize(1);
    }

    @Test
    void theInboxIsReadPageByPage() {
        givenMembers();
        for (int i = 1; i <= 5; i++) {
            given(notice(NoticeKind.VERDICT, i, START.plusSeconds(i / 2), null));
        }
        var first = this.<NoticeSummary>page(new FindNotices(reader, false, false, new PageRequest(null, 2)));
        var second =
                this.<NoticeSummary>page(new FindNotices(reader, false, false, new PageRequest(first.nextCursor(), 2)));
        var third = this.<NoticeSummary>page(
                new FindNotices(reader, false, false, new PageRequest(second.nextCursor(), 2)));

        assertThat(List.of(first, second, third).stream()
                        .flatMap(it -> it.items().stream())
                        .map(it -> it.id().value().replaceAll(".*:", "")))
                .containsExactly("5", "4", "3", "2", "1");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void whatIsToldLongAfterItHappenedCountsAsRead() {
        givenMembers();
        given(notice(NoticeKind.VERDICT, 1, START.minus(Duration.ofDays(2)), null));

        assertThat(kinds(reader)).hasSize(1);
        assertThat(unread(reader)).isZero();
    }

    @Test
    void theInboxIsTheSameAfterItWasMadeAgain() {
        givenMembers();
        given(
                notice(NoticeKind.VERDICT, 1, START, other),
                new InboxAcknowledged(InboxId.of(reader), reader),
                notice(NoticeKind.MERGED, 1, START.plusSeconds(1), null),
                new NoticePreferencesChanged(other, new NoticePreferences(Set.of(), Set.of(NoticeTopic.VERDICT))));
        var before = List.of(inbox(reader, false), inbox(other, false));

        replay();

        assertThat(List.of(inbox(reader, false), inbox(other, false))).isEqualTo(before);
        assertThat(unread(reader)).isEqualTo(1);
        assertThat(kinds(other)).containsExactly(NoticeKind.MERGED);
    }
}
