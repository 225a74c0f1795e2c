package io.codemaster.command.project;

import java.net.URI;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.ClaimRefusal;
import io.codemaster.command.shared.Created;

@RestController
@RequestMapping("/api/v1/projects")
class ProjectCommandController {

    private final CommandGateway commands;

    ProjectCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping
    CompletableFuture<ResponseEntity<Created>> createProject(
            @Valid @RequestBody CreateProjectRequest request, Principal caller) {
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

    @PostMapping("/{id}/members")
    CompletableFuture<ResponseEntity<Void>> addProjectMember(
            @PathVariable("id") String id, @Valid @RequestBody AddProjectMemberRequest request) {
        return commands.send(new AddProjectMember(new ProjectId(id), new UserId(request.userId()), request.role()))
                .thenApply(done -> ResponseEntity.created(
                                URI.create("/api/v1/projects/%s/members/%s".formatted(id, request.userId())))
                        .build());
    }

    record CreateProjectRequest(
            @NotNull(message = "A project needs a key: 2 to 10 of A–Z and 0–9, beginning with a letter.") @Pattern(
                    regexp = "[A-Z][A-Z0-9]{1,9}",
                    message = "A key is 2 to 10 of A–Z and 0–9 and begins with a letter, for instance PAY.")
            String key,

            @NotBlank(message = "A project needs a name.") @Size(max = 120, message = "A name has at most 120 characters.") String name,

            @Size(max = 20_000, message = "A description has at most 20,000 characters.") @Nullable String description) {}

    record AddProjectMemberRequest(
            @NotBlank(message = "Name the user.") String userId,

            @NotNull(message = "Choose OWNER, DEVELOPER or VIEWER.") ProjectRole role) {}
}
