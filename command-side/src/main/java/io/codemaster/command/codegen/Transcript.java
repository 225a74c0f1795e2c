package io.codemaster.command.codegen;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CloseTranscript;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/**
 * What the agent printed in one attempt. Only counts are held in memory, however long it grows; it is cached, and
 * snapshots keep loading it cheap after a restart.
 */
@Aggregate(cache = "transcriptCache", snapshotTriggerDefinition = "transcriptSnapshots")
class Transcript {

    @AggregateIdentifier
    private TranscriptId id;

    private CodegenTaskId taskId;

    private int attempt;

    private long lastLine;

    private @Nullable String lastTree;

    private boolean closed;

    Transcript() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @SuppressWarnings("NullAway") // the id is null exactly when nothing was stored yet
    void handle(OpenTranscript command) {
        if (id == null) {
            apply(new TranscriptOpened(command.transcriptId(), command.taskId(), command.attempt()));
        }
    }

    @CommandHandler
    long handle(RecordOutput command) {
        for (var line : command.lines()) {
            if (line.number() <= lastLine) {
                continue;
            }
            refuseWhenClosed();
            if (line.number() != lastLine + 1) {
                throw new CommandRejected(
                        ErrorCode.TRANSCRIPT_NOT_CONTINUED,
                        "Line %d does not follow line %d.".formatted(line.number(), lastLine));
            }
            apply(new OutputLineRecorded(id, taskId, attempt, line));
        }
        return lastLine;
    }

    @CommandHandler
    void handle(RecordWorkspaceTree command) {
        refuseWhenClosed();
        if (!command.treeId().equals(lastTree)) {
            apply(new WorkspaceTreeRecorded(
                    id, taskId, attempt, command.afterLine(), command.treeId(), command.record()));
        }
    }

    @CommandHandler
    long handle(CloseTranscript command) {
        if (!closed) {
            apply(new TranscriptClosed(id, taskId, attempt, lastLine));
        }
        return lastLine;
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new CommandRejected(ErrorCode.TRANSCRIPT_CLOSED, "The transcript is complete.");
        }
    }

    @EventSourcingHandler
    void on(TranscriptOpened event) {
        id = event.transcriptId();
        taskId = event.taskId();
        attempt = event.attempt();
    }

    @EventSourcingHandler
    void on(OutputLineRecorded event) {
        lastLine = event.line().number();
    }

    @EventSourcingHandler
    void on(WorkspaceTreeRecorded event) {
        lastTree = event.treeId();
    }

    @EventSourcingHandler
    void on(TranscriptClosed event) {
        closed = true;
    }
}
