package io.codemaster.app.admin;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.operations.DeadLetterSequenceId;
import io.codemaster.api.operations.EvictDeadLetters;
import io.codemaster.api.operations.RetryDeadLetters;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.app.processing.DeadLetterRetries;
import io.codemaster.app.processing.DeadLetters;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Events that could not be handled, and those that wait behind them. Whatever is done with them is on the record. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
@Tag(name = "Administration")
class DeadLetterController {

    private static final int MOST_AT_ONCE = 1_000;

    private static final long PATIENCE_SECONDS = 20;

    private final DeadLetters letters;

    private final DeadLetterRetries retries;

    private final CommandGateway commands;

    DeadLetterController(DeadLetters letters, DeadLetterRetries retries, CommandGateway commands) {
        this.letters = letters;
        this.retries = retries;
        this.commands = commands;
    }

    @GetMapping
    @Operation(operationId = "findDeadLetters", summary = "Sequences that are held, newest first")
    Page<DeadLetters.HeldSequence> findDeadLetters(
            @Parameter(description = "Only those of this processor")
                    @RequestParam(name = "processor", required = false)
                    @Nullable String processor,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new RefusedException(Refusal.of(
                    HttpStatus.BAD_REQUEST, "request.invalid", "limit must be 1 to " + PageRequest.MAX_LIMIT + "."));
        }
        var found = letters.list(processor, cursor, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown, found.size() > limit ? shown.get(shown.size() - 1).id() : null);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readDeadLetter", summary = "One of them with its events, without their content")
    DeadLetterDetails readDeadLetter(@PathVariable("id") String id) {
        var sequence = sequence(id);
        return new DeadLetterDetails(sequence, letters.events(sequence));
    }

    @PostMapping("/{id}/retry")
    @Operation(operationId = "retryDeadLetter", summary = "Try it again until it is clear or fails")
    CompletableFuture<RetryAnswer> retryDeadLetter(
            @PathVariable("id") String id, @Parameter(hidden = true) Principal caller) {
        var sequence = sequence(id);
        return recorded(sequence, caller)
                .thenCompose(done -> retries.retry(sequence.processor(), sequence.sequence()))
                .completeOnTimeout(
                        new DeadLetterRetries.Result(DeadLetterRetries.Outcome.SCHEDULED, 0),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS)
                .thenApply(it -> new RetryAnswer(it.outcome(), it.handled()));
    }

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "retryDeadLetters", summary = "Try all of them again, one after another")
    CompletableFuture<RetryAllAnswer> retryDeadLetters(
            @Parameter(description = "Only those of this processor")
                    @RequestParam(name = "processor", required = false)
                    @Nullable String processor,
            @Parameter(hidden = true) Principal caller) {
        var all = letters.list(processor, null, MOST_AT_ONCE);
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var sequence : all) {
            sent.add(recorded(sequence, caller)
                    .thenAccept(done -> retries.request(sequence.processor(), sequence.sequence())));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> new RetryAllAnswer(all.size()));
    }

    @PostMapping("/{id}/evict")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "evictDeadLetter",
            summary = "Give up the event that fails, or all that wait; a rebuild of the view brings them back")
    CompletableFuture<Void> evictDeadLetter(
            @PathVariable("id") String id,
            @Valid @RequestBody EvictDeadLetterRequest request,
            @Parameter(hidden = true) Principal caller) {
        var sequence = sequence(id);
        if (!sequence.event().id().equals(request.eventId())) {
            throw moved();
        }
        boolean all = request.scope() == EvictDeadLetterRequest.Scope.ALL;
        var events = all
                ? letters.events(sequence).stream()
                        .map(DeadLetters.HeldEvent::id)
                        .toList()
                : List.of(sequence.event().id());
        return commands.send(new EvictDeadLetters(
                        new DeadLetterSequenceId(sequence.id()),
                        sequence.processor(),
                        sequence.sequence(),
                        events,
                        request.reason(),
                        new UserId(caller.getName())))
                .thenAccept(done -> {
                    if (!letters.evict(sequence, all)) {
                        throw moved();
                    }
                });
    }

    private CompletableFuture<Object> recorded(DeadLetters.HeldSequence sequence, Principal caller) {
        return commands.send(new RetryDeadLetters(
                new DeadLetterSequenceId(sequence.id()),
                sequence.processor(),
                sequence.sequence(),
                new UserId(caller.getName())));
    }

    private DeadLetters.HeldSequence sequence(String id) {
        return letters.find(id)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(HttpStatus.NOT_FOUND, "not-found", "Nothing is held under this id any more.")));
    }

    private static RefusedException moved() {
        return new RefusedException(Refusal.of(
                HttpStatus.CONFLICT,
                "dead-letter.moved",
                "Another event is the first one by now. Look again before you give it up."));
    }

    /** A sequence with the events that wait in it, the oldest first; a hundred at most. */
    record DeadLetterDetails(DeadLetters.HeldSequence sequence, List<DeadLetters.HeldEvent> events) {}

    /**
     * What came of a retry.
     *
     * @param handled how many events were handled
     */
    record RetryAnswer(DeadLetterRetries.Outcome outcome, int handled) {}

    /**
     * What is tried again.
     *
     * @param sequences how many
     */
    record RetryAllAnswer(int sequences) {}

    /**
     * What is given up and why.
     *
     * @param eventId the first event, as it was read: nothing else is given up by mistake
     */
    record EvictDeadLetterRequest(
            @NotBlank(message = "Name the event that fails.") String eventId,

            @NotNull(message = "Say whether it is the first event or all.") Scope scope,

            @NotBlank(message = "Say why.") @Size(max = 500, message = "Say it in 500 characters.") String reason) {

        /** How much is given up. */
        enum Scope {
            /** The event that fails; the others are tried at once. */
            FIRST,
            /** Everything that is held of the sequence. */
            ALL
        }
    }
}
