package io.codemaster.command.project;

import java.net.URI;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.CheckUser;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.ArchiveProject;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.EditProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.RemoveProjectMember;
import io.codemaster.api.project.SetBoardLimits;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.AbsenceRefusal;
import io.codemaster.command.shared.ClaimRefusal;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/projects")
@Tag(name = "Projects")
class ProjectCommandController {

    /** In what states somebody has something to do. */
    private static final Set<RequirementStatus> LIMITED = EnumSet.of(
            RequirementStatus.GENERATING,
            RequirementStatus.GENERATED,
            RequirementStatus.IN_REVIEW,
            RequirementStatus.NEEDS_REVISION,
            RequirementStatus.APPROVED,
            RequirementStatus.MERGE_REQUESTED);

    private final CommandGateway commands;

    ProjectCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createProject", summary = "Create a project; its creator is its first owner")
    CompletableFuture<ResponseEntity<Created>> createProject(
            @Valid @RequestBody CreateProjectRequest request, @Parameter(hidden = true) Principal caller) {
        var id = ProjectId.random();
        var created = commands.send(new CreateProject(
                id, request.key(), request.name().strip(), request.description(), new UserId(caller.getName()), false));
        var taken = new CommandRejected(
                ErrorCode.PROJECT_KEY_TAKEN,
                "The key %s belongs to another project. Choose another one.".formatted(request.key()),
                "key");
        return ClaimRefusal.explain(created, taken)
                .thenApply(done -> ResponseEntity.created(URI.create("/api/v1/projects/" + id))
                        .body(Created.of(id)));
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "editProject", summary = "Rename, describe or restore a project")
    CompletableFuture<ResponseEntity<Void>> editProject(
            @PathVariable("id") ProjectId id, @Valid @RequestBody EditProjectRequest request) {
        if (request.archived() != null && request.archived()) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID, "A project is archived with DELETE; false restores it.", "archived");
        }
        var name = request.name();
        return commands.send(new EditProject(
                        id,
                        name == null ? null : String.valueOf(name.to()).strip(),
                        request.description(),
                        request.archived() != null))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "archiveProject", summary = "Archive a project; nothing is lost")
    CompletableFuture<ResponseEntity<Void>> archiveProject(@PathVariable("id") ProjectId id) {
        return commands.send(new ArchiveProject(id))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @PostMapping("/{id}/members")
    @Operation(operationId = "addProjectMember", summary = "Give somebody a role in the project")
    @ApiResponse(responseCode = "201", description = "Somebody became a member")
    @ApiResponse(responseCode = "204", description = "A member has this role now")
    CompletableFuture<ResponseEntity<Void>> addProjectMember(
            @PathVariable("id") ProjectId id, @Valid @RequestBody AddProjectMemberRequest request) {
        var user = new UserId(request.userId());
        var nobody = new CommandRejected(
                ErrorCode.IDENTITY_USER_UNKNOWN, "There is no such user. Choose another one.", "userId");
        return AbsenceRefusal.explain(commands.send(new CheckUser(user)), nobody)
                .thenCompose(known -> commands.<Boolean>send(new AddProjectMember(id, user, request.role())))
                .thenApply(added -> added
                        ? ResponseEntity.created(URI.create("/api/v1/projects/%s/members/%s".formatted(id, user)))
                                .build()
                        : ResponseEntity.noContent().build());
    }

    @DeleteMapping("/{id}/members/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeProjectMember", summary = "End somebody's membership, or one's own")
    CompletableFuture<ResponseEntity<Void>> removeProjectMember(
            @PathVariable("id") ProjectId id, @PathVariable("userId") UserId userId) {
        return commands.send(new RemoveProjectMember(id, userId))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @PutMapping("/{id}/board")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "setBoardLimits",
            summary = "Say how many requirements shall be in a status at once at most",
            description =
                    "A status that is not named has no limit any more. Nothing is refused for it; the board warns.")
    CompletableFuture<ResponseEntity<Void>> setBoardLimits(
            @PathVariable("id") ProjectId id, @Valid @RequestBody SetBoardLimitsRequest request) {
        var atRest = request.limits().keySet().stream()
                .filter(it -> !LIMITED.contains(it))
                .findFirst();
        if (atRest.isPresent()) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID,
                    "Nothing is in work in %s. Set limits for %s.".formatted(atRest.get(), LIMITED),
                    "limits." + atRest.get());
        }
        return commands.send(new SetBoardLimits(id, request.limits()))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    record CreateProjectRequest(
            @NotNull(message = "A project needs a key: 2 to 10 of A–Z and 0–9, beginning with a letter.") @Pattern(
                    regexp = "[A-Z][A-Z0-9]{1,9}",
                    message = "A key is 2 to 10 of A–Z and 0–9 and begins with a letter, for instance PAY.")
            String key,

            @NotBlank(message = "A project needs a name.") @Size(max = 120, message = "A name has at most 120 characters.") String name,

            @Size(max = 20_000, message = "A description has at most 20,000 characters.") @Nullable String description) {}

    record EditProjectRequest(
            @NotBlank(message = "A project needs a name.") @Size(max = 120, message = "A name has at most 120 characters.") @Nullable Change<String> name,

            @Size(max = 20_000, message = "A description has at most 20,000 characters.") @Nullable Change<String> description,

            @Nullable Boolean archived) {}

    record AddProjectMemberRequest(
            @NotBlank(message = "Name the user.") String userId,

            @NotNull(message = "Choose OWNER, DEVELOPER or VIEWER.") ProjectRole role) {}

    record SetBoardLimitsRequest(
            @NotNull(message = "Say the limits; an empty object takes all away.") Map<
                            RequirementStatus,
                            @NotNull(message = "A limit is 1 to 999; leave the status out for none.") @Min(value = 1, message = "A limit is 1 to 999; leave the status out for none.") @Max(value = 999, message = "A limit is 1 to 999; leave the status out for none.") Integer>
                    limits) {}
}
