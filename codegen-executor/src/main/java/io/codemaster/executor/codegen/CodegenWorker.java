package io.codemaster.executor.codegen;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.AnnounceWorker;
import io.codemaster.api.codegen.CaptureChanges;
import io.codemaster.api.codegen.EnqueueAttempt;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.PrepareWorkspace;
import io.codemaster.api.codegen.PushBranch;
import io.codemaster.api.codegen.ReleaseAttempt;
import io.codemaster.api.codegen.ReserveQueuePlace;
import io.codemaster.api.codegen.RunAgent;
import io.codemaster.api.codegen.StopAttempt;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkerTask;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunBoard;
import io.codemaster.executor.shared.RunFamily;
import io.codemaster.executor.shared.RunKind;
import io.codemaster.executor.shared.RunReports;
import io.codemaster.executor.shared.RunSlots;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkContext;
import io.codemaster.executor.shared.Workspaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Takes tasks, keeps at most so many attempts in hand, and reports. Accepting a task never waits for its work. Stopping the
 * product stops this first, while everything that its reports need still runs.
 */
@Component
class CodegenWorker implements SmartLifecycle, RunSlots {

    private static final Logger LOG = LoggerFactory.getLogger(CodegenWorker.class);

    /** After the grace an agent gets this long to be gone and its end to be recorded. */
    private static final long STOP_MILLIS = 12_000;

    /** How long a task may wait that another worker accepted, and an attempt that another put into the queue. */
    private static final long POLL_MILLIS = 200;

    private static final RunReports GENERATION = new GenerationReports();

    private final WorkerId workerId;

    private final CommandGateway commands;

    private final AttemptSteps steps;

    private final Workspaces workspaces;

    private final Recovery recovery;

    private final WorkerProperties properties;

    private final WorkQueue queue;

    private final Timer waits;

    private final RunBoard board;

