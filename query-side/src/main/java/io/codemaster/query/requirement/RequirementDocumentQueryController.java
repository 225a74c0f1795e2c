package io.codemaster.query.requirement;

import java.util.concurrent.CompletableFuture;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.requirement.FindRequirementDocument;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/requirements/{id}/document")
@Tag(name = "Requirements")
class RequirementDocumentQueryController {

    private final QueryGateway queries;

    RequirementDocumentQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            operationId = "findRequirementDocument",
            summary = "The imported document, with the text that it had before it last changed")
    CompletableFuture<RequirementDocument> findRequirementDocument(@PathVariable("id") String id) {
        return Answers.one(
                queries,
                new FindRequirementDocument(id),
                RequirementDocument.class,
                "No document was imported for this requirement.");
    }
}
