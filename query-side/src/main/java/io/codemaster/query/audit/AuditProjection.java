package io.codemaster.query.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.UserEmailClaimed;
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
 * nothing here. Of the agent's lines only its calls of tools are entries; the others stay unread. Whatever one transaction
 * brings is stored by one batch. The events must come one after another: this processor has one segment.
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
            called(message);
        } else if (type.getName().startsWith(OURS) && type.isRecord() && !BOOKKEEPING.contains(type)) {
            happened(message);
        }
    }

    @ResetHandler
    void reset() {
        objects.clear();
        table.clear();
    }

    private void called(EventMessage<?> message) {
        var calls = tools.in(message);
        if (calls == null) {
            return;
        }
        var batch = batch();
        var run = ((OutputLineRecorded) message.getPayload()).taskId().value();
        var known = batch.find(run);
        batch.add(new AuditRow(
                message.getIdentifier(),
                message.getTimestamp(),
                "tool.called",
                AuditActors.agent(run, message.getMetaData(), known.orElse(null)),
                new What(
                        known.map(KnownObject::type).orElse("run"),
                        run,
                        known.map(KnownObject::label).orElse(null),
                        known.map(KnownObject::projectId).orElse(null)),
                Outcome.SUCCESS,
                calls));
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

        void store() {
            learned.values().forEach(table::keep);
            if (!rows.isEmpty()) {
                table.insert(rows);
            }
        }
    }
}
