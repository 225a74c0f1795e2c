package io.codemaster.app.analytics;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.RecordEventSubscription;
import io.codemaster.api.audit.RecordEventSubscriptionPause;
import io.codemaster.api.audit.RecordEventSubscriptionRemoval;
import io.codemaster.api.audit.RecordEventSubscriptionReplay;
import io.codemaster.api.audit.RecordEventSubscriptionResumption;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.app.security.AccessPolicy;
import io.codemaster.app.security.AuditNotes;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.codemaster.executor.courier.EventCourier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Programs that are told of events. What is done with them is on the record first. */
@RestController
@RequestMapping("/api/v1/event-subscriptions")
@Tag(name = "Events")
class SubscriptionController {

    private static final int MOST_TYPES = 50;

    private final SubscriptionTable table;

    private final DeliveryTable deliveries;

    private final SubscriptionSecrets secrets;

    private final EventFeed feed;

    private final AccessPolicy policy;

    private final AuditNotes notes;

    private final ObjectProvider<EventCourier> courier;

    private final Clock clock;

    SubscriptionController(
            SubscriptionTable table,
            DeliveryTable deliveries,
            SubscriptionSecrets secrets,
            EventFeed feed,
            AccessPolicy policy,
            AuditNotes notes,
            ObjectProvider<EventCourier> courier,
            Clock clock) {
        this.table = table;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.feed = feed;
        this.policy = policy;
        this.notes = notes;
        this.courier = courier;
        this.clock = clock;
    }

    /**
     * A subscription as it is told of, without its secret.
     *
     * @param deliveredTo the place of the last event that was taken, or was not for it
     * @param behind how many places there are behind that, wanted or not
     * @param paused whether nothing is sent until it is resumed
     * @param failingTries how often the next delivery was tried in vain
     */
    record SubscriptionDetails(
            String id,
            String url,
            @Nullable ProjectId projectId,
            Set<String> types,
            long deliveredTo,
            long behind,
            boolean paused,
            int failingTries,
            @Nullable String lastFailure,
            @Nullable Instant nextTryAt,
            @Nullable Instant lastDeliveredAt,
            Instant createdAt) {

        static SubscriptionDetails of(Subscription it, long head) {
            return new SubscriptionDetails(
                    it.id(),
                    it.url().toString(),
                    it.projectId(),
                    it.types(),
                    it.deliveredTo(),
                    Math.max(0, head - it.deliveredTo()),
                    it.paused(),
                    it.tries(),
                    it.lastFailure(),
                    it.tries() == 0 ? null : it.nextTryAt(),
                    it.lastDeliveredAt(),
                    it.createdAt());
        }
    }

    /** What is asked for; without a project all that its maker sees, without a place what comes from now on. */
    record AddSubscriptionRequest(
            @NotBlank(message = "Give the address that events are sent to.") @Size(max = 2_000, message = "An address has at most 2,000 characters.") String url,

            @Nullable ProjectId projectId,

            @Size(max = MOST_TYPES, message = "Name at most 50 types, or the beginnings of several with a star.") @Nullable Set<String> types,

            @Min(value = 0, message = "A place is 0 or more.") @Nullable Long after) {}

    /** A new subscription, with the secret that is shown only here. */
    record AddedSubscription(String id, String secret) {

        @Override
        public String toString() {
            return "AddedSubscription[" + id + "]";
        }
    }

    /** From where to deliver again. */
    record ReplayRequest(
            @Min(value = 0, message = "A place is 0 or more.") long after) {}

    @PostMapping
    @Operation(
            operationId = "addEventSubscription",
            summary = "Have events sent to an address",
            description = "Batches of CloudEvents by POST, signed in CodeMaster-Signature with the secret that is shown"
                    + " this once. What is not answered with 2xx is sent again.")
    @ApiResponse(responseCode = "201", description = "The subscription and its secret")
    ResponseEntity<AddedSubscription> addEventSubscription(
            @Valid @RequestBody AddSubscriptionRequest body,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var url = address(body.url());
        Set<String> types = body.types() == null ? Set.of() : body.types();
        if (types.stream().anyMatch(type -> EventType.all().noneMatch(it -> it.matches(type)))) {
            throw unacceptable(
                    "types", "There is no such type of event. /api/v1/events/asyncapi.json has all of them.");
        }
        var it = new Subscription(
                TimeOrderedId.next(),
                caller.id(),
                body.projectId(),
                url,
                types,
                body.after() == null ? feed.head() : body.after(),
                false,
                0,
                Instant.EPOCH,
                null,
                null,
                clock.instant());
        if (!SubscriptionDelivery.mayManage(caller.user(), it, policy)) {
            throw new RefusedException(Refusal.forbidden(
                    "Owners have the events of their project sent, administrators all of them. Name your project."));
        }
        notes.record(new RecordEventSubscription(
                AuditNoteId.next(),
                AuditNotes.requester(request),
                it.id(),
                it.projectId(),
                url.getHost(),
                List.copyOf(types)));
        var secret = secrets.make(it.id());
        table.add(it);
        return ResponseEntity.created(URI.create("/api/v1/event-subscriptions/" + it.id()))
                .header("Cache-Control", "no-store")
                .body(new AddedSubscription(it.id(), secret));
    }

