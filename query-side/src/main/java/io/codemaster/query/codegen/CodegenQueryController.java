package io.codemaster.query.codegen;

import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffDetails;
import io.codemaster.api.codegen.DiffScope;
import io.codemaster.api.codegen.FindDiff;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.FindPrompt;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.Answers;
import io.codemaster.query.shared.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/codegen")
@Tag(name = "Generations")
class CodegenQueryController {

    private static final String PATCH = "text/x-diff";

    private static final String PATCH_UTF8 = "text/x-diff;charset=UTF-8";

    private static final String NO_CHANGE = "The generation has captured no change.";

    private final QueryGateway queries;

    private final ChangeReader changes;

    CodegenQueryController(QueryGateway queries, ChangeReader changes) {
        this.queries = queries;
        this.changes = changes;
    }

    @GetMapping
    @Operation(operationId = "findGenerations", summary = "Generations of the reader's projects, newest first")
    CompletableFuture<Page<GenerationDetails>> findGenerations(
            @RequestParam(name = "projectId", required = false) @Nullable ProjectId projectId,
            @RequestParam(name = "requirementId", required = false) @Nullable RequirementId requirementId,
            @RequestParam(name = "status", required = false) @Nullable GenerationStatus status,
            @Parameter(description = "Only those that the reader asked for")
                    @RequestParam(name = "mine", defaultValue = "false")
                    boolean mine,
            @Parameter(description = "Only those that failed for this reason")
                    @RequestParam(name = "failureCode", required = false)
                    @Nullable String failureCode,
            @RequestParam(name = "requestedBy", required = false) @Nullable UserId requestedBy,
            @Parameter(description = "Only those of this model")
                    @RequestParam(name = "model", required = false)
                    @Nullable String model,
            @Parameter(description = "Only those whose change was judged so first")
                    @RequestParam(name = "verdict", required = false)
                    @Nullable Verdict verdict,
            @Parameter(description = "Only those in whose change the AI review found an error or worse, or did not")
                    @RequestParam(name = "aiObjected", required = false)
                    @Nullable Boolean aiObjected,
            @Parameter(description = "Only those that rework a change that was sent back, or do not")
                    @RequestParam(name = "followUp", required = false)
                    @Nullable Boolean followUp,
            @Parameter(description = "Asked for since this day or moment")
                    @RequestParam(name = "from", required = false)
                    @Nullable String from,
            @Parameter(description = "Asked for up to this day, or before this moment")
                    @RequestParam(name = "to", required = false)
                    @Nullable String to,
            @Parameter(description = "Where days begin, as the IANA names it; UTC when left out")
                    @RequestParam(name = "zone", required = false)
                    @Nullable String zone,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        var requested = Times.range(new Times.Field("from", from), new Times.Field("to", to), Times.zone(zone));
        return Answers.page(
                queries,
                new FindGenerations(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        new FindGenerations.Filter(
                                projectId,
                                requirementId,
                                status,
                                mine,
                                failureCode,
                                requestedBy,
                                model,
                                verdict,
                                aiObjected,
                                followUp,
                                requested),
                        Answers.pageRequest(cursor, limit)),
                GenerationDetails.class);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "findGeneration", summary = "One generation")
    CompletableFuture<GenerationDetails> findGeneration(@PathVariable("id") CodegenTaskId id) {
        return Answers.one(queries, new FindGeneration(id), GenerationDetails.class, "There is no such generation.");
    }

    @GetMapping("/{id}/prompt")
    @Operation(operationId = "findPrompt", summary = "The prompt as it was sent")
    @ApiResponse(
            responseCode = "200",
            description = "Markdown",
            content = @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class)))
    CompletableFuture<ResponseEntity<String>> findPrompt(@PathVariable("id") CodegenTaskId id) {
        return Answers.one(queries, new FindPrompt(id), String.class, "The generation has no prompt yet.")
                .thenApply(prompt -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("text/markdown;charset=UTF-8"))
                        .body(prompt));
    }

    @GetMapping("/{id}/diff")
    @Operation(
            operationId = "findDiff",
            summary = "What the generation changed",
            description = "With a path that one file's unified patch.")
    @ApiResponse(
            responseCode = "200",
            description = "The list of files, or with a path its patch",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = DiffDetails.class)),
                @Content(mediaType = PATCH, schema = @Schema(implementation = String.class))
            })
    CompletableFuture<? extends ResponseEntity<?>> findDiff(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(description = "The new path of one file, for its patch alone")
                    @RequestParam(name = "path", required = false)
                    @Nullable String path,
            @Parameter(
                            description = "The whole change, or what this follow-up alone changed",
                            schema =
                                    @Schema(
                                            allowableValues = {"whole", "round"},
                                            defaultValue = "whole"))
                    @RequestParam(name = "scope", defaultValue = "whole")
                    String scope) {
        if (path == null) {
            return Answers.one(queries, new FindDiff(id, scope(scope)), DiffDetails.class, NO_CHANGE)
                    .thenApply(it -> ResponseEntity.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(it));
        }
        var patch = Answers.orNotFound(
                changes.patch(id.value(), path, scope(scope)), "The change does not touch this path.");
        return CompletableFuture.completedFuture(ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(PATCH_UTF8))
                .body(patch));
    }

    @GetMapping("/{id}/diff.patch")
    @Operation(operationId = "downloadPatch", summary = "The whole unified patch")
    @ApiResponse(
            responseCode = "200",
            description = "The patch",
            content = @Content(mediaType = PATCH, schema = @Schema(implementation = String.class)))
    void downloadPatch(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(
                            description = "The whole change, or what this follow-up alone changed",
                            schema =
                                    @Schema(
                                            allowableValues = {"whole", "round"},
                                            defaultValue = "whole"))
                    @RequestParam(name = "scope", defaultValue = "whole")
                    String scope,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        try (var patch = Answers.orNotFound(changes.patch(id.value(), scope(scope)), NO_CHANGE)) {
            response.setContentType(PATCH_UTF8);
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"" + id.value().replaceAll("[^A-Za-z0-9._-]", "_") + ".patch\"");
            patch.transferTo(response.getOutputStream());
        }
    }

    private static DiffScope scope(String name) {
        return switch (name) {
            case "whole" -> DiffScope.WHOLE;
            case "round" -> DiffScope.ROUND;
            default -> throw new CommandRejected(ErrorCode.REQUEST_INVALID, "Choose whole or round.", "scope");
        };
    }
}
