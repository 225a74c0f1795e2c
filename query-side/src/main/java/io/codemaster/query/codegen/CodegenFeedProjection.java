package io.codemaster.query.codegen;

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

import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.inspection.InspectionEvent;

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
        FeedNumbering.add(event, at, batch());
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
        heads.clear();
        table.clear();
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

    /** What one transaction adds. */
    private final class Batch implements FeedNumbering.Stream {

        private final Map<String, FeedHead> moved = new LinkedHashMap<>();

        private final List<FeedRow> rows = new ArrayList<>();

        @Override
        public FeedHead head(String task) {
            return moved.computeIfAbsent(task, it -> {
                var cached = heads.get(it);
                return cached != null ? cached : table.head(it).orElseGet(() -> FeedHead.before(it, "the repository"));
            });
        }

        @Override
        public void open(FeedHead head) {
            moved.put(head.taskId(), head);
        }

        @Override
        public void add(FeedRow row) {
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
