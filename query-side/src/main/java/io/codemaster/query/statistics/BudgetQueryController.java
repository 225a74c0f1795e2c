package io.codemaster.query.statistics;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.budget.BudgetUse;
import io.codemaster.api.budget.FindProjectBudget;
import io.codemaster.api.budget.FindRequirementBudget;
import io.codemaster.api.budget.ProjectBudgetDetails;
import io.codemaster.api.project.ProjectId;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Statistics")
class BudgetQueryController {

    private final QueryGateway queries;

    private final Clock clock;

    BudgetQueryController(QueryGateway queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @GetMapping("/projects/{id}/budget")
    @Operation(operationId = "findProjectBudget", summary = "What may be spent on the project, and what was this month")
    CompletableFuture<ProjectBudgetDetails> findProjectBudget(@PathVariable("id") ProjectId id) {
        return queries.query(
                new FindProjectBudget(
                        id,
                        YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString()),
                ProjectBudgetDetails.class);
    }

    @GetMapping("/requirements/{id}/budget")
    @Operation(operationId = "findRequirementBudget", summary = "What may be spent on the requirement, and what was")
    CompletableFuture<BudgetUse> findRequirementBudget(@PathVariable("id") String idOrKey) {
        return Answers.one(
                queries, new FindRequirementBudget(idOrKey), BudgetUse.class, "There is no such requirement.");
    }
}
