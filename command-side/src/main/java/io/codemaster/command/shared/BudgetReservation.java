package io.codemaster.command.shared;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.budget.ReleaseBudget;
import io.codemaster.api.budget.ReserveBudget;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;

/** Money that is set aside while a run is ordered. How much is left is asked again when its agent begins. */
public final class BudgetReservation {

    private final CommandGateway commands;

    public BudgetReservation(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Sets money aside and has the run ordered; for a run that is not ordered after all it is free again.
     *
     * @param ownMaxUsd what somebody said that the run may cost, or null
     */
    public <T> CompletableFuture<T> during(
            GenerationOrder order,
            CodegenTaskId run,
            @Nullable BigDecimal ownMaxUsd,
            Supplier<CompletableFuture<T>> ordering) {
        return commands.send(new ReserveBudget(
                        order.projectId(),
                        order.requirementId(),
                        run,
                        ownMaxUsd,
                        order.options().budgetUsd()))
                .thenCompose(left -> ordering.get()
                        .exceptionallyCompose(refused -> commands.send(
                                        new ReleaseBudget(order.projectId(), order.requirementId(), run, null))
                                .handle((done, failure) -> done)
                                .thenCompose(done -> CompletableFuture.failedFuture(refused))));
    }
}
