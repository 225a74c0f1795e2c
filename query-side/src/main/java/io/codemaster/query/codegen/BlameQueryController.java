package io.codemaster.query.codegen;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FileBlame;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.query.shared.Answers;
import io.codemaster.query.shared.PublicAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Which call of the agent wrote what. */
@RestController
@RequestMapping("/api/v1/codegen/{id}/blame")
@Tag(name = "Generations")
class BlameQueryController {

    private final QueryGateway queries;

    private final BlameReader blame;

    private final AttributionExport export;

    private final ObjectProvider<PublicAddress> address;

    BlameQueryController(
            QueryGateway queries, BlameReader blame, AttributionExport export, ObjectProvider<PublicAddress> address) {
        this.address = address;
        this.queries = queries;
        this.blame = blame;
        this.export = export;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "findBlame",
            summary = "Which call wrote each line of a file, and what led to it",
            description = "A line that is older than the run has no call. A run whose files are not kept has no lines:"
                    + " available is false.")
    CompletableFuture<FileBlame> findBlame(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(description = "Where the file is in what the run left") @RequestParam("path") String path) {
        return generation(id).thenApply(it -> blame.blame(it, path));
    }

    @GetMapping("/agent-trace")
    @Operation(operationId = "downloadAgentTrace", summary = "The lines that the agent wrote, as Agent Trace 0.1")
    @ApiResponse(
            responseCode = "200",
            description = "One trace record",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    CompletableFuture<ResponseEntity<String>> downloadAgentTrace(@PathVariable("id") CodegenTaskId id) {
        var link = link(id);
        return generation(id)
                .thenApply(it ->
                        download(id, "agent-trace.json", MediaType.APPLICATION_JSON, export.agentTrace(it, link)));
    }

    @GetMapping("/git-notes")
    @Operation(
            operationId = "downloadGitNote",
            summary = "The lines that the agent wrote, as a git note in the form authorship/3.0.0",
            description = "For git notes --ref=ai add -F <file> <headCommit>.")
    @ApiResponse(
            responseCode = "200",
            description = "The note",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(implementation = String.class)))
    CompletableFuture<ResponseEntity<String>> downloadGitNote(@PathVariable("id") CodegenTaskId id) {
        var link = link(id);
        return generation(id)
                .thenApply(it -> download(
                        id,
                        "git-note.txt",
                        MediaType.parseMediaType("text/plain;charset=UTF-8"),
                        export.gitNote(it, link)));
    }

    private CompletableFuture<GenerationDetails> generation(CodegenTaskId id) {
        return Answers.one(queries, new FindGeneration(id), GenerationDetails.class, "There is no such generation.");
    }

    /** What leaves the product leads to where people find it; only where nobody said where that is, to where it was asked. */
    private LongFunction<String> link(CodegenTaskId id) {
        var known = address.stream()
                .map(PublicAddress::url)
                .filter(Objects::nonNull)
                .findFirst();
        var base = known.map(UriComponentsBuilder::fromUriString)
                .orElseGet(ServletUriComponentsBuilder::fromCurrentContextPath)
                .pathSegment("codegen", id.value())
                .build()
                .encode()
                .toUriString();
        return sequence -> base + "?event=" + sequence;
    }

    private static ResponseEntity<String> download(CodegenTaskId id, String name, MediaType type, String content) {
        var file = id.value().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + name;
        return ResponseEntity.ok()
                .contentType(type)
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .body(content);
    }
}
