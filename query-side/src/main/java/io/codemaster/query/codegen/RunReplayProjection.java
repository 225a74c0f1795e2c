package io.codemaster.query.codegen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.api.inspection.InspectionEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a replay asks for: moments of a run kept aside every few hundred events, the trees that were recorded, and the calls
 * that may have changed files. It numbers the events as the stream does, by {@link FeedNumbering}.
 */
@Component
@ProcessingGroup("run-replay")
class RunReplayProjection {

    private static final Logger LOG = LoggerFactory.getLogger(RunReplayProjection.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String RESOURCE = RunReplayProjection.class.getName();

    /** So many events, or bytes of them, lie between two moments: what a question about any event has to go through. */
    private static final int EVENTS_APART = 200;

    private static final long BYTES_APART = 1 << 20;

    private final ReplayTables tables;

    private final ArtifactStore artifacts;

    RunReplayProjection(ReplayTables tables, ArtifactStore artifacts) {
        this.tables = tables;
        this.artifacts = artifacts;
    }

    @EventHandler
    void on(OutputLineRecorded event, @Timestamp Instant at) {
        var batch = batch();
        FeedNumbering.add(event, at, batch);
        batch.moment(event.taskId().value()).noteLine(event.line().number());
    }

    @EventHandler
    void on(TranscriptOpened event) {
        batch().moment(event.taskId().value()).beginLines();
    }

    @EventHandler
    void on(TranscriptClosed event) {
        var batch = batch();
        var run = event.taskId().value();
        batch.calls(run).addAll(batch.moment(run).breakOff());
    }

    @EventHandler
    void on(WorkspaceTreeRecorded event) {
        var batch = batch();
        var run = event.taskId().value();
        var moment = batch.moment(run);
        var record = record(event);
        var tree = new RunTree(
                moment.nextTree(),
                moment.sequenceOfLine(event.afterLine()),
                event.attempt(),
                event.treeId(),
                record != null && record.previous() == null,
                record == null ? null : event.record(),
                record == null ? null : record.stat());
        tables.add(run, tree);
        if (record != null && record.previous() != null) {
            tables.add(run, tree, record.files());
        }
    }

    @EventHandler
    void on(CodegenEvent event, @Timestamp Instant at) {
        FeedNumbering.add(event, at, batch());
    }

    @EventHandler
    void on(InspectionEvent event, @Timestamp Instant at) {
        FeedNumbering.add(event, at, batch());
    }

    @ResetHandler
    void reset() {
        tables.clear();
    }

    /** What was kept of the tree; a replay goes without what cannot be read any more. */
    private @Nullable TreeRecord record(WorkspaceTreeRecorded event) {
        @Nullable ArtifactId id = event.record();
        if (id == null) {
            return null;
        }
        try {
            return artifacts
                    .find(id)
                    .map(it -> JSON.readValue(it, TreeRecord.class))
                    .orElse(null);
        } catch (JacksonException broken) {
            LOG.warn("The record of tree {} of {} cannot be read", event.treeId(), event.taskId());
            return null;
        }
    }

    private Batch batch() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(RESOURCE, key -> {
            var batch = new Batch();
            root.onPrepareCommit(it -> batch.store());
            return batch;
        });
    }

    /** What one transaction adds. Nothing is remembered beyond it, so that any process may go on. */
    private final class Batch implements FeedNumbering.Stream {

        private final Map<String, RunMoment> moments = new LinkedHashMap<>();

        private final Map<String, List<RunCall>> calls = new LinkedHashMap<>();

        private final List<Aside> aside = new ArrayList<>();

        RunMoment moment(String run) {
            return moments.computeIfAbsent(
                    run, it -> tables.head(it).orElseGet(() -> RunMoment.begin(FeedHead.before(it, "the repository"))));
        }

        List<RunCall> calls(String run) {
            return calls.computeIfAbsent(run, it -> new ArrayList<>());
        }

        @Override
        public FeedHead head(String run) {
            return moment(run).head();
        }

        @Override
        public void open(FeedHead head) {
            moments.put(head.taskId(), RunMoment.begin(head));
        }

        @Override
        public void add(FeedRow row) {
            var moment = moment(row.taskId());
            moment.apply(row, calls(row.taskId()));
            if (moment.isDue(EVENTS_APART, BYTES_APART)) {
                aside.add(new Aside(row.taskId(), row.sequence(), moment.aside()));
            }
        }

        void store() {
            calls.forEach((run, ended) -> {
                if (!ended.isEmpty()) {
                    tables.add(run, ended);
                }
            });
            aside.forEach(it -> tables.keepMoment(it.run(), it.sequence(), it.state()));
            moments.values().forEach(tables::keepHead);
        }
    }

    /** A moment that is kept aside. */
    private record Aside(String run, long sequence, String state) {}
}
