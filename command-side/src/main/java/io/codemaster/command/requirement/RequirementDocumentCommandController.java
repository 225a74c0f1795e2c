package io.codemaster.command.requirement;

import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.ImportDocument;
import io.codemaster.api.requirement.ImportedDocument;
import io.codemaster.api.requirement.ReadDocument;
import io.codemaster.api.requirement.RequirementId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/requirements/{id}/document")
@Tag(name = "Requirements")
class RequirementDocumentCommandController {

    private final CommandGateway commands;

    RequirementDocumentCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    /** Reads first, so that nothing is recorded that nobody could read. */
    @PostMapping
    @Operation(
            operationId = "importDocument",
            summary = "Read the Feishu document of a requirement, again or for the first time")
    CompletableFuture<DocumentImport> importDocument(
            @PathVariable("id") String id, @Valid @RequestBody ImportDocumentRequest request, Principal caller) {
        var requirementId = new RequirementId(id);
        return commands.<ProjectId>send(new CheckRequirement(requirementId))
                .thenCompose(project -> commands.send(new CheckProject(project, null)))
                .thenCompose(open -> commands.<DocumentContent>send(
                        new ReadDocument(requirementId, request.url().strip())))
                .thenCompose(document -> commands.<ImportedDocument>send(
                                new ImportDocument(requirementId, document, new UserId(caller.getName())))
                        .thenApply(imported -> DocumentImport.of(document, imported)));
    }

    record ImportDocumentRequest(
            @NotBlank(message = "Give the link of a Feishu document, for instance https://acme.feishu.cn/docx/….") @Size(max = 2_000, message = "A link has at most 2,000 characters.")
            String url) {}

    /** What is known of the document after the import. */
    record DocumentImport(
            String url,
            String title,
            @Nullable Long revision,
            Instant readAt,
            DocumentFormat format,
            int characters,
            boolean changed) {

        static DocumentImport of(DocumentContent document, ImportedDocument imported) {
            return new DocumentImport(
                    document.url(),
                    document.title(),
                    document.revision(),
                    imported.readAt(),
                    document.format(),
                    document.characters(),
                    imported.changed());
        }
    }
}
