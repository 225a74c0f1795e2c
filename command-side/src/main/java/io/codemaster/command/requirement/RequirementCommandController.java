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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.CloseRequirement;
import io.codemaster.api.requirement.EditRequirement;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.ReopenRequirement;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.AbsenceRefusal;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Every change asks the project first: it may be archived, and only its members take over work. */
@RestController
@Tag(name = "Requirements")
class RequirementCommandController {

    private static final CloseRequirementRequest WITHOUT_REASON = new CloseRequirementRequest(null);

    private final CommandGateway commands;

    RequirementCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/projects/{id}/requirements")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "submitRequirement", summary = "Write a requirement down")
    CompletableFuture<ResponseEntity<Created>> submitRequirement(
            @PathVariable("id") ProjectId id, @Valid @RequestBody SubmitRequirementRequest request, Principal caller) {
        var requirementId = RequirementId.random();
        return commands.send(new CheckProject(id, user(request.assigneeId())))
                .thenCompose(open -> target(id, request.repositoryId()))
                .thenCompose(target -> commands.<String>send(new ReserveRequirementNumber(id))
                        .thenCompose(key -> commands.send(
                                        submission(requirementId, id, key, target.orElse(null), request, caller))
                                .thenApply(done -> ResponseEntity.created(
                                                URI.create("/api/v1/requirements/" + requirementId))
                                        .body(new Created(requirementId.value(), key)))));
    }

    @PatchMapping("/api/v1/requirements/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "editRequirement",
            summary = "Write parts of a requirement anew",
            description = "What is not named stays; null takes back what may be missing.")
    CompletableFuture<ResponseEntity<Void>> editRequirement(
            @PathVariable("id") RequirementId id,
            @Valid @RequestBody EditRequirementRequest request,
            Principal caller) {
        var priority = request.priority() == null ? null : request.priority().to();
        if (request.priority() != null && priority == null) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID,
                    "A requirement has a priority. Choose LOW, MEDIUM, HIGH or URGENT.",
                    "priority");
        }
        var assignee =
                request.assigneeId() == null ? null : user(request.assigneeId().to());
        return projectOf(id, assignee)
                .thenCompose(project -> target(
                        project,
                        request.repositoryId() == null
                                ? null
                                : request.repositoryId().to()))
                .thenCompose(target -> commands.send(new EditRequirement(
                        id,
                        request.title() == null
                                ? null
                                : String.valueOf(request.title().to()).strip(),
                        request.description() == null
                                ? null
                                : request.description().to(),
                        priority,
                        request.repositoryId() == null ? null : new Change<>(target.orElse(null)),
                        request.targetBranch(),
                        request.documentUrl(),
                        request.assigneeId() == null ? null : new Change<>(assignee),
                        new UserId(caller.getName()))))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @PostMapping("/api/v1/requirements/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "closeRequirement", summary = "Put a requirement away")
    CompletableFuture<ResponseEntity<Void>> closeRequirement(
            @PathVariable("id") RequirementId id,
            @Valid @RequestBody(required = false) @Nullable CloseRequirementRequest body,
            Principal caller) {
        var reason = (body == null ? WITHOUT_REASON : body).reason();
        return projectOf(id, null)
                .thenCompose(open -> commands.send(new CloseRequirement(
                        id, reason == null || reason.isBlank() ? null : reason.strip(), new UserId(caller.getName()))))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @PostMapping("/api/v1/requirements/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "reopenRequirement", summary = "Take up a closed requirement again")
    CompletableFuture<ResponseEntity<Void>> reopenRequirement(@PathVariable("id") RequirementId id, Principal caller) {
        return projectOf(id, null)
                .thenCompose(open -> commands.send(new ReopenRequirement(id, new UserId(caller.getName()))))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    private CompletableFuture<ProjectId> projectOf(RequirementId id, @Nullable UserId assignee) {
        return commands.<ProjectId>send(new CheckRequirement(id))
                .thenCompose(project ->
                        commands.send(new CheckProject(project, assignee)).thenApply(open -> project));
    }

    private CompletableFuture<Optional<RepositoryTarget>> target(ProjectId projectId, @Nullable String repositoryId) {
        if (repositoryId == null || repositoryId.isBlank()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var absent = new CommandRejected(
                ErrorCode.REPOSITORY_NOT_FOUND, "The project has no such repository.", "repositoryId");
        return AbsenceRefusal.explain(
                        commands.<RepositoryTarget>send(new CheckRepository(new RepositoryId(repositoryId), projectId)),
                        absent)
                .thenApply(Optional::of);
    }

    private static @Nullable UserId user(@Nullable String id) {
        return id == null ? null : new UserId(id);
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
                user(request.assigneeId()),
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

    record EditRequirementRequest(
            @NotBlank(message = "A requirement needs a title.") @Size(max = 200, message = "A title has at most 200 characters.") @Nullable Change<String> title,

            @NotBlank(message = "Describe what shall be built.") @Size(max = 200_000, message = "A description has at most 200,000 characters.") @Nullable Change<String> description,

            @Nullable Change<Priority> priority,

            @Nullable Change<String> repositoryId,

            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]+", message = "This is no branch name.") @Nullable Change<String> targetBranch,

            @Size(max = 2_000, message = "A link has at most 2,000 characters.") @Pattern(regexp = "https?://\\S+", message = "Give a link that begins with https://.") @Nullable
            Change<String> documentUrl,

            @Nullable Change<String> assigneeId) {}

    record CloseRequirementRequest(
            @Size(max = 2_000, message = "A reason has at most 2,000 characters.") @Nullable String reason) {}
}
