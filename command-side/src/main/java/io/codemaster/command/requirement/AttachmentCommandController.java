package io.codemaster.command.requirement;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.AddAttachment;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.RemoveAttachment;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Texts that go with a requirement. The text is kept before the event names it. */
@RestController
@RequestMapping("/api/v1/requirements/{id}/attachments")
@Tag(name = "Requirements")
class AttachmentCommandController {

    private static final int MOST_BYTES = 256 << 10;

    private final CommandGateway commands;

    private final ArtifactStore artifacts;

    AttachmentCommandController(CommandGateway commands, ArtifactStore artifacts) {
        this.commands = commands;
        this.artifacts = artifacts;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addAttachment", summary = "Put a text with the requirement, for the agent to read")
    CompletableFuture<ResponseEntity<Created>> addAttachment(
            @PathVariable("id") RequirementId id, @Valid @RequestBody AddAttachmentRequest request, Principal caller) {
        var content = checked(request.content());
        var attachmentId = AttachmentId.random();
        var name = request.name().strip();
        return checkProject(id)
                .thenCompose(open -> commands.send(new AddAttachment(
                        id,
                        new Attachment(
                                attachmentId,
                                name,
                                artifacts.keep(content),
                                content.length,
                                request.content().length()),
                        new UserId(caller.getName()))))
                .thenApply(done -> ResponseEntity.created(
                                URI.create("/api/v1/requirements/%s/attachments/%s".formatted(id, attachmentId)))
                        .body(Created.of(attachmentId)));
    }

    @DeleteMapping("/{attachmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeAttachment", summary = "Take a text away from the requirement")
    CompletableFuture<ResponseEntity<Void>> removeAttachment(
            @PathVariable("id") RequirementId id,
            @PathVariable("attachmentId") AttachmentId attachmentId,
            Principal caller) {
        return checkProject(id)
                .thenCompose(
                        open -> commands.send(new RemoveAttachment(id, attachmentId, new UserId(caller.getName()))))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    private CompletableFuture<Object> checkProject(RequirementId id) {
        return commands.<ProjectId>send(new CheckRequirement(id))
                .thenCompose(project -> commands.send(new CheckProject(project, null)));
    }

    private static byte[] checked(String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_ATTACHMENT_TOO_LARGE,
                    "An attachment has at most 256 KiB, this one has %d. Attach only the part that matters."
                            .formatted((bytes.length + 1023) >> 10),
                    "content");
        }
        if (content.indexOf('\0') >= 0) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_ATTACHMENT_NOT_TEXT,
                    "An attachment is text; this one holds bytes that no text has.",
                    "content");
        }
        return bytes;
    }

    record AddAttachmentRequest(
            @NotBlank(message = "Give the attachment a name, for instance error.log.") @Size(max = 200, message = "A name has at most 200 characters.") @Pattern(regexp = "[^\\p{Cntrl}/\\\\]*", message = "A name holds no line break, no slash and no backslash.") String name,

            @NotEmpty(message = "The attachment is empty.") String content) {}
}
