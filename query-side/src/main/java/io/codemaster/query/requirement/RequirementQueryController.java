package io.codemaster.query.requirement;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/requirements")
@Tag(name = "Requirements")
class RequirementQueryController {

    private final QueryGateway queries;

    RequirementQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(operationId = "findRequirements", summary = "Requirements of the reader's projects, newest first")
    CompletableFuture<Page<RequirementDetails>> findRequirements(
            @RequestParam(name = "projectId", required = false) @Nullable ProjectId projectId,
            @RequestParam(name = "status", required = false) @Nullable RequirementStatus status,
            @RequestParam(name = "assigneeId", required = false) @Nullable UserId assigneeId,
            @Parameter(description = "Only requirements whose key, title or description holds this text")
                    @RequestParam(name = "q", required = false)
                    @Nullable String text,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.page(
                queries,
                new FindRequirements(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        projectId,
                        status,
                        assigneeId,
                        text,
                        Answers.pageRequest(cursor, limit)),
                RequirementDetails.class);
    }

    @GetMapping("/{idOrKey}")
    @Operation(operationId = "findRequirement", summary = "One requirement, by its id or its key")
    CompletableFuture<RequirementDetails> findRequirement(@PathVariable("idOrKey") String idOrKey) {
        return Answers.one(
                queries, new FindRequirement(idOrKey), RequirementDetails.class, "There is no such requirement.");
    }
}
