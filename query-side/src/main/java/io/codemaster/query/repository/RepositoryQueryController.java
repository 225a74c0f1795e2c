package io.codemaster.query.repository;

import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.FindRepositories;
import io.codemaster.api.repository.FindRepository;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.Subject;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Repositories")
class RepositoryQueryController {

    private final QueryGateway queries;

    RepositoryQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/projects/{id}/repositories")
    @Operation(operationId = "findRepositories", summary = "The repositories of a project, newest first")
    CompletableFuture<Page<RepositoryDetails>> findRepositories(
            @PathVariable("id") ProjectId id,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return Answers.page(
                queries, new FindRepositories(id, Answers.pageRequest(cursor, limit)), RepositoryDetails.class);
    }

    @GetMapping("/repositories/{id}")
    @Operation(operationId = "findRepository", summary = "One repository; its credential is only described")
    CompletableFuture<RepositoryDetails> findRepository(
            @PathVariable("id") RepositoryId id, @Parameter(hidden = true) HttpServletResponse response) {
        return Answers.editable(
                queries,
                new FindVersion(Subject.REPOSITORY, id.value()),
                new FindRepository(id),
                RepositoryDetails.class,
                "There is no such repository.",
                response);
    }
}
