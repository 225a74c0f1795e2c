package io.codemaster.command.codegen;

import java.math.BigDecimal;
import java.net.URI;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CancelGeneration;
import io.codemaster.api.codegen.CheckRetry;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.ReserveQueuePlace;
import io.codemaster.api.codegen.RetryGeneration;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.CancelInspection;
import io.codemaster.api.inspection.InspectionId;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.repository.GenerationTarget;
import io.codemaster.api.requirement.CheckOrder;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.command.shared.BudgetReservation;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Generations")
@EnableConfigurationProperties({GenerationProperties.class, RetryProperties.class})
class CodegenCommandController {

    private static final GenerateRequest NOTHING_SPECIAL = new GenerateRequest(null, null, null, null, null);

    private final CommandGateway commands;

    private final BudgetReservation budget;

    private final EventStore events;

    private final GenerationProperties defaults;

    private final RetryProperties retry;

    CodegenCommandController(
            CommandGateway commands, EventStore events, GenerationProperties defaults, RetryProperties retry) {
        this.budget = new BudgetReservation(commands);
        this.events = events;
        this.commands = commands;
        this.defaults = defaults;
        this.retry = retry;
    }

    /**
     * A place in the queue comes before the order, so that a full queue refuses before anything is recorded. The process would create
     * the generation from the order by itself; asking for it here too makes it readable when the answer arrives.
     */
    @PostMapping("/api/v1/requirements/{id}/generate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "generate", summary = "Ask for the code of a requirement")
    CompletableFuture<ResponseEntity<Created>> generate(
            @PathVariable("id") RequirementId requirementId,
            @Valid @RequestBody(required = false) @Nullable GenerateRequest body,
            Principal caller) {
        var taskId = CodegenTaskId.random();
        var requester = new UserId(caller.getName());
        var options = options(body == null ? NOTHING_SPECIAL : body);
        return commands.<ProjectId>send(new CheckRequirement(requirementId))
                .thenCompose(project -> commands.send(new CheckProject(project, null)))
                .thenCompose(open -> commands.<GenerationOrder>send(new CheckOrder(requirementId, options)))
                .thenCompose(asked -> budget.during(
                        asked,
                        taskId,
                        body == null ? null : body.budgetUsd(),
                        () -> linkedTarget(asked)
                                .thenCompose(target -> commands.send(new ReserveQueuePlace(taskId))
                                        .thenApply(reserved -> target.analysis()))
                                .thenCompose(analysis -> commands.<GenerationOrder>send(
                                        new OrderGeneration(requirementId, taskId, options, requester, analysis)))))
                .thenCompose(order -> commands.send(new RequestGeneration(taskId, order, requester)))
                .thenApply(done -> accepted(taskId));
    }

    @PostMapping("/api/v1/codegen/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "cancelGeneration", summary = "Stop a generation, an analysis or a review")
    CompletableFuture<ResponseEntity<Created>> cancelGeneration(@PathVariable("id") String id, Principal caller) {
        var taskId = new CodegenTaskId(id);
        var canceller = new UserId(caller.getName());
        return commands.send(
                        isInspection(taskId)
                                ? new CancelInspection(taskId, canceller)
                                : new CancelGeneration(taskId, canceller))
                .thenApply(done -> accepted(taskId));
    }

    @PostMapping("/api/v1/codegen/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "retryGeneration", summary = "Try a generation again that failed or was cancelled")
    CompletableFuture<ResponseEntity<Created>> retryGeneration(@PathVariable("id") String id, Principal caller) {
        var taskId = new CodegenTaskId(id);
        var retrier = new UserId(caller.getName());
        return commands.<GenerationOrder>send(new CheckRetry(taskId))
                .thenCompose(order ->
                        commands.send(new CheckProject(order.projectId(), null)).thenApply(open -> order))
                .thenCompose(order -> budget.during(
                        order,
                        taskId,
                        null,
                        () -> linkedTarget(order)
                                .thenCompose(linked -> commands.send(new ReserveQueuePlace(taskId)))
                                .thenCompose(reserved -> commands.send(
                                        new ResumeGeneration(order.requirementId(), taskId, order, retrier)))))
                .thenCompose(resumed -> commands.send(new RetryGeneration(taskId, retrier)))
                .thenApply(done -> accepted(taskId));
    }

    /** The runs of generations and of inspections have the same routes; the record says which one this is. */
    private boolean isInspection(CodegenTaskId runId) {
        return events.lastSequenceNumberFor(InspectionId.of(runId).value()).isPresent();
    }

    private CompletableFuture<GenerationTarget> linkedTarget(GenerationOrder order) {
        return commands.send(new CheckGenerationTarget(order.repositoryId(), order.requirementKey()));
    }

    private static ResponseEntity<Created> accepted(CodegenTaskId taskId) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/codegen/" + taskId))
                .body(Created.of(taskId));
    }

    private GenerationOptions options(GenerateRequest request) {
        return new GenerationOptions(
                blankToNull(request.sourceBranch()),
                blankToNull(request.extraContext()),
                request.model() == null || request.model().isBlank() ? blankToNull(defaults.model()) : request.model(),
                request.maxTurns() == null ? defaults.maxTurns() : request.maxTurns(),
                request.budgetUsd() == null ? defaults.budgetUsd() : request.budgetUsd(),
                defaults.timeLimit(),
                defaults.inactivityTimeout(),
                retry.retries(),
                retry.retryPause());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    record GenerateRequest(
            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]*", message = "This is no branch name.") @Nullable String sourceBranch,

            @Size(max = 200_000, message = "The context has at most 200,000 characters.") @Nullable String extraContext,

            @Size(max = 100, message = "A model name has at most 100 characters.") @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._:@/\\[\\]-]*|",
                    message = "This is no model name; examples: sonnet, claude-opus-5-5.")
            @Nullable String model,

            @Min(value = 1, message = "At least 1 turn.") @Max(value = 1000, message = "At most 1,000 turns.") @Nullable Integer maxTurns,

            @DecimalMin(value = "0.01", message = "At least 0.01 US dollars.") @DecimalMax(value = "10000", message = "At most 10,000 US dollars.") @Nullable BigDecimal budgetUsd) {}
}
