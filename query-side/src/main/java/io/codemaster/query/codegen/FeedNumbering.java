package io.codemaster.query.codegen;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.query.shared.RunState;

/**
 * What each event adds to its run's stream, and under which number: the one place that says so, for whoever keeps the stream
 * and whoever only has to know its numbers.
 */
final class FeedNumbering {

    private FeedNumbering() {}

    /** Takes what is added. */
    interface Stream {

        /** Where a run's stream stands with everything that was added before. */
        FeedHead head(String run);

        /** A run begins. */
        void open(FeedHead head);

        /** The next event of its run's stream. */
        void add(FeedRow row);

        private void add(String run, FeedKind kind, int attempt, byte[] data, Instant at) {
            add(new FeedRow(run, head(run).lastSequence() + 1, kind, at, attempt, null, 0, true, null, data));
        }

        private void error(String run, int attempt, byte[] data, Instant at) {
            add(run, FeedKind.ERROR, attempt, data, at);
        }

        private void done(String run, int attempt, byte[] data, Instant at) {
            add(run, FeedKind.DONE, attempt, data, at);
        }
    }

    static void add(OutputLineRecorded event, Instant at, Stream stream) {
        var head = stream.head(event.taskId().value());
        var line = event.line();
        var output = FeedData.output(head.lastSequence() + 1, event.attempt(), line, at);
        stream.add(new FeedRow(
                head.taskId(),
                head.lastSequence() + 1,
                FeedKind.OUTPUT,
                at,
                event.attempt(),
                output.form(),
                output.textAt(),
                line.terminated(),
                line.artifact(),
                output.data()));
    }

    static void add(CodegenEvent event, Instant at, Stream stream) {
        var task = event.taskId().value();
        if (event instanceof GenerationRequested requested) {
            stream.open(FeedHead.before(task, repositoryName(requested.order().gitUrl())));
            return;
        }
        int attempt = StatusMessage.attemptOf(event);
        if (event instanceof AttemptFailed failed) {
            stream.error(task, failed.attempt(), FeedData.error(failed.failure(), attempt), at);
            if (failed.retryAt() == null) {
                return;
            }
        }
        if (event instanceof GenerationFailed failed && stream.head(task).failedAttempt() != failed.attempt()) {
            stream.error(task, failed.attempt(), FeedData.error(failed.failure(), attempt), at);
        }
        StatusMessage.of(event, stream.head(task).repositoryName())
                .ifPresent(message -> RunState.after(event)
                        .ifPresent(state -> stream.add(
                                task, FeedKind.STATUS, attempt, FeedData.status(state, message, attempt, at), at)));
        done(stream, event, attempt, at);
    }

    static void add(InspectionEvent event, Instant at, Stream stream) {
        var run = event.runId().value();
        int attempt = event.attempt();
        if (event instanceof InspectionRequested requested) {
            stream.open(FeedHead.before(run, repositoryName(requested.order().gitUrl())));
            return;
        }
        if (event instanceof InspectionAttemptFailed failed) {
            stream.error(run, attempt, FeedData.error(failed.failure(), attempt), at);
            if (failed.retryAt() == null) {
                return;
            }
        }
        InspectionMessage.of(event, stream.head(run).repositoryName())
                .ifPresent(message -> RunState.after(event)
                        .ifPresent(state -> stream.add(
                                run, FeedKind.STATUS, attempt, FeedData.status(state, message, attempt, at), at)));
        if (event instanceof InspectionAnswered it) {
            stream.done(run, attempt, FeedData.done(GenerationStatus.COMPLETED, null, it.usage()), at);
        } else if (event instanceof InspectionFailed it) {
            stream.done(run, attempt, FeedData.done(GenerationStatus.FAILED, null, it.usage()), at);
        } else if (event instanceof InspectionCancelled it) {
            stream.done(run, attempt, FeedData.done(GenerationStatus.CANCELLED, null, it.usage()), at);
        }
    }

    private static void done(Stream stream, CodegenEvent event, int attempt, Instant at) {
        var task = event.taskId().value();
        if (event instanceof GenerationCompleted it) {
            stream.done(task, attempt, FeedData.done(GenerationStatus.COMPLETED, it.stat(), it.usage()), at);
        } else if (event instanceof GenerationFailed it) {
            stream.done(task, attempt, FeedData.done(GenerationStatus.FAILED, null, it.usage()), at);
        } else if (event instanceof GenerationCancelled it) {
            stream.done(task, attempt, FeedData.done(GenerationStatus.CANCELLED, null, it.usage()), at);
        }
    }

    static String repositoryName(String gitUrl) {
        var path = gitUrl;
        try {
            var parsed = URI.create(gitUrl).getPath();
            path = parsed == null ? gitUrl : parsed;
        } catch (IllegalArgumentException notAUri) {
            path = gitUrl.substring(gitUrl.indexOf(':') + 1);
        }
        var parts = List.of(path.replaceAll("/+$", "").replaceAll("\\.git$", "").split("/"));
        return String.join("/", parts.subList(Math.max(0, parts.size() - 2), parts.size()))
                .replaceAll("^/", "");
    }
}
