package io.codemaster.executor.codegen;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
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

    private static final RunReports GENERATION = new GenerationReports();

    private final WorkerId workerId;

    private final CommandGateway commands;

    private final AttemptSteps steps;

    private final Workspaces workspaces;

    private final Recovery recovery;

    private final WorkerProperties properties;

    private final WorkQueue queue;

    private final Timer waits;

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
            MeterRegistry metrics) {
        this.workerId = workerId;
        this.commands = commands;
        this.steps = steps;
        this.workspaces = workspaces;
        this.recovery = recovery;
        this.properties = properties;
        this.queue = new WorkQueue(properties.maxWorkers(), properties.maxQueued());
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
        if (!queue.reserve(task.taskId(), Instant.now())) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_QUEUE_FULL,
                    "%d generations wait already, which is the limit. Try again in a few minutes."
                            .formatted(properties.maxQueued()));
        }
    }

    @CommandHandler
    WorkerId handle(EnqueueAttempt task) {
        return enqueue(keyOf(task, task.attempt()), task.projectId(), task.queuedAt(), GENERATION);
    }

    @CommandHandler
    void handle(PrepareWorkspace task) {
        step(
                "prepare",
                keyOf(task, task.attempt()),
                GenerationStep.CLONE,
                it -> steps.prepare(it.key(), task, it.stop()));
    }

    @CommandHandler
    void handle(RunAgent task) {
        step(
                "agent",
                keyOf(task, task.attempt()),
                GenerationStep.GENERATE,
                it -> steps.runAgent(it.key(), task, it.stop()));
    }

    @CommandHandler
    void handle(CaptureChanges task) {
        step("capture", keyOf(task, task.attempt()), GenerationStep.CHECK, it -> steps.capture(it.key(), task));
    }

    @CommandHandler
    void handle(PushBranch task) {
        step("push", keyOf(task, task.attempt()), GenerationStep.CHECK, it -> steps.push(it.key(), task));
    }

    @CommandHandler
    void handle(StopAttempt task) {
        stop(keyOf(task, task.attempt()), GENERATION);
    }

    @CommandHandler
    void handle(ReleaseAttempt task) {
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

    @Override
    public WorkerId enqueue(AttemptKey key, ProjectId projectId, Instant queuedAt, RunReports reports) {
        refuseWhileStopping();
        queue.enqueue(key, projectId, queuedAt, reports);
        dispatch();
        return workerId;
    }

    @Override
    public void perform(AttemptKey key, String step, GenerationStep phase, RunReports reports, RunStep work) {
        step(step, queue.activeOrResumed(key, reports), phase, it -> work.run(it.stop()));
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
                next.get().context().wrap(() -> claim(next.get())).run();
            }
        });
    }

    private void claim(ActiveAttempt attempt) {
        var key = attempt.key();
        try {
            commands.sendAndWait(attempt.reports().claimed(key, workerId));
            attempt.queuedAt().ifPresent(since -> waits.record(Duration.between(since, Instant.now())));
        } catch (RuntimeException refused) {
            LOG.info("{} was not claimed: {}", key, refused.getMessage());
            queue.remove(key);
        }
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
        step(name, queue.activeOrResumed(key, GENERATION), phase, step);
    }

    private void step(String name, ActiveAttempt attempt, GenerationStep phase, Step step) {
        if (!attempt.begin(name)) {
            return;
        }
        threads.execute(WorkContext.current().wrap(() -> {
            MDC.put("attempt", attempt.key().toString());
            MDC.put("runId", attempt.key().taskId().value());
            attempt.projectId().ifPresent(it -> MDC.put("projectId", it.value()));
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
        if (attempt.stop().reason() == StopSignal.Reason.CANCELLED) {
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

    private void fail(ActiveAttempt attempt, Failure failure) {
        report(attempt.key(), attempt.reports().failed(attempt.key(), failure, Instant.now()));
    }

    private void report(AttemptKey key, Object report) {
        try {
            commands.sendAndWait(report);
        } catch (CommandExecutionException refused) {
            LOG.info("A report of {} came too late: {}", key, refused.getMessage());
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
                commands.sendAndWait(new AnnounceWorker(workerId, TimeOrderedId.next()));
            } catch (RuntimeException failure) {
                LOG.error("What an earlier process left could not be put in order", failure);
            } finally {
                recovered.countDown();
            }
        });
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