    private final ObjectProvider<RunFamily> families;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3, task -> {
        var thread = new Thread(task, "worker-clock");
        thread.setDaemon(true);
        return thread;
    });

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    });

    private final ExecutorService dispatcher = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "worker-dispatch");
        thread.setDaemon(true);
        return thread;
    });

    private final CountDownLatch recovered = new CountDownLatch(1);

    private volatile boolean running;

    private volatile boolean stopping;

    CodegenWorker(
            WorkerId workerId,
            CommandGateway commands,
            AttemptSteps steps,
            Workspaces workspaces,
            Recovery recovery,
            WorkerProperties properties,
            RunBoard board,
            ObjectProvider<RunFamily> families,
            MeterRegistry metrics) {
        this.workerId = workerId;
        this.commands = commands;
        this.steps = steps;
        this.workspaces = workspaces;
        this.recovery = recovery;
        this.properties = properties;
        this.board = board;
        this.families = families;
        this.queue = new WorkQueue(
                workerId, properties.maxWorkers(), properties.maxQueued(), properties.lease(), board, this::reportsOf);
        Gauge.builder("codemaster.run.queue.depth", queue, WorkQueue::depth)
                .description("Attempts that wait for a slot of this worker")
                .register(metrics);
        Gauge.builder("codemaster.run.active", queue, it -> it.activeKeys().size())
                .description("Attempts that this worker has in hand")
                .register(metrics);
        this.waits = Timer.builder("codemaster.queue.wait")
                .description("From queueing an attempt to a slot for it")
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1))
                .register(metrics);
    }

    // ---- tasks ----

    @CommandHandler
    void handle(ReserveQueuePlace task) {
        refuseWhileStopping();
        if (!queue.reserve(task.taskId())) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_QUEUE_FULL,
                    "%d generations wait already, which is the limit. Try again in a few minutes."
                            .formatted(properties.maxQueued()));
        }
    }

    @CommandHandler
    @Nullable WorkerId handle(EnqueueAttempt task) {
        return enqueue(keyOf(task, task.attempt()), task.projectId(), task.queuedAt(), GENERATION);
    }

    @CommandHandler
    void handle(PrepareWorkspace task) {
        accept(keyOf(task, task.attempt()), task);
    }

    @CommandHandler
    void handle(RunAgent task) {
        accept(keyOf(task, task.attempt()), task);
    }

    @CommandHandler
    void handle(CaptureChanges task) {
        accept(keyOf(task, task.attempt()), task);
    }

    @CommandHandler
    void handle(PushBranch task) {
        accept(keyOf(task, task.attempt()), task);
    }

    @CommandHandler
    void handle(StopAttempt task) {
        accept(keyOf(task, task.attempt()), task);
    }

    /** The slot is free at once, even where the worker that held it is away. */
    @CommandHandler
    void handle(ReleaseAttempt task) {
        var key = keyOf(task, task.attempt());
        var holder = queue.otherHolder(key);
        if (holder.isPresent()) {
            queue.leave(holder.get(), task);
            queue.remove(key);
        } else {
            release(task);
        }
    }

    private void accept(AttemptKey key, WorkerTask task) {
        if (!handOn(key, task)) {
            take(task);
        }
    }

    /** Does a task here, where its attempt is held. */
    private void take(Object task) {
        if (task instanceof PrepareWorkspace it) {
            var key = keyOf(it, it.attempt());
            step("prepare", key, GenerationStep.CLONE, mine -> steps.prepare(key, it, mine.stop()));
        } else if (task instanceof RunAgent it) {
            var key = keyOf(it, it.attempt());
            step("agent", key, GenerationStep.GENERATE, mine -> steps.runAgent(key, it, mine.stop()));
        } else if (task instanceof CaptureChanges it) {
            var key = keyOf(it, it.attempt());
            step("capture", key, GenerationStep.CHECK, mine -> steps.capture(key, it));
        } else if (task instanceof PushBranch it) {
            var key = keyOf(it, it.attempt());
            step("push", key, GenerationStep.CHECK, mine -> steps.push(key, it));
        } else if (task instanceof StopAttempt it) {
            stop(keyOf(it, it.attempt()), GENERATION);
        } else if (task instanceof ReleaseAttempt it) {
            release(it);
        } else if (families.stream().noneMatch(it -> it.take(task))) {
            LOG.error("Nobody does {}", task.getClass().getName());
        }
    }

    private void release(ReleaseAttempt task) {
        var key = keyOf(task, task.attempt());
        var attempt = queue.remove(key);
        if (attempt != null) {
            attempt.stop().stop(StopSignal.Reason.CANCELLED);
        }
        dispatch();
        if (!task.keepFiles()) {
            threads.execute(() -> workspaces.discard(key));
        }
    }

    // ---- runs of any kind ----

    /** A board that outlives this process needs no worker to remember what waits. */
    @Override
    public @Nullable WorkerId enqueue(AttemptKey key, ProjectId projectId, Instant queuedAt, RunReports reports) {
        if (!board.isShared()) {
            refuseWhileStopping();
        }
        queue.enqueue(key, projectId, queuedAt, reports);
        dispatch();
        return board.isShared() ? null : workerId;
    }

    @Override
    public boolean handOn(AttemptKey key, Object task) {
        var holder = queue.otherHolder(key);
        holder.ifPresent(it -> queue.leave(it, task));
        return holder.isPresent();
    }

    @Override
    public void perform(AttemptKey key, String step, GenerationStep phase, RunReports reports, RunStep work) {
        step(step, key, reports, phase, it -> work.run(it.stop()));
    }

    @Override
    public void stop(AttemptKey key, RunReports reports) {
        var attempt = queue.active(key);
        if (attempt != null && attempt.stopAndTell(StopSignal.Reason.CANCELLED)) {
            return;
        }
        threads.execute(() -> {
            if (attempt == null) {
                queue.remove(key);
            }
            report(key, reports.cancelled(key));
        });
    }

    private void refuseWhileStopping() {
        if (stopping) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_WORKER_STOPPING, "The product is being stopped. Try again when it is back.");
        }
    }

    private static AttemptKey keyOf(WorkerTask task, int attempt) {
        return new AttemptKey(task.taskId(), attempt);
    }

    // ---- slots ----

    private void dispatch() {
        dispatcher.execute(() -> {
            awaitRecovery();
            while (!stopping) {
                var next = queue.takeNext();
                if (next.isEmpty()) {
                    return;
                }
                var claimed = new AtomicBoolean();
                next.get().context().wrap(() -> claimed.set(claim(next.get()))).run();
                if (!claimed.get()) {
                    return;
                }
            }
        });
    }

    /** False when nobody was there who could have said yes or no. */
    private boolean claim(ActiveAttempt attempt) {
        var key = attempt.key();
        try {
            commands.sendAndWait(attempt.reports().claimed(key, workerId));
            attempt.queuedAt().ifPresent(since -> waits.record(Duration.between(since, Instant.now())));
        } catch (NoHandlerForCommandException nobody) {
            LOG.debug("{} cannot be claimed now: {}", key, nobody.getMessage());
            queue.giveBack(attempt);
            return false;
        } catch (CommandExecutionException refused) {
            LOG.info("{} was not claimed: {}", key, refused.getMessage());
            queue.remove(key);
        } catch (RuntimeException unclear) {
            LOG.warn("Whether {} is claimed is not known: {}", key, unclear.toString());
            if (board.isShared()) {
                // the lease runs out, and then the attempt is said to have failed, if it was claimed or not
                queue.drop(key);
                return false;
            }
            queue.remove(key);
        }
        return true;
    }

    private void awaitRecovery() {
        try {
            recovered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- steps ----

    private void step(String name, AttemptKey key, GenerationStep phase, Step step) {
        step(name, key, GENERATION, phase, step);
    }

    private void step(String name, AttemptKey key, RunReports reports, GenerationStep phase, Step step) {
        var attempt = queue.activeOrResumed(key, reports);
        if (attempt == null) {
            LOG.info("{} is not held by any worker any more; its step {} is left out", key, name);
            return;
        }
        if (!attempt.begin(name)) {
            return;
        }
        threads.execute(WorkContext.current().wrap(() -> {
            MDC.put("attempt", attempt.key().toString());
            MDC.put("runId", attempt.key().taskId().value());
            attempt.lease().ifPresent(it -> MDC.put("projectId", it.projectId().value()));
            try {
                awaitRecovery();
                perform(attempt, phase, step);
            } finally {
                attempt.end();
            }
        }));
    }

    private void perform(ActiveAttempt attempt, GenerationStep phase, Step step) {
        var key = attempt.key();
        try {
            if (attempt.stop().isStopped()) {
                throw new StoppedException();
            }
            step.run(attempt);
        } catch (StoppedException stopped) {
            reportStopped(attempt, phase);
        } catch (AttemptFailure failure) {
            fail(attempt, failure.failure());
        } catch (CommandExecutionException refused) {
            if (isStale(refused)) {
                LOG.info("A report of {} came too late: {}", key, refused.getMessage());
                queue.remove(key);
            } else {
                failUnexpectedly(attempt, phase, refused);
            }
        } catch (IOException | RuntimeException unexpected) {
            failUnexpectedly(attempt, phase, unexpected);
        }
    }

    private void reportStopped(ActiveAttempt attempt, GenerationStep phase) {
        var key = attempt.key();
        if (isLost(attempt)) {
            LOG.warn("{} was stopped here: its lease has run out", key);
        } else if (attempt.stop().reason() == StopSignal.Reason.CANCELLED) {
            report(key, attempt.reports().cancelled(key));
        } else {
            fail(attempt, interrupted(phase));
        }
    }

    private static Failure interrupted(GenerationStep phase) {
        return new Failure(
                FailureCode.INTERRUPTED,
                phase,
                "The product was stopped while this attempt ran. It is tried again when the product is back.",
                null);
    }

    private void failUnexpectedly(ActiveAttempt attempt, GenerationStep phase, Exception unexpected) {
        LOG.error("{} failed in step {}", attempt.key(), phase, unexpected);
        var full = DiskSpace.isExhausted(unexpected);
        fail(
                attempt,
                full
                        ? new Failure(
                                FailureCode.DISK_FULL,
                                phase,
                                "The disk is full. Free some space in the data directory and try again.",
                                null)
                        : new Failure(
                                FailureCode.INTERNAL,
                                phase,
                                "Something in the product went wrong. Its log says what, under this generation's id.",
                                null));
    }

    private static boolean isLost(ActiveAttempt attempt) {
        return attempt.stop().reason() == StopSignal.Reason.LEASE_LOST;
    }

    /** Whoever has lost the lease has nothing to say of the attempt. */
    private void fail(ActiveAttempt attempt, Failure failure) {
        if (isLost(attempt)) {
            LOG.warn("{} ended here after its lease had run out: {}", attempt.key(), failure.message());
            return;
        }
        report(attempt.key(), attempt.reports().failed(attempt.key(), failure, Instant.now()));
    }

    private void report(AttemptKey key, Object report) {
        try {
            commands.sendAndWait(report);
        } catch (CommandExecutionException refused) {
            LOG.info("A report of {} came too late: {}", key, refused.getMessage());
        } catch (RuntimeException nobodyHeard) {
            if (!board.isShared()) {
                throw nobodyHeard;
            }
            LOG.error(
                    "The end of {} could not be told; it is said to have failed when its lease runs out",
                    key,
                    nobodyHeard);
            queue.drop(key);
        }
    }

    private static boolean isStale(CommandExecutionException refused) {
        return refused.<Rejection>getDetails()
                .filter(it -> it.code() == ErrorCode.GENERATION_STALE_REPORT)
                .isPresent();
    }

    // ---- life ----

    @Override
    public void start() {
        running = true;
        threads.execute(() -> {
            try {
                recovery.run();
                if (board.isShared()) {
                    queue.resume();
                    shareTheQueue();
                }
                commands.sendAndWait(new AnnounceWorker(workerId, TimeOrderedId.next()));
            } catch (RuntimeException failure) {
                LOG.error("What an earlier process left could not be put in order", failure);
            } finally {
                recovered.countDown();
            }
        });
    }

    // ---- several workers ----

    private void shareTheQueue() {
        every(Duration.ofMillis(POLL_MILLIS), "what other workers left here", () -> {
            queue.collect().forEach(this::take);
            if (queue.hasFreeSlot() && queue.depth() > 0) {
                dispatch();
            }
        });
        var life = properties.lease().dividedBy(3);
        every(life, "the leases of this worker", () -> {
            giveUp(queue.renew());
            queue.seizeExpired().forEach(it -> threads.execute(() -> failLost(it)));
        });
        every(life.dividedBy(3), "the time that this worker has left", () -> giveUp(queue.outlived()));
    }

    /** One failure must not end the series; the next turn tries again. */
    private void every(Duration pause, String about, Runnable turn) {
        var series = clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        turn.run();
                    } catch (RuntimeException failure) {
                        LOG.warn("Could not see to {}, trying again: {}", about, failure.toString());
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        if (series.isCancelled()) {
            LOG.debug("Not begun, as the process stops");
        }
    }

    private void giveUp(Collection<ActiveAttempt> lost) {
        for (var attempt : lost) {
            LOG.error(
                    "The lease of {} has run out: this worker could not say in time that it lives, or stood still."
                            + " Its agent is stopped; another worker tries again",
                    attempt.key());
            attempt.stop().stop(StopSignal.Reason.LEASE_LOST);
        }
    }

    /** Says what the worker that held it cannot say any more. The attempt leaves the board once that is decided. */
    private void failLost(RunBoard.Lease lease) {
        var phase = lease.kind() == RunKind.GENERATION ? GenerationStep.GENERATE : GenerationStep.ANALYSE;
        var failure = new Failure(
                FailureCode.INTERRUPTED,
                phase,
                "The worker that ran this attempt has died or is cut off. What the agent had printed is kept.",
                null);
        LOG.warn("Nobody renews the lease of {}; it is said to have failed", lease.key());
        try {
            commands.sendAndWait(reportsOf(lease.kind()).failed(lease.key(), failure, Instant.now()));
        } catch (CommandExecutionException refused) {
            if (refused.<Object>getDetails().filter(Rejection.class::isInstance).isEmpty()) {
                throw refused;
            }
            LOG.info("{} had ended already: {}", lease.key(), refused.getMessage());
        }
        queue.remove(lease.key());
        dispatch();
    }

    private RunReports reportsOf(RunKind kind) {
        return families.stream()
                .flatMap(it -> it.reports(kind).stream())
                .findFirst()
                .orElse(GENERATION);
    }

    /** Running agents get the grace to finish; what is left then is stopped and recorded as interrupted. */
    @Override
    public void stop() {
        stopping = true;
        try {
            var graceEnds = System.nanoTime() + properties.shutdownGrace().toNanos();
            while (!queue.allActive().isEmpty() && System.nanoTime() < graceEnds) {
                for (var attempt : queue.allActive()) {
                    attempt.awaitIdle(100);
                }
                Thread.sleep(20);
            }
            var left = queue.allActive();
            left.forEach(it -> it.stopAndTell(StopSignal.Reason.SHUTDOWN));
            for (var attempt : left) {
                if (!attempt.awaitIdle(STOP_MILLIS)) {
                    LOG.warn("{} did not stop in time; the next start puts it in order", attempt.key());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clock.shutdownNow();
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether files of this attempt are still needed, for those who tidy up. */
    boolean isActive(AttemptKey key) {
        return recovered.getCount() > 0 || queue.active(key) != null;
    }

    /** One step's work. */
    private interface Step {
        void run(ActiveAttempt attempt) throws AttemptFailure, StoppedException, IOException;
    }
}
