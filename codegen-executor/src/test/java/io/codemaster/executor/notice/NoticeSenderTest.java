package io.codemaster.executor.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.CheckContact;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.NoticeContact;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeTopic;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.NoticeCourier.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class NoticeSenderTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final UserId REVIEWER = new UserId("reviewer");
    private static final ExternalIdentity IDENTITY = new ExternalIdentity("feishu", "t", "ou_1");
    private static final NoticeId NOTICE = NoticeId.of(NoticeKind.VERDICT, "task-1", 1);
    private static final Outcome UNCLEAR = new Outcome.Unclear("no answer");

    private final StandingClock clock = new StandingClock();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<UserId, NoticeContact> contacts = new HashMap<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final NoticeTasks tasks = new NoticeTasks(courier, outbox, clock);
    private final NoticeSender sender = new NoticeSender(
            courier, outbox, DefaultCommandGateway.builder().commandBus(bus).build(), clock, metrics);

    @BeforeEach
    void thereArePeople() {
        contacts.put(ONE, contact("One", IDENTITY, NoticePreferences.EVERYTHING));
        contacts.put(REVIEWER, contact("Li Na", null, NoticePreferences.EVERYTHING));
        bus.subscribe(CheckContact.class.getName(), message -> {
            var user = ((CheckContact) message.getPayload()).userId();
            if (!contacts.containsKey(user)) {
                throw new AggregateNotFoundException(user.value(), "nobody");
            }
            return contacts.get(user);
        });
        bus.subscribe(CheckProject.class.getName(), message -> {
            if (TWO.equals(((CheckProject) message.getPayload()).assignee())) {
                throw new CommandRejected(ErrorCode.PROJECT_NOT_A_MEMBER, "Only members.");
            }
            return null;
        });
    }

    private static NoticeContact contact(String name, @Nullable ExternalIdentity identity, NoticePreferences choice) {
        return new NoticeContact(name, true, false, identity, choice);
    }

    private static DeliverNotice notice(Instant happenedAt, UserId... recipients) {
        return new DeliverNotice(
                NOTICE,
                List.of(recipients),
                new NoticeContent(
                        NoticeKind.VERDICT,
                        new RequirementId("requirement-1"),
                        "PAY-1",
                        "Refunds",
                        new ProjectId("project-1"),
                        new CodegenTaskId("task-1"),
                        REVIEWER,
                        Map.of("verdict", "APPROVED"),
                        "/codegen/task-1",
                        happenedAt));
    }

    private String state(UserId user) {
        return outbox.row(NOTICE, user).state();
    }

    /** Lets time pass and looks as often as the thread would have to. */
    private void after(Duration time) {
        clock.now = clock.now.plus(time);
        sender.round();
    }

    @Test
    void aNoticeGoesOutWithTheNameOfWhoDidIt() {
        tasks.handle(notice(START, ONE));
        sender.round();

        assertThat(state(ONE)).isEqualTo("SENT");
        assertThat(courier.errands()).singleElement().satisfies(it -> {
            assertThat(it.actor()).isEqualTo("Li Na");
            assertThat(it.recipient()).isEqualTo(IDENTITY);
            assertThat(it.key()).hasSizeLessThanOrEqualTo(50);
            assertThat(it.notice()).isEqualTo(notice(START).content());
        });
    }

    @Test
    void theSameTaskAgainSendsNothingMore() {
        tasks.handle(notice(START, ONE));
        sender.round();
        tasks.handle(notice(START, ONE));
        sender.round();

        assertThat(courier.errands()).hasSize(1);
    }

    @Test
    void withoutFeishuNothingIsKept() {
        courier.unconfigure();
        tasks.handle(notice(START, ONE));

        assertThat(outbox.all()).isEmpty();
        sender.start();
        assertThat(sender.isRunning()).isFalse();
    }

    @Test
    void whatHappenedLongAgoIsNotSent() {
        tasks.handle(notice(START.minus(Duration.ofHours(25)), ONE));

        assertThat(outbox.all()).isEmpty();
    }

    @Test
    void nobodyIsSentWhatTheyCannotOrMayNotOrDoNotWantToGet() {
        contacts.put(TWO, contact("left the project", IDENTITY, NoticePreferences.EVERYTHING));
        var local = new UserId("local");
        contacts.put(local, contact("local", null, NoticePreferences.EVERYTHING));
        var silent = new UserId("silent");
        contacts.put(silent, contact("silent", IDENTITY, new NoticePreferences(Set.of(NoticeTopic.VERDICT), Set.of())));
        var disabled = new UserId("disabled");
        contacts.put(disabled, new NoticeContact("disabled", false, false, IDENTITY, NoticePreferences.EVERYTHING));
        tasks.handle(notice(START, TWO, local, silent, disabled, new UserId("nobody")));
        sender.round();

        assertThat(courier.errands()).isEmpty();
        assertThat(outbox.all()).hasSize(5).allMatch(it -> it.state().equals("SKIPPED"));
    }

    @Test
    void anAdministratorNeedsNoMembership() {
        contacts.put(TWO, new NoticeContact("admin", true, true, IDENTITY, NoticePreferences.EVERYTHING));
        tasks.handle(notice(START, TWO));
        sender.round();

        assertThat(state(TWO)).isEqualTo("SENT");
    }

    @Test
    void whatSurelyDidNotArriveIsTriedForADayWithGrowingPauses() {
        for (int i = 0; i < 200; i++) {
            courier.then(new Outcome.Postponed("away", Duration.ZERO));
        }
        tasks.handle(notice(START, ONE));
        sender.round();
        assertThat(outbox.row(NOTICE, ONE).next()).isEqualTo(START.plusSeconds(1));
        after(Duration.ofSeconds(1));
        assertThat(outbox.row(NOTICE, ONE).next()).isEqualTo(START.plusSeconds(3));
        while (state(ONE).equals("PENDING")) {
            after(Duration.between(clock.now, outbox.row(NOTICE, ONE).next()));
        }

        assertThat(state(ONE)).isEqualTo("GAVE_UP");
        assertThat(clock.now).isBetween(START.plus(Duration.ofHours(24)), START.plus(Duration.ofMinutes(24 * 60 + 16)));
        assertThat(courier.errands()).hasSizeBetween(90, 110);
    }

    @Test
    void whatMayHaveArrivedIsSentAgainUnderTheSameKey() {
        courier.then(UNCLEAR);
        tasks.handle(notice(START, ONE));
        sender.round();
        after(Duration.ofSeconds(2));

        assertThat(state(ONE)).isEqualTo("SENT");
        assertThat(courier.errands()).hasSize(2);
        assertThat(courier.errands().get(0).key())
                .isEqualTo(courier.errands().get(1).key());
    }

    @Test
    void whatMayHaveArrivedIsGivenUpRatherThanSentTwice() {
        courier.then(UNCLEAR);
        tasks.handle(notice(START, ONE));
        sender.round();
        after(Duration.ofMinutes(51));

        assertThat(state(ONE)).isEqualTo("GAVE_UP");
        assertThat(courier.errands()).hasSize(1);
        assertThat(outbox.row(NOTICE, ONE).reason()).contains("Nobody knows");
    }

    @Test
    void whatSurelyFailedAfterAnUnclearOutcomeStaysUnclear() {
        courier.then(UNCLEAR).then(new Outcome.Postponed("away", Duration.ZERO));
        tasks.handle(notice(START, ONE));
        sender.round();
        after(Duration.ofMinutes(20));
        after(Duration.ofMinutes(31));

        assertThat(state(ONE)).isEqualTo("GAVE_UP");
        assertThat(courier.errands()).hasSize(2);
    }

    @Test
    void aRefusalIsFinalAndCounted() {
        courier.then(new Outcome.Refused("The app is not available to this person."));
        tasks.handle(notice(START, ONE));
        sender.round();
        after(Duration.ofHours(1));

        assertThat(state(ONE)).isEqualTo("GAVE_UP");
        assertThat(outbox.row(NOTICE, ONE).reason()).contains("not available");
        assertThat(courier.errands()).hasSize(1);
        assertThat(metrics.counter("codemaster.notices.cards", "outcome", "gave-up")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRateLimitHoldsEverythingBackUntilItIsOver() {
        contacts.put(TWO, new NoticeContact("admin", true, true, IDENTITY, NoticePreferences.EVERYTHING));
        courier.then(new Outcome.Postponed("slow down", Duration.ofSeconds(30)));
        tasks.handle(notice(START, ONE, TWO));
        sender.round();
        after(Duration.ofSeconds(29));
        assertThat(courier.errands()).hasSize(1);
        after(Duration.ofSeconds(1));

        assertThat(outbox.all()).allMatch(it -> it.state().equals("SENT"));
    }

    @Test
    void aLetterWhoseSenderWasLostIsTakenUpAgain() {
        tasks.handle(notice(START, ONE));
        outbox.begin(outbox.due(START, 1).get(0), START, START.plusSeconds(110));
        sender.round();
        assertThat(courier.errands()).isEmpty();
        after(Duration.ofSeconds(110));

        assertThat(state(ONE)).isEqualTo("SENT");
    }

    @Test
    void aLetterThatCannotBePreparedDoesNotHoldUpTheOthers() {
        var odd = NoticeId.of(NoticeKind.MERGED, "task-1", 1);
        outbox.add(odd, ONE, "key", "{\"kind\":\"FROM_THE_FUTURE\"}", START);
        tasks.handle(notice(START, ONE));
        sender.round();

        assertThat(state(ONE)).isEqualTo("SENT");
        assertThat(outbox.row(odd, ONE).state()).isEqualTo("PENDING");
    }

    @Test
    void whatEndedAMonthAgoIsForgotten() {
        tasks.handle(notice(START, ONE));
        sender.round();
        after(Duration.ofDays(31));

        assertThat(outbox.all()).isEmpty();
    }

    private static final class StandingClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
