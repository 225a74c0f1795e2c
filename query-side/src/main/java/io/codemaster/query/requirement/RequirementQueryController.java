package io.codemaster.query.requirement;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.FindAttachment;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementHistory;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementHistoryEntry;
import io.codemaster.api.requirement.RequirementSort;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.Subject;
import io.codemaster.query.shared.Answers;
import io.codemaster.query.shared.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/requirements")
@Tag(name = "Requirements")
class RequirementQueryController {

    private static final String NO_ATTACHMENT = "The requirement has no such attachment.";

    private final QueryGateway queries;

    private final ArtifactStore artifacts;

    RequirementQueryController(QueryGateway queries, ArtifactStore artifacts) {
        this.queries = queries;
        this.artifacts = artifacts;
    }

    @GetMapping
    @Operation(operationId = "findRequirements", summary = "Requirements of the reader's projects")
    CompletableFuture<Page<RequirementDetails>> findRequirements(
            @RequestParam(name = "projectId", required = false) @Nullable ProjectId projectId,
            @RequestParam(name = "status", required = false) @Nullable RequirementStatus status,
            @RequestParam(name = "priority", required = false) @Nullable Priority priority,
            @RequestParam(name = "assigneeId", required = false) @Nullable UserId assigneeId,
            @RequestParam(name = "createdBy", required = false) @Nullable UserId createdBy,
            @Parameter(description = "Only those that the reader wrote or has to do")
                    @RequestParam(name = "mine", defaultValue = "false")
                    boolean mine,
            @Parameter(description = "Only requirements whose key, title or description holds each of these words")
                    @RequestParam(name = "q", required = false)
                    @Nullable String text,
            @Parameter(description = "Merged, closed or rejected since this day or moment")
                    @RequestParam(name = "endedFrom", required = false)
                    @Nullable String endedFrom,
            @Parameter(description = "Merged, closed or rejected up to this day, or before this moment")
                    @RequestParam(name = "endedTo", required = false)
                    @Nullable String endedTo,
            @Parameter(description = "Where days begin, as the IANA names it; UTC when left out")
                    @RequestParam(name = "zone", required = false)
                    @Nullable String zone,
            @Parameter(
                            description = "What comes first",
                            schema = @Schema(allowableValues = {"newest", "updated", "priority"}))
                    @RequestParam(name = "sort", defaultValue = "newest")
                    String sort,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        var ended = Times.range(
                new Times.Field("endedFrom", endedFrom), new Times.Field("endedTo", endedTo), Times.zone(zone));
        return Answers.page(
                queries,
                new FindRequirements(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        new FindRequirements.Filter(
                                projectId, status, priority, assigneeId, createdBy, mine, text, ended),
                        RequirementSort.named(sort),
                        Answers.pageRequest(cursor, limit)),
                RequirementDetails.class);
    }

    @GetMapping("/{idOrKey}")
    @Operation(operationId = "findRequirement", summary = "One requirement, by its id or its key")
    CompletableFuture<RequirementDetails> findRequirement(
            @PathVariable("idOrKey") String idOrKey, @Parameter(hidden = true) HttpServletResponse response) {
        return Answers.editable(
                queries,
                new FindVersion(Subject.REQUIREMENT, idOrKey),
                new FindRequirement(idOrKey),
                RequirementDetails.class,
                "There is no such requirement.",
                response);
    }

    @GetMapping("/{id}/history")
    @Operation(
            operationId = "findRequirementHistory",
            summary = "What happened to the requirement, newest first, with each field before and after")
    CompletableFuture<Page<RequirementHistoryEntry>> findRequirementHistory(
            @PathVariable("id") String idOrKey,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return Answers.page(
                queries,
                new FindRequirementHistory(idOrKey, Answers.pageRequest(cursor, limit)),
                RequirementHistoryEntry.class);
    }

    @GetMapping("/{id}/attachments/{attachmentId}")
    @Operation(operationId = "downloadAttachment", summary = "A text that goes with the requirement")
    @ApiResponse(
            responseCode = "200",
            description = "The text",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(implementation = String.class)))
    CompletableFuture<ResponseEntity<byte[]>> downloadAttachment(
            @PathVariable("id") String idOrKey, @PathVariable("attachmentId") AttachmentId attachmentId) {
        return Answers.one(queries, new FindAttachment(idOrKey, attachmentId), Attachment.class, NO_ATTACHMENT)
                .thenApply(it -> ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(it.name(), StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .body(Answers.orNotFound(artifacts.find(it.content()), NO_ATTACHMENT)));
    }
}
