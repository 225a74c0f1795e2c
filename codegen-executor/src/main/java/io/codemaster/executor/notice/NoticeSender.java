package io.codemaster.executor.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.CheckContact;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticeContact;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.executor.notice.NoticeOutbox.End;
import io.codemaster.executor.notice.NoticeOutbox.Letter;
import io.codemaster.executor.shared.NoticeCourier;
import io.codemaster.executor.shared.NoticeCourier.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Empties the outbox in a thread of its own, so that nothing ever waits for Feishu. Nobody gets a notice twice: before a
 * letter goes out it is written down that it does, and once it may have arrived it is tried again only for as long as
 * Feishu recognises it.
 */
@Component
class NoticeSender implements SmartLifecycle {

    /** After a day a notice is no news. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Duration NEXT_PREPARATION = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 10;

    private static final Duration KEPT = Duration.ofDays(30);

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration TIDYING = Duration.ofHours(1);

    private static final int AT_ONCE = 50;

    private static final long LOOKS_EVERY_MILLIS = 1_000;

    private static final long COMMAND_SECONDS = 10;

    private final NoticeCourier courier;

    private final NoticeOutbox outbox;

    private final CommandGateway commands;

    private final Clock clock;

    private final MeterRegistry metrics;

    private final JsonMapper json = new JsonMapper();

    private Instant quietUntil = Instant.MIN;

    private Instant tidyAt = Instant.MIN;

    private @Nullable Thread thread;

    private CountDownLatch stopping = new CountDownLatch(1);

    NoticeSender(
            NoticeCourier courier, NoticeOutbox outbox, CommandGateway commands, Clock clock, MeterRegistry metrics) {
        this.courier = courier;
        this.outbox = outbox;
        this.commands = commands;
        this.clock = clock;
        this.metrics = metrics;
        List.of("sent", "postponed", "gave-up", "skipped").forEach(this::cards);
    }

    // ---- the thread ----

    @Override
    public synchronized void start() {
        if (thread == null && courier.isConfigured()) {
            stopping = new CountDownLatch(1);
            thread = new Thread(this::run, "notice-sender");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The thread is waited for and not interrupted: the embedded database does not bear that. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        var running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(courier.patience().toMillis() * 2);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException trouble) {
                    LOG.warn("Notices cannot be handed out at the moment", trouble);
                }
            } while (!stopping.await(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands out what is due, until there is trouble. */
    void round() {
        var now = clock.instant();
        if (!now.isBefore(tidyAt)) {
            outbox.forget(now.minus(KEPT));
            tidyAt = now.plus(TIDYING);
        }
        if (now.isBefore(quietUntil)) {
            return;
        }
        for (var letter : outbox.due(now, AT_ONCE)) {
            if (stopping.getCount() == 0 || !handOut(letter)) {
                return;
            }
        }
    }

    // ---- one letter ----

    /** Whether there is no trouble, so that the next one can go out. */
    private boolean handOut(Letter letter) {
        var now = clock.instant();
        if (letter.unclearSince() != null && now.isAfter(letter.unclearSince().plus(courier.keyLifetime()))) {
            return giveUp(letter, "Nobody knows whether it arrived, and it is too late to send it again safely.");
        }
        if (now.isAfter(letter.createdAt().plus(LONGEST))) {
            return giveUp(letter, "It could not be delivered within a day.");
        }
        NoticeContent notice;
        Optional<ExternalIdentity> recipient;
        @Nullable String actor;
        try {
            notice = json.readValue(letter.content(), NoticeContent.class);
            recipient = recipient(letter.userId(), notice);
            actor = notice.actor() == null
                    ? null
                    : contact(notice.actor()).map(NoticeContact::name).orElse(null);
        } catch (RuntimeException trouble) {
            LOG.warn("The notice {} cannot be prepared for the user {}", letter.noticeId(), letter.userId(), trouble);
            outbox.postpone(letter, now.plus(NEXT_PREPARATION), letter.unclearSince(), "It could not be prepared.");
            return true;
        }
        if (recipient.isEmpty()) {
            outbox.finish(letter, End.SKIPPED, null, now);
            count("skipped");
            return true;
        }
        if (!outbox.begin(
                letter, now, now.plus(courier.patience().multipliedBy(2)).plus(MARGIN))) {
            return true;
        }
        return settle(letter, courier.take(notice, actor, recipient.get(), letter.key()), now);
    }

    private boolean settle(Letter letter, Outcome outcome, Instant begun) {
        if (outcome instanceof Outcome.Delivered) {
            outbox.finish(letter, End.SENT, null, clock.instant());
            count("sent");
            return true;
        }
        if (outcome instanceof Outcome.Refused refused) {
            return giveUp(letter, refused.reason());
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            return again(letter, postponed.atLeast(), letter.unclearSince(), postponed.reason());
        }
        var unclear = (Outcome.Unclear) outcome;
        return again(
                letter, Duration.ZERO, letter.unclearSince() == null ? begun : letter.unclearSince(), unclear.reason());
    }

    private boolean giveUp(Letter letter, String reason) {
        LOG.warn("The notice {} is not sent to the user {}: {}", letter.noticeId(), letter.userId(), reason);
        outbox.finish(letter, End.GAVE_UP, reason, clock.instant());
        count("gave-up");
        return true;
    }

    /** What ails one letter usually ails all, so everything waits until the rate limit or the first pause is over. */
    private boolean again(Letter letter, Duration atLeast, @Nullable Instant unclearSince, String reason) {
        var now = clock.instant();
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.tries(), MOST_DOUBLINGS));
        var next = now.plus(longer(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, atLeast));
        quietUntil = now.plus(longer(FIRST_PAUSE, atLeast));
        outbox.postpone(letter, next, unclearSince, reason);
        count("postponed");
        return false;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void count(String outcome) {
        cards(outcome).increment();
    }

    private Counter cards(String outcome) {
        return Counter.builder("codemaster.notices.cards")
                .description("Notices on their way to people outside, by what came of it")
                .tag("outcome", outcome)
                .register(metrics);
    }

    // ---- who gets it ----

    /** Who they are there; empty when they cannot, may not or do not want to be told. */
    private Optional<ExternalIdentity> recipient(UserId user, NoticeContent notice) {
        return contact(user)
                .filter(it -> it.active()
                        && !it.preferences()
                                .notByFeishu()
                                .contains(notice.kind().topic()))
                .filter(it -> it.administrator() || isMember(user, notice))
                .flatMap(it -> Optional.ofNullable(it.identity()))
                .filter(courier::knows);
    }

    private Optional<NoticeContact> contact(UserId user) {
        return answer(commands.send(new CheckContact(user)));
    }

    /** Who has left the project learns nothing of it any more. */
    private boolean isMember(UserId user, NoticeContent notice) {
        return answer(commands.send(new CheckProject(notice.projectId(), user)).thenApply(done -> true))
                .isPresent();
    }

    /** Empty when it is refused, or when there is nobody to answer. */
    private static <T> Optional<T> answer(CompletableFuture<T> question) {
        try {
            return Optional.of(
                    question.orTimeout(COMMAND_SECONDS, TimeUnit.SECONDS).join());
        } catch (CompletionException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof AggregateNotFoundException || cause instanceof CommandRejected) {
                    return Optional.empty();
                }
            }
            throw failure;
        }
    }
}
