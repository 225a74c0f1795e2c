package io.codemaster.query.codegen;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

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
 * The durable events of every run's stream, of generations and of inspections, numbered without a gap. Whatever one transaction brings is stored by
 * one batch and handed to the {@link FeedHub} once it is committed. The events must come one after another: this
 * processor has one segment.
 */
@Component
@ProcessingGroup("codegen-feed")
class CodegenFeedProjection {

    private static final int CACHED_HEADS = 1_000;

    private static final String RESOURCE = CodegenFeedProjection.class.getName();

    private final FeedTable table;

    private final FeedHub hub;

    private final Map<String, FeedHead> heads = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FeedHead> eldest) {
            return size() > CACHED_HEADS;
        }
    });

    CodegenFeedProjection(FeedTable table, FeedHub hub) {
        this.table = table;
        this.hub = hub;
    }

    @EventHandler
    void on(OutputLineRecorded event, @Timestamp Instant at) {
        var batch = batch();
        var head = batch.head(event.taskId().value());
        var line = event.line();
        var output = FeedData.output(head.lastSequence() + 1, event.attempt(), line, at);
        batch.add(new FeedRow(
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

    @EventHandler
    void on(CodegenEvent event, @Timestamp Instant at) {
        var batch = batch();
        var task = event.taskId().value();
        if (event instanceof GenerationRequested requested) {
            batch.open(FeedHead.before(task, repositoryName(requested.order().gitUrl())));
            return;
        }
        int attempt = StatusMessage.attemptOf(event);
        if (event instanceof AttemptFailed failed) {
            batch.error(task, failed.attempt(), FeedData.error(failed.failure(), attempt), at);
            if (failed.retryAt() == null) {
                return;
            }
        }
        if (event instanceof GenerationFailed failed && batch.head(task).failedAttempt() != failed.attempt()) {
            batch.error(task, failed.attempt(), FeedData.error(failed.failure(), attempt), at);
        }
        StatusMessage.of(event, batch.head(task).repositoryName())
                .ifPresent(message -> RunState.after(event)
                        .ifPresent(state -> batch.add(
                                task, FeedKind.STATUS, attempt, FeedData.status(state, message, attempt, at), at)));
        done(batch, event, attempt, at);
    }

    @EventHandler
    void on(InspectionEvent event, @Timestamp Instant at) {
        var batch = batch();
        var run = event.runId().value();
        int attempt = event.attempt();
        if (event instanceof InspectionRequested requested) {
            batch.open(FeedHead.before(run, repositoryName(requested.order().gitUrl())));
            return;
        }
        if (event instanceof InspectionAttemptFailed failed) {
            batch.error(run, attempt, FeedData.error(failed.failure(), attempt), at);
            if (failed.retryAt() == null) {
                return;
            }
        }
        InspectionMessage.of(event, batch.head(run).repositoryName())
                .ifPresent(message -> RunState.after(event)
                        .ifPresent(state -> batch.add(
                                run, FeedKind.STATUS, attempt, FeedData.status(state, message, attempt, at), at)));
        if (event instanceof InspectionAnswered it) {
            batch.done(run, attempt, FeedData.done(GenerationStatus.COMPLETED, null, it.usage()), at);
        } else if (event instanceof InspectionFailed it) {
            batch.done(run, attempt, FeedData.done(GenerationStatus.FAILED, null, it.usage()), at);
        } else if (event instanceof InspectionCancelled it) {
            batch.done(run, attempt, FeedData.done(GenerationStatus.CANCELLED, null, it.usage()), at);
        }
    }

    @ResetHandler
    void reset() {
        heads.clear();
        table.clear();
    }

    private static void done(Batch batch, CodegenEvent event, int attempt, Instant at) {
        var task = event.taskId().value();
        if (event instanceof GenerationCompleted it) {
            batch.done(task, attempt, FeedData.done(GenerationStatus.COMPLETED, it.stat(), it.usage()), at);
        } else if (event instanceof GenerationFailed it) {
            batch.done(task, attempt, FeedData.done(GenerationStatus.FAILED, null, it.usage()), at);
        } else if (event instanceof GenerationCancelled it) {
            batch.done(task, attempt, FeedData.done(GenerationStatus.CANCELLED, null, it.usage()), at);
        }
    }

    private Batch batch() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(RESOURCE, key -> {
            var batch = new Batch();
            root.onPrepareCommit(it -> batch.store());
            root.afterCommit(it -> batch.publish());
            root.onRollback(it -> heads.clear()); // another process may have moved them
            return batch;
        });
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

    /** What one transaction adds. */
    private final class Batch {

        private final Map<String, FeedHead> moved = new LinkedHashMap<>();

        private final List<FeedRow> rows = new ArrayList<>();

        FeedHead head(String task) {
            return moved.computeIfAbsent(task, it -> {
                var cached = heads.get(it);
                return cached != null ? cached : table.head(it).orElseGet(() -> FeedHead.before(it, "the repository"));
            });
        }

        void open(FeedHead head) {
            moved.put(head.taskId(), head);
        }

        void error(String task, int attempt, byte[] data, Instant at) {
            add(task, FeedKind.ERROR, attempt, data, at);
        }

        void done(String task, int attempt, byte[] data, Instant at) {
            add(task, FeedKind.DONE, attempt, data, at);
        }

        void add(String task, FeedKind kind, int attempt, byte[] data, Instant at) {
            add(new FeedRow(task, head(task).lastSequence() + 1, kind, at, attempt, null, 0, true, null, data));
        }

        void add(FeedRow row) {
            moved.put(row.taskId(), head(row.taskId()).movedTo(row.sequence(), row.kind(), row.attempt()));
            rows.add(row);
        }

        void store() {
            if (!rows.isEmpty()) {
                table.insert(rows);
            }
            moved.values().forEach(table::keep);
        }

        void publish() {
            heads.putAll(moved);
            hub.publish(rows);
        }
    }
}
