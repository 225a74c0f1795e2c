package io.codemaster.executor.claude;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.Usage;
import io.codemaster.executor.claude.output.AgentLine;
import io.codemaster.executor.claude.output.AgentOutput;
import io.codemaster.executor.claude.output.Redactor;
import io.codemaster.executor.claude.process.AgentProcess;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/** One run of the agent, from the start of its process to the end of the last of its descendants. */
final class AgentRun {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRun.class);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private static final int STDERR_TAIL = 4096;

    private final String name;

    private final GenerationOptions options;

    private final StopSignal stop;

    private final CodeAgent.Observer observer;

    private final Redactor redactor;

    private final Duration grace;

    private final Path control;

    private final StreamInterpreter interpreter;

    private final FailureClassifier classifier;

    private final AgentMetrics metrics;

    private final @Nullable Interview interview;

    private final AgentTrace trace;

    private final Object events = new Object();

    private @Nullable AgentInput input;

    private boolean interrupted;

    AgentRun(
            String name,
            GenerationOptions options,
            StopSignal stop,
            CodeAgent.Observer observer,
            Redactor redactor,
            Duration grace,
            Path control,
            AgentMetrics metrics,
            Clock clock,
            @Nullable Interview interview,
            AgentTrace trace) {
        this.interview = interview;
        this.trace = trace;
        this.name = name;
        this.options = options;
        this.stop = stop;
        this.observer = observer;
        this.redactor = redactor;
        this.grace = grace;
        this.control = control;
        this.metrics = metrics;
        this.interpreter = new StreamInterpreter(clock);
        this.classifier = new FailureClassifier(clock);
    }

    /**
     * Starts the agent, follows it, and returns when nothing of it is left and every line has been handed over.
     *
     * @throws StoppedException when it was told to stop before there was anything to stop
     */
    CodeAgent.Result run(Starting starting, String prompt, AgentLaunch launch, ArtifactStore artifacts)
            throws IOException, InterruptedException, StoppedException {
        try (AgentOutput output = new AgentOutput(control, redactor, artifacts, this::take, this::wake)) {
            long started = System.nanoTime();
            if (stop.isStopped()) {
                throw new StoppedException();
            }
            AgentProcess process = starting.start();
            var toAgent = new AgentInput(process.stdin(), name);
            input = toAgent;
            RunEnd end;
            try {
                stop.whenStopped().thenRun(this::wake);
                process.whenEnded().thenRun(this::wake);
                observer.started(launch);
                output.start(process.stdout(), name);
                toAgent.send(AgentInvocation.message(prompt));
                end = watchUninterrupted(process, output, started);
                if (end != RunEnd.EXITED) {
                    LOG.info("Agent {} is ended: {}", name, end);
                    endGently(process, toAgent);
                }
            } finally {
                process.killAll(KILL_LIMIT);
                toAgent.end();
            }
            process.awaitEnd(KILL_LIMIT);
            output.awaitEnd();
            RuntimeException rejected = output.rejected();
            if (rejected != null) {
                throw rejected;
            }
            IOException lost = output.lost();
            return result(lost == null ? end : kind(lost), process.exitCode(), started);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupt is a wish to stop; it must not keep the rest of the output from being handed over. */
    private RunEnd watchUninterrupted(AgentProcess process, AgentOutput output, long started) {
        try {
            return watch(process, output, started);
        } catch (InterruptedException e) {
            interrupted = true;
            return RunEnd.STOPPED;
        }
    }

    private RunEnd watch(AgentProcess process, AgentOutput output, long started) throws InterruptedException {
        long deadline = started + options.timeLimit().toNanos();
        synchronized (events) {
            while (true) {
                if (!process.isRunning()) {
                    return RunEnd.EXITED;
                }
                if (stop.isStopped()) {
                    return RunEnd.STOPPED;
                }
                IOException lost = output.lost();
                if (lost != null || output.rejected() != null) {
                    return RunEnd.OUTPUT_LOST;
                }
                long now = System.nanoTime();
                long silence =
                        output.silentSince() + options.inactivityTimeout().toNanos() - now;
                if (deadline - now <= 0) {
                    return RunEnd.TIME_LIMIT;
                }
                if (silence <= 0) {
                    return RunEnd.INACTIVE;
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(deadline - now, silence));
                events.wait(millis + 1);
            }
        }
    }

    /** First by its own protocol, then by a signal; whoever does not listen is killed afterwards. */
    private void endGently(AgentProcess process, AgentInput toAgent) throws InterruptedException {
        toAgent.send(AgentInvocation.endSession());
        toAgent.end();
        if (!process.awaitEnd(grace.multipliedBy(3).dividedBy(5))) {
            process.terminate();
            process.awaitEnd(grace.multipliedBy(2).dividedBy(5));
        }
    }

    private void take(List<AgentLine> batch) {
        long changedAfter = 0;
        int redactions = 0;
        for (AgentLine line : batch) {
            trace.read(line);
            if (interpreter.read(line)) {
                changedAfter = line.line().number();
            }
            if (interview != null) {
                interview.read(line);
            }
            redactions += line.line().redactions();
        }
        metrics.redacted(redactions);
        goOn();
        observer.lines(batch.stream().map(AgentLine::line).toList());
        if (changedAfter > 0) {
            observer.filesMayHaveChanged(changedAfter);
        }
    }

    /** Ends the session when the agent has said its last word, or has something more to ask. */
    private void goOn() {
        var toAgent = input;
        if (toAgent == null) {
            return;
        }
        String question = interview == null ? null : interview.takeNext();
        if (question != null) {
            toAgent.send(AgentInvocation.message(question));
        } else if (interview == null ? interpreter.isFinished() : interview.isOver()) {
            toAgent.end();
        }
    }

    private CodeAgent.Result result(RunEnd end, int exitCode, long started) {
        AgentReport report = interpreter.report();
        AgentReport.AgentResult last = report.result();
        metrics.finished(report, interpreter.unknownTypes());
        if (report.cliVersion() != null && !CliInstallation.PINNED_VERSION.equals(report.cliVersion())) {
            LOG.warn("Agent {} ran with Claude Code {}", name, report.cliVersion());
        }
        var outcome = new AgentOutcome(
                exitCode,
                report.lines(),
                last == null ? null : last.subtype(),
                report.model(),
                last == null ? Usage.NONE : last.usage(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                report.denials(),
                report.unknownLines(),
                report.unparsedLines());
        return new CodeAgent.Result(
                outcome,
                classifier.classify(end, exitCode, report, stderrTail(), options),
                last == null || last.text().isBlank() ? null : last.text());
    }

    private String stderrTail() {
        try (var file =
                new RandomAccessFile(control.resolve(AgentProcess.STDERR).toFile(), "r")) {
            file.seek(Math.max(0, file.length() - STDERR_TAIL));
            var tail = new byte[(int) Math.min(file.length(), STDERR_TAIL)];
            int read = Math.max(0, file.read(tail));
            return redactor.redact(new String(tail, 0, read, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "";
        }
    }

    private void wake() {
        synchronized (events) {
            events.notifyAll();
        }
    }

    private static RunEnd kind(IOException lost) {
        String message = String.valueOf(lost.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left") || message.contains("quota exceeded");
        LOG.error("Output of an agent could not be kept", lost);
        return full ? RunEnd.DISK_FULL : RunEnd.OUTPUT_LOST;
    }

    /** Starts the process, late enough for a stop signal to come first. */
    @FunctionalInterface
    interface Starting {
        AgentProcess start() throws IOException, InterruptedException;
    }
}
