package io.codemaster.query.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptEvent;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.UserEmailClaimed;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.mergerequest.MergeRequestChecked;
import io.codemaster.api.mergerequest.MergeRequestRefreshRequested;
import io.codemaster.api.project.ProjectKeyClaimed;
import io.codemaster.api.project.RequirementNumberReserved;
import io.codemaster.api.repository.RepositoryUrlClaimed;
import io.codemaster.api.repository.RepositoryUrlReleased;
import io.codemaster.api.shared.EventName;
import io.codemaster.query.audit.AuditRow.What;

/**
 * An entry for every event that somebody may have to answer for, whatever it is: an event that is new to the product needs
 * nothing here. Of the agent's lines only its calls of tools are entries, one each, which get what came of them when that is
 * printed; the lines that are neither stay unread. Whatever one transaction brings is stored by one batch. The events must
 * come one after another: this processor has one segment.
 */
@Component
@ProcessingGroup("audit")
class AuditProjection {

    private static final String OURS = "io.codemaster.api.";

    private static final int CACHED_OBJECTS = 2_000;

    private static final String RESOURCE = AuditProjection.class.getName();

    /** What the product writes down for itself, beside an event that is an entry or as often as a clock ticks. */
    private static final Set<Class<?>> BOOKKEEPING = Set.of(
            TranscriptOpened.class,
            TranscriptClosed.class,
            WorkspaceTreeRecorded.class,
            UserEmailClaimed.class,
            ExternalIdentityClaimed.class,
            ProjectKeyClaimed.class,
            RequirementNumberReserved.class,
            RepositoryUrlClaimed.class,
            RepositoryUrlReleased.class,
            MergeRequestChecked.class,
            MergeRequestRefreshRequested.class);

    /** After these nothing answers a call that was made before. */
    private static final Set<Class<?>> ENDINGS = Set.of(
            TranscriptOpened.class,
            TranscriptClosed.class,
            GenerationCompleted.class,
            GenerationFailed.class,
            GenerationCancelled.class,
            InspectionAnswered.class,
            InspectionFailed.class,
            InspectionCancelled.class);

    private final AuditTable table;

    private final ToolCalls tools;

