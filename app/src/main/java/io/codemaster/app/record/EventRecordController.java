package io.codemaster.app.record;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FeedOrigin;
import io.codemaster.api.codegen.FindFeedOrigin;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Generations")
class EventRecordController {

    private final QueryGateway queries;

    private final StoredEvents events;

    private final EventProof proofs;

    EventRecordController(QueryGateway queries, StoredEvents events, EventProof proofs) {
        this.queries = queries;
        this.events = events;
        this.proofs = proofs;
    }

    @GetMapping("/api/v1/codegen/{id}/events/{sequence}/record")
    @Operation(
            operationId = "findEventRecord",
            summary = "The stored event behind an event of the stream: its cause, its hash, and whether that holds",
            description =
                    "The hash is computed again from the stored bytes and the hash before it. An event is linked some half"
                            + " a second after it was stored; until then position, hash and verified are null.")
    EventRecord findEventRecord(@PathVariable("id") CodegenTaskId id, @PathVariable("sequence") long sequence) {
        var event = queries.query(new FindFeedOrigin(id, sequence), ResponseTypes.optionalInstanceOf(FeedOrigin.class))
                .join()
                .flatMap(it -> events.behind(id, it).map(found -> read(found)))
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(HttpStatus.NOT_FOUND, "not-found", "The record has no such event.")));
        return event.with(proofs.of(event.eventId()));
    }

    private static EventRecord read(DomainEventMessage<?> event) {
        var type = event.getPayloadType();
        var revision = type.getAnnotation(Revision.class);
        return new EventRecord(
                event.getIdentifier(),
                type.getSimpleName(),
                revision == null ? null : revision.value(),
                event.getTimestamp(),
                null,
                text(event, "correlationId"),
                text(event, "causationId"),
                text(event, "traceId"),
                null,
                null,
                null);
    }

    private static @Nullable String text(DomainEventMessage<?> event, String key) {
        var value = event.getMetaData().get(key);
        return value == null ? null : value.toString();
    }
}
