package io.codemaster.command.requirement;

import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/projects/{id}/requirements")
@Tag(name = "Requirements")
class RequirementCommandController {

    private final CommandGateway commands;

    RequirementCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "submitRequirement", summary = "Write a requirement down")
    CompletableFuture<ResponseEntity<Created>> submitRequirement(
            @PathVariable("id") String id, @Valid @RequestBody SubmitRequirementRequest request, Principal caller) {
        var projectId = new ProjectId(id);
        var requirementId = RequirementId.random();
        return target(projectId, request.repositoryId())
                .thenCompose(target -> commands.<String>send(new ReserveRequirementNumber(projectId))
                        .thenCompose(key -> commands.send(
                                        submission(requirementId, projectId, key, target.orElse(null), request, caller))
                                .thenApply(done -> ResponseEntity.created(
                                                URI.create("/api/v1/requirements/" + requirementId))
                                        .body(new Created(requirementId.value(), key)))));
    }

    private CompletableFuture<Optional<RepositoryTarget>> target(ProjectId projectId, @Nullable String repositoryId) {
        if (repositoryId == null || repositoryId.isBlank()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return commands.<RepositoryTarget>send(new CheckRepository(new RepositoryId(repositoryId), projectId))
                .thenApply(Optional::of);
    }

    private static SubmitRequirement submission(
            RequirementId requirementId,
            ProjectId projectId,
            String key,
            @Nullable RepositoryTarget target,
            SubmitRequirementRequest request,
            Principal caller) {
        return new SubmitRequirement(
                requirementId,
                projectId,
                key,
                request.title().strip(),
                request.description(),
                request.priority() == null ? Priority.MEDIUM : request.priority(),
                target,
                request.targetBranch(),
                request.documentUrl(),
                request.assigneeId() == null ? null : new UserId(request.assigneeId()),
                new UserId(caller.getName()));
    }

    record SubmitRequirementRequest(
            @NotBlank(message = "A requirement needs a title.") @Size(max = 200, message = "A title has at most 200 characters.") String title,

            @NotBlank(message = "Describe what shall be built.") @Size(max = 200_000, message = "A description has at most 200,000 characters.") String description,

            @Nullable Priority priority,
            @Nullable String repositoryId,

            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]+", message = "This is no branch name.") @Nullable String targetBranch,

            @Size(max = 2_000, message = "A link has at most 2,000 characters.") @Pattern(regexp = "https?://\\S+", message = "Give a link that begins with https://.") @Nullable
            String documentUrl,

            @Nullable String assigneeId) {}
}