    private final Map<String, KnownObject> objects = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownObject> eldest) {
            return size() > CACHED_OBJECTS;
        }
    });

    AuditProjection(AuditTable table, ToolCalls tools) {
        this.table = table;
        this.tools = tools;
    }

    /** The message and not its payload: what is no entry is never read. */
    @EventHandler
    void on(EventMessage<?> message) {
        var type = message.getPayloadType();
        if (type == OutputLineRecorded.class) {
            printed(message);
            return;
        }
        if (ENDINGS.contains(type)) {
            ended(message.getPayload());
        }
        if (type.getName().startsWith(OURS) && type.isRecord() && !BOOKKEEPING.contains(type)) {
            happened(message);
        }
    }

    @ResetHandler
    void reset() {
        objects.clear();
        table.clear();
    }

    private void printed(EventMessage<?> message) {
        var said = tools.in(message);
        if (said.calls().isEmpty() && said.answers().isEmpty()) {
            return;
        }
        var batch = batch();
        var run = ((OutputLineRecorded) message.getPayload()).taskId().value();
        int place = 0;
        for (var call : said.calls()) {
            batch.open(run, called(message, run, place++, call, batch.find(run)));
        }
        said.answers().forEach((call, answer) -> batch.answer(run, call, answer));
    }

    private static AuditRow called(
            EventMessage<?> message, String run, int place, ToolCalls.Call call, Optional<KnownObject> known) {
        return new AuditRow(
                message.getIdentifier(),
                place,
                message.getTimestamp(),
                "tool.called",
                AuditActors.agent(run, message.getMetaData(), known.orElse(null)),
                new What(
                        known.map(KnownObject::type).orElse("run"),
                        run,
                        known.map(KnownObject::label).orElse(null),
                        known.map(KnownObject::projectId).orElse(null)),
                Outcome.PENDING,
                call.text(),
                new AuditRow.Call(call.id(), false, null));
    }

    /** A transcript begins or is complete, or a run is over: what its agent called before is not answered any more. */
    private void ended(Object event) {
        if (event instanceof TranscriptEvent it) {
            batch().breakOff(it.taskId().value());
        } else if (event instanceof CodegenEvent it) {
            batch().breakOff(it.taskId().value());
        } else if (event instanceof InspectionEvent it) {
            batch().breakOff(it.runId().value());
        }
    }

    private void happened(EventMessage<?> message) {
        var batch = batch();
        var event = message.getPayload();
        var learned = AuditSubjects.learned(event, batch::find);
        if (learned != null) {
            batch.learn(learned);
        }
        var what = AuditSubjects.of(event, message, batch::find);
        var about = what.id() == null ? null : batch.find(what.id()).orElse(null);
        batch.add(new AuditRow(
                message.getIdentifier(),
                message.getTimestamp(),
                EventName.of(message.getPayloadType()).action(),
                AuditActors.of(event, message.getMetaData(), about),
                what,
                outcome(event),
                EventDetail.of(event, Arrays.asList(what.id(), what.projectId()))));
    }

    private static Outcome outcome(Object event) {
        if (AuditActors.isDenied(event)) {
            return Outcome.DENIED;
        }
        return event.getClass().getSimpleName().endsWith("Failed") ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    private Batch batch() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(RESOURCE, key -> {
            var batch = new Batch();
            root.onPrepareCommit(it -> batch.store());
            root.afterCommit(it -> objects.putAll(batch.learned));
            root.onRollback(it -> objects.clear()); // another process may have changed them
            return batch;
        });
    }

    /** What one transaction adds. */
    private final class Batch {

        private final Map<String, KnownObject> learned = new LinkedHashMap<>();

        private final List<AuditRow> rows = new ArrayList<>();

        /** The calls among the rows, by run. */
        private final Map<String, RunCalls> calls = new HashMap<>();

        /** What came of calls of earlier transactions, in order. */
        private final List<AnsweredCall> answers = new ArrayList<>();

        Optional<KnownObject> find(String id) {
            var here = learned.get(id);
            if (here != null) {
                return Optional.of(here);
            }
            var cached = objects.get(id);
            if (cached != null) {
                return Optional.of(cached);
            }
            var stored = table.object(id);
            stored.ifPresent(it -> objects.put(id, it));
            return stored;
        }

        void learn(KnownObject object) {
            learned.put(object.id(), object);
        }

        void add(AuditRow row) {
            rows.add(row);
        }

        void open(String run, AuditRow row) {
            var call = row.call();
            calls.computeIfAbsent(run, it -> new RunCalls()).add(call == null ? null : call.id(), rows.size());
            rows.add(row);
        }

        void answer(String run, String call, ToolAnswer answer) {
            var here = calls.get(run);
            var row = here == null ? null : here.byId.get(call);
            if (row == null) {
                answers.add(new AnsweredCall(run, call, answer));
            } else {
                put(row, answer);
            }
        }

        void breakOff(String run) {
            var here = calls.get(run);
            if (here != null) {
                here.open.forEach(row -> put(row, ToolAnswer.NONE));
                here.open.clear();
            }
            answers.add(new AnsweredCall(run, null, ToolAnswer.NONE));
        }

        private void put(int row, ToolAnswer answer) {
            var there = rows.get(row);
            var call = there.call();
            if (call != null && call.takes(answer, there.outcome())) {
                rows.set(row, there.with(answer));
            }
        }

        void store() {
            table.answer(answers);
            learned.values().forEach(table::keep);
            if (!rows.isEmpty()) {
                table.insert(rows);
            }
        }
    }

    /** The calls of a run in one transaction. */
    private static final class RunCalls {

        /** The newest row of each call. */
        private final Map<String, Integer> byId = new HashMap<>();

        /** The rows of calls since the last end. */
        private final List<Integer> open = new ArrayList<>();

        void add(@Nullable String call, int row) {
            if (call != null) {
                byId.put(call, row);
            }
            open.add(row);
        }
    }
}
