package io.codemaster.app.record;

import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.RecordEvidenceExport;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.FindMergeRequest;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementDocument;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.api.review.FindReview;
import io.codemaster.api.review.ReviewDetails;
import io.codemaster.app.admin.VersionSource;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Audit")
class EvidenceController {

    /** The chain is half a second behind the events, more where a number is missing. */
    private static final int LOOKS = 100;

    private static final long BETWEEN_MILLIS = 100;

    private final EvidenceBundle bundle;

    private final QueryGateway queries;

    private final CommandGateway commands;

    private final ObjectProvider<VersionSource> versions;

    private final JsonMapper json;

    EvidenceController(
            EvidenceBundle bundle,
            QueryGateway queries,
            CommandGateway commands,
            ObjectProvider<VersionSource> versions,
            JsonMapper json) {
        this.bundle = bundle;
        this.queries = queries;
        this.commands = commands;
        this.versions = versions;
        this.json = json;
    }

    @GetMapping("/api/v1/codegen/{id}/evidence")
    @Operation(
            operationId = "downloadEvidence",
            summary = "Everything that is known of a generation, signed, in one zip",
            description =
                    "With the events behind it as the record has them, and a program that checks all of it without the"
                            + " product: java -jar verify.jar. The export itself is recorded.")
    @ApiResponse(
            responseCode = "200",
            description = "The bundle",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    void downloadEvidence(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var generation = find(new FindGeneration(id), GenerationDetails.class)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(HttpStatus.NOT_FOUND, "request.not-found", "There is no such generation.")));
        var user = new UserId(reader.getName());
        commands.sendAndWait(new RecordEvidenceExport(id, user)); // before anybody has it
        var events = linked(generation);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"evidence-" + generation.requirementKey().replaceAll("[^A-Za-z0-9._-]", "_")
                        + "-" + id.value().replaceAll("[^A-Za-z0-9._-]", "_") + ".zip\"");
        bundle.write(id, events, views(generation, user), response.getOutputStream());
    }

    private EvidenceEvents linked(GenerationDetails generation) {
        for (int i = 0; i < LOOKS; i++) {
            var events = bundle.events(generation.id(), generation.requirementId());
            if (bundle.isLinked(events)) {
                return events;
            }
            try {
                Thread.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new RefusedException(Refusal.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "record.behind",
                "The newest events are not linked into the record yet. Try again in a minute."));
    }

    private Map<String, String> views(GenerationDetails generation, UserId reader) {
        var views = new LinkedHashMap<String, String>();
        var key = generation.requirementId().value();
        put(views, "generation.json", Optional.of(generation));
        put(views, "requirement.json", find(new FindRequirement(key), RequirementDetails.class));
        put(views, "document.json", find(new FindRequirementDocument(key), RequirementDocument.class));
        put(views, "reviews.json", find(new FindReview(generation.id(), reader), ReviewDetails.class));
        put(views, "merge-request.json", find(new FindMergeRequest(generation.id()), MergeRequestDetails.class));
        var parts = versions.orderedStream().flatMap(it -> it.parts().stream()).toList();
        put(views, "versions.json", Optional.of(parts));
        return views;
    }

    private void put(Map<String, String> views, String name, Optional<?> view) {
        view.ifPresent(
                it -> views.put(name, json.writerWithDefaultPrettyPrinter().writeValueAsString(it) + "\n"));
    }

    private <V> Optional<V> find(Object query, Class<V> view) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(view)).join();
    }
}
