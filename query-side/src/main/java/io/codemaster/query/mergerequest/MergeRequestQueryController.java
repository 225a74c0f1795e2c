package io.codemaster.query.mergerequest;

import java.util.concurrent.CompletableFuture;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.mergerequest.FindMergeRequest;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/codegen/{id}/merge-request")
@Tag(name = "Merge requests")
class MergeRequestQueryController {

    private final QueryGateway queries;

    MergeRequestQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            operationId = "findMergeRequest",
            summary = "The merge request of the requirement that was generated for")
    CompletableFuture<MergeRequestDetails> findMergeRequest(@PathVariable("id") CodegenTaskId id) {
        return Answers.one(
                queries, new FindMergeRequest(id), MergeRequestDetails.class, "There is no merge request yet.");
    }
}
