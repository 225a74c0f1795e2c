package io.codemaster.query.repository;

import java.util.concurrent.CompletableFuture;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.repository.AnalysisDetails;
import io.codemaster.api.repository.FindAnalysis;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Repositories")
class AnalysisQueryController {

    private final QueryGateway queries;

    AnalysisQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/repositories/{id}/analysis")
    @Operation(operationId = "findAnalysis", summary = "What the repository is made of, and how far its analysis is")
    CompletableFuture<AnalysisDetails> findAnalysis(@PathVariable("id") RepositoryId id) {
        return Answers.one(queries, new FindAnalysis(id), AnalysisDetails.class, "There is no such repository.");
    }
}
