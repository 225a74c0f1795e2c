package io.codemaster.command.project;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.SetProjectBudget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Projects")
class ProjectBudgetCommandController {

    private static final String AMOUNT = "An amount is 0.01 to 1,000,000 US dollars; leave it out for no limit.";

    private final CommandGateway commands;

    ProjectBudgetCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PutMapping("/api/v1/projects/{id}/budget")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "setProjectBudget",
            summary = "Say what may be spent on the project in a month and on each of its requirements",
            description = "At 80 % people are warned. When nothing is left no new run begins; what runs goes on.")
    CompletableFuture<ResponseEntity<Void>> setProjectBudget(
            @PathVariable("id") ProjectId id, @Valid @RequestBody SetProjectBudgetRequest request) {
        return commands.send(new SetProjectBudget(id, request.monthlyUsd(), request.requirementUsd()))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    record SetProjectBudgetRequest(
            @DecimalMin(value = "0.01", message = AMOUNT) @DecimalMax(value = "1000000", message = AMOUNT) @Digits(integer = 7, fraction = 2, message = AMOUNT) @Nullable BigDecimal monthlyUsd,

            @DecimalMin(value = "0.01", message = AMOUNT) @DecimalMax(value = "1000000", message = AMOUNT) @Digits(integer = 7, fraction = 2, message = AMOUNT) @Nullable BigDecimal requirementUsd) {}
}
