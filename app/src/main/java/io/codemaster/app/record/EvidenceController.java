package io.codemaster.app.record;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.RecordEvidenceExport;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.FindMergeRequest;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementDocument;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.FindReview;
import io.codemaster.api.review.ReviewDetails;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;
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

    private static final int PAGE = 200;

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
        var generation = generation(id);
        var user = new UserId(reader.getName());
        commands.sendAndWait(new RecordEvidenceExport(id, user)); // before anybody has it
        var views = new LinkedHashMap<String, String>();
        putGeneration(views, "", generation, user);
        putShared(views, generation);
        write(
                EvidenceSubject.generation(id, generation.requirementId()),
                views,
                generation.requirementKey() + "-" + id.value(),
                response);
    }

    @GetMapping("/api/v1/codegen/{id}/merge-request/evidence")
    @Operation(
            operationId = "downloadMergeRequestEvidence",
            summary = "Everything that is known of the requirement's merge request, signed, in one zip",
            description =
                    "All generations of the requirement with their reviews and verdicts, as in the evidence of one. The"
                            + " export is recorded for each of them.")
    @ApiResponse(
            responseCode = "200",
            description = "The bundle",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    void downloadMergeRequestEvidence(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var asked = generation(id);
        if (find(new FindMergeRequest(id), MergeRequestDetails.class).isEmpty()) {
            throw new RefusedException(
                    Refusal.of(HttpStatus.NOT_FOUND, "request.not-found", "The requirement has no merge request yet."));
        }
        var user = new UserId(reader.getName());
        var generations = generations(asked.requirementId(), user);
        var views = new LinkedHashMap<String, String>();
        putShared(views, asked);
        var subject = EvidenceSubject.mergeRequest(
                asked.requirementId(),
                generations.stream().map(GenerationDetails::id).toList());
        for (int i = 0; i < generations.size(); i++) {
            commands.sendAndWait(new RecordEvidenceExport(generations.get(i).id(), user)); // before anybody has it
            putGeneration(views, subject.directory(i), generations.get(i), user);
        }
        write(subject, views, asked.requirementKey() + "-merge-request", response);
    }

    private GenerationDetails generation(CodegenTaskId id) {
        return find(new FindGeneration(id), GenerationDetails.class)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(HttpStatus.NOT_FOUND, "request.not-found", "There is no such generation.")));
    }

    /** All of a requirement, the oldest first. Whoever may read one may read all: they belong to the same project. */
    @SuppressWarnings("unchecked") // Axon matches an answer by its class
    private List<GenerationDetails> generations(RequirementId requirement, UserId reader) {
        var all = new ArrayList<GenerationDetails>();
        @Nullable String cursor = null;
        do {
            var query =
                    new FindGenerations(reader, true, null, requirement, null, false, new PageRequest(cursor, PAGE));
            var page = (Page<GenerationDetails>)
                    queries.query(query, ResponseTypes.instanceOf(Page.class)).join();
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        Collections.reverse(all);
        return all;
    }

    private void write(EvidenceSubject subject, Map<String, String> views, String name, HttpServletResponse response)
            throws IOException {
        var events = linked(subject);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"evidence-" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".zip\"");
        bundle.write(subject, events, views, response.getOutputStream());
    }

    private EvidenceEvents linked(EvidenceSubject subject) {
        for (int i = 0; i < LOOKS; i++) {
            var events = bundle.events(subject);
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

    private void putGeneration(
            Map<String, String> views, String directory, GenerationDetails generation, UserId reader) {
        put(views, directory + "generation.json", Optional.of(generation));
        put(views, directory + "reviews.json", find(new FindReview(generation.id(), reader), ReviewDetails.class));
    }

    private void putShared(Map<String, String> views, GenerationDetails generation) {
        var key = generation.requirementId().value();
        put(views, "requirement.json", find(new FindRequirement(key), RequirementDetails.class));
        put(views, "document.json", find(new FindRequirementDocument(key), RequirementDocument.class));
        put(views, "merge-request.json", find(new FindMergeRequest(generation.id()), MergeRequestDetails.class));
        var parts = versions.orderedStream().flatMap(it -> it.parts().stream()).toList();
        put(views, "versions.json", Optional.of(parts));
    }

    private void put(Map<String, String> views, String name, Optional<?> view) {
        view.ifPresent(
                it -> views.put(name, json.writerWithDefaultPrettyPrinter().writeValueAsString(it) + "\n"));
    }

    private <V> Optional<V> find(Object query, Class<V> view) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(view)).join();
    }
}
