package io.codemaster.app.audit;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.RecordAccessRefusal;
import io.codemaster.api.audit.RecordSignInRefusal;
import io.codemaster.api.audit.Requester;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.app.audit.RefusalTally.Refused;
import io.codemaster.app.audit.RefusalTally.Tally;
import io.codemaster.app.security.AccessPolicy;
import io.codemaster.app.security.AuditNotes;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusalListener;

/** Puts refusals on the record, in a thread of its own: a refusal is answered whether or not it can be recorded. */
@Component
class RefusalRecorder implements RefusalListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalRecorder.class);

    private static final long LOOK_SECONDS = 5;

    private static final long STOP_SECONDS = 5;

    private static final int LONGEST_PATH = 300;

    /** After the web server, so that what it refuses last is recorded too. */
    private static final int AFTER_THE_WEB_SERVER = DEFAULT_PHASE - 4_096;

    /** What says that somebody was not let in, besides every 401 that is more than a question who is asking. */
    private static final Set<String> SIGN_IN = Set.of("auth.too-many-attempts", "auth.state-invalid");

    private final RefusalTally tally = new RefusalTally();

    private final AuditNotes notes;

    private final AccessPolicy policy;

    private final Users users;

    private final Clock clock;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var recorder = new Thread(work, "refusal-recorder");
        recorder.setDaemon(true);
        return recorder;
    });

    private volatile boolean running;

    RefusalRecorder(AuditNotes notes, AccessPolicy policy, Users users, Clock clock) {
        this.notes = notes;
        this.policy = policy;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public void refused(HttpServletRequest request, Refusal refusal) {
        boolean signIn = isSignIn(request, refusal);
        if (!signIn && refusal.status() != HttpStatus.FORBIDDEN) {
            return;
        }
        try {
            var path = request.getRequestURI();
            var account = request.getAttribute(ACCOUNT) instanceof String named ? named : null;
            tally.count(
                            new Refused(
                                    signIn,
                                    AuditNotes.requester(request),
                                    account,
                                    request.getMethod(),
                                    path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                                    refusal.code(),
                                    signIn ? null : policy.projectOf(request).orElse(null)),
                            clock.instant())
                    .ifPresent(it -> thread.execute(() -> record(it)));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("A refusal is not recorded: the product stops", stopping);
        } catch (RuntimeException failure) {
            LOG.warn("A refusal cannot be recorded", failure);
        }
    }

    private static boolean isSignIn(HttpServletRequest request, Refusal refusal) {
        return SIGN_IN.contains(refusal.code())
                || (refusal.status() == HttpStatus.UNAUTHORIZED
                        && !refusal.code().equals("auth.required"))
                || (refusal.status() == HttpStatus.FORBIDDEN && request.getAttribute(ACCOUNT) != null);
    }

    private void record(Tally it) {
        var refused = it.first();
        try {
            if (refused.signIn()) {
                notes.record(new RecordSignInRefusal(
                        AuditNoteId.next(), named(refused), refused.code(), it.times(), it.since()));
            } else {
                notes.record(new RecordAccessRefusal(
                        AuditNoteId.next(),
                        refused.requester(),
                        refused.method(),
                        refused.path(),
                        refused.code(),
                        refused.projectId(),
                        it.times(),
                        it.since()));
            }
        } catch (RuntimeException failure) {
            LOG.warn(
                    "A refusal could not be recorded: {} {}",
                    refused.code(),
                    refused.requester().traceId(),
                    failure);
        }
    }

    /** Only an account that exists is named: what else is typed there may be a password. */
    private Requester named(Refused refused) {
        @Nullable String account = refused.account();
        var from = refused.requester();
        return account == null
                ? from
                : new Requester(
                        users.findByEmail(account.strip()).map(UserAccount::id).orElse(null),
                        null,
                        from.address(),
                        from.userAgent(),
                        from.traceId());
    }

    @Override
    public void start() {
        running = !thread.scheduleWithFixedDelay(
                        () -> tally.due(clock.instant()).forEach(this::record),
                        LOOK_SECONDS,
                        LOOK_SECONDS,
                        TimeUnit.SECONDS)
                .isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.execute(() -> tally.rest().forEach(this::record));
            thread.shutdown();
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some repeated refusals are not recorded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_WEB_SERVER;
    }
}
