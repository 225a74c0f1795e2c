package io.codemaster.query.project;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.FindProject;
import io.codemaster.api.project.FindProjectMembers;
import io.codemaster.api.project.FindProjects;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMember;
import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.Subject;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "Projects")
class ProjectQueryController {

    private final QueryGateway queries;

    ProjectQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(operationId = "findProjects", summary = "The reader's projects, newest first; for an administrator all")
    CompletableFuture<Page<ProjectDetails>> findProjects(
            @Parameter(description = "Only projects whose key, name or description holds these words")
                    @RequestParam(name = "q", required = false)
                    @Nullable String text,
            @Parameter(description = "The archived projects, in place of those that are worked on")
                    @RequestParam(name = "archived", defaultValue = "false")
                    boolean archived,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.page(
                queries,
                new FindProjects(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        text,
                        archived,
                        Answers.pageRequest(cursor, limit)),
                ProjectDetails.class);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "findProject", summary = "One project as the reader sees it")
    CompletableFuture<ProjectDetails> findProject(
            @PathVariable("id") ProjectId id,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletResponse response) {
        return Answers.editable(
                queries,
                new FindVersion(Subject.PROJECT, id.value()),
                new FindProject(id, new UserId(reader.getName())),
                ProjectDetails.class,
                "There is no such project.",
                response);
    }

    @GetMapping("/{id}/members")
    @Operation(operationId = "findProjectMembers", summary = "Who belongs to the project, the newest first")
    CompletableFuture<Page<ProjectMember>> findProjectMembers(
            @PathVariable("id") ProjectId id,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return Answers.page(
                queries, new FindProjectMembers(id, Answers.pageRequest(cursor, limit)), ProjectMember.class);
    }
}
