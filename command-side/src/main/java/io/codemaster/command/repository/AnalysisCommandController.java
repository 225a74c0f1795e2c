package io.codemaster.command.repository;

import java.net.URI;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.budget.CheckBudget;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.ReserveQueuePlace;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.RequestInspection;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.repository.CheckAnalysis;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RequestAnalysis;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Repositories")
class AnalysisCommandController {

    private final CommandGateway commands;

    AnalysisCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    /** As for a generation: a place in the queue first, and the run asked for here too, so that it is readable at once. */
    @PostMapping("/api/v1/repositories/{id}/analysis")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "analyseRepository",
            summary = "Find out what the repository is made of",
            description = "A commit that was analysed before is not analysed again, unless force is set.")
    CompletableFuture<ResponseEntity<Created>> analyseRepository(
            @PathVariable("id") RepositoryId id,
            @RequestBody(required = false) @Nullable AnalyseRequest body,
            Principal caller) {
        var runId = CodegenTaskId.random();
        var requester = new UserId(caller.getName());
        var force = body != null && Boolean.TRUE.equals(body.force());
        return commands.<LinkedRepository>send(new CheckAnalysis(id))
                .thenCompose(linked -> commands.send(new CheckProject(linked.projectId(), null))
                        .thenCompose(open -> commands.send(new CheckBudget(linked.projectId(), null, runId))))
                .thenCompose(left -> commands.send(new ReserveQueuePlace(runId)))
                .thenCompose(
                        reserved -> commands.<InspectionOrder>send(new RequestAnalysis(id, runId, force, requester)))
                .thenCompose(order -> commands.send(new RequestInspection(runId, order, requester)))
                .thenApply(done -> ResponseEntity.accepted()
                        .location(URI.create("/api/v1/repositories/" + id + "/analysis"))
                        .body(Created.of(runId)));
    }

    /**
     * How to analyse.
     *
     * @param force whether a commit that was analysed before is analysed again
     */
    record AnalyseRequest(@Nullable Boolean force) {}
}