    @GetMapping
    @Operation(operationId = "findEventSubscriptions", summary = "The subscriptions that I may manage, newest first")
    Page<SubscriptionDetails> findEventSubscriptions(@Parameter(hidden = true) Caller caller) {
        var head = feed.head();
        return new Page<>(
                table.all().stream()
                        .filter(it -> SubscriptionDelivery.mayManage(caller.user(), it, policy))
                        .map(it -> SubscriptionDetails.of(it, head))
                        .toList(),
                null);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readEventSubscription", summary = "One of them, and how far it is")
    SubscriptionDetails readEventSubscription(@PathVariable("id") String id, @Parameter(hidden = true) Caller caller) {
        return SubscriptionDetails.of(mine(id, caller), feed.head());
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeEventSubscription", summary = "Send nothing there any more")
    @ApiResponse(responseCode = "204", description = "It is gone, and its secret too")
    ResponseEntity<Void> removeEventSubscription(
            @PathVariable("id") String id,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var it = mine(id, caller);
        notes.record(new RecordEventSubscriptionRemoval(
                AuditNoteId.next(), AuditNotes.requester(request), it.id(), it.projectId()));
        table.remove(id);
        deliveries.forget(id);
        secrets.forget(id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/replay")
    @Operation(operationId = "replayEventSubscription", summary = "Send again what follows a place, at once")
    @ApiResponse(responseCode = "204", description = "It goes on behind that place")
    ResponseEntity<Void> replayEventSubscription(
            @PathVariable("id") String id,
            @Valid @RequestBody ReplayRequest body,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var it = mine(id, caller);
        notes.record(new RecordEventSubscriptionReplay(
                AuditNoteId.next(), AuditNotes.requester(request), it.id(), it.projectId(), body.after()));
        table.replay(id, body.after());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/deliveries")
    @Operation(
            operationId = "findEventDeliveries",
            summary = "What was sent there lately, newest first",
            description = "The last fifty attempts. Replay behind `after` sends the events of one of them once more.")
    Page<DeliveryTable.Attempt> findEventDeliveries(
            @PathVariable("id") String id, @Parameter(hidden = true) Caller caller) {
        return new Page<>(deliveries.of(mine(id, caller).id()), null);
    }

    @PostMapping("/{id}/pause")
    @Operation(operationId = "pauseEventSubscription", summary = "Send nothing there until it is resumed")
    @ApiResponse(responseCode = "204", description = "It stands still, and its place is kept")
    ResponseEntity<Void> pauseEventSubscription(
            @PathVariable("id") String id,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var it = mine(id, caller);
        if (!it.paused()) {
            notes.record(new RecordEventSubscriptionPause(
                    AuditNoteId.next(), AuditNotes.requester(request), it.id(), it.projectId()));
            table.pause(id);
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/resume")
    @Operation(operationId = "resumeEventSubscription", summary = "Go on where it stands still, at once")
    @ApiResponse(responseCode = "204", description = "What has come meanwhile is sent in order")
    ResponseEntity<Void> resumeEventSubscription(
            @PathVariable("id") String id,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var it = mine(id, caller);
        if (it.paused()) {
            notes.record(new RecordEventSubscriptionResumption(
                    AuditNoteId.next(), AuditNotes.requester(request), it.id(), it.projectId()));
            table.resume(id);
        }
        return ResponseEntity.noContent().build();
    }

    private Subscription mine(String id, Caller caller) {
        return table.find(id)
                .filter(it -> SubscriptionDelivery.mayManage(caller.user(), it, policy))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    /** Where there is nobody who sends, the address is checked by the process that does. */
    private URI address(String text) {
        try {
            var url = new URI(text.strip());
            if (url.getHost() == null || url.getScheme() == null) {
                throw unacceptable("url", "Write the address like https://events.example.com/codemaster.");
            }
            var sender = courier.getIfAvailable();
            var refusal = sender == null ? Optional.<String>empty() : sender.refusal(url);
            if (refusal.isPresent()) {
                throw unacceptable("url", refusal.get());
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw unacceptable("url", "Write the address like https://events.example.com/codemaster.");
        }
    }

    private static RefusedException unacceptable(String field, String words) {
        return new RefusedException(Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "request.invalid", words)
                .about(field, words));
    }
}
