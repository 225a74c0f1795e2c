package io.codemaster.command.repository;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.RemoteFacts;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.ClaimRefusal;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/projects/{id}/repositories")
@Tag(name = "Repositories")
class RepositoryCommandController {

    private final CommandGateway commands;

    private final SecretVault vault;

    RepositoryCommandController(CommandGateway commands, SecretVault vault) {
        this.commands = commands;
        this.vault = vault;
    }

    /** Proves the access first, so that nothing is linked that cannot be cloned. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "linkRepository", summary = "Link a repository, after its access is proved")
    CompletableFuture<ResponseEntity<Created>> linkRepository(
            @PathVariable("id") String id, @Valid @RequestBody LinkRepositoryRequest request) {
        var repositoryId = RepositoryId.random();
        var sealed = sealed(repositoryId, request.accessToken());
        var projectId = new ProjectId(id);
        return commands.send(new CheckProject(projectId, null))
                .thenCompose(open -> commands.<RemoteFacts>send(new ProveRepositoryAccess(
                        repositoryId, request.gitUrl().strip(), request.platform(), request.defaultBranch(), sealed)))
                .thenCompose(facts -> link(projectId, repositoryId, facts, request))
                .thenApply(done -> ResponseEntity.created(URI.create("/api/v1/repositories/" + repositoryId))
                        .body(Created.of(repositoryId)));
    }

    private CompletableFuture<Object> link(
            ProjectId projectId, RepositoryId repositoryId, RemoteFacts facts, LinkRepositoryRequest request) {
        var linked = commands.send(new LinkRepository(
                repositoryId,
                projectId,
                facts.gitUrl(),
                request.platform(),
                facts.defaultBranch(),
                TokenEnding.of(request.accessToken()),
                false));
        return ClaimRefusal.explain(
                linked,
                new CommandRejected(
                        ErrorCode.REPOSITORY_ALREADY_LINKED,
                        "This project has linked the repository already.",
                        "gitUrl"));
    }

    private @Nullable SealedSecret sealed(RepositoryId repositoryId, @Nullable String token) {
        return token == null || token.isBlank() ? null : vault.seal(repositoryId, token.strip());
    }

    record LinkRepositoryRequest(
            @NotBlank(message = "Give the URL that git clones from, for instance https://git.example.com/team/app.git.") @Size(max = 2_000, message = "A URL has at most 2,000 characters.")
            String gitUrl,

            @NotNull(message = "Choose GITLAB, GITHUB or GIT.") Platform platform,

            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]+", message = "This is no branch name.") @Nullable String defaultBranch,

            @Size(max = 4_000, message = "An access token has at most 4,000 characters.") @Nullable String accessToken) {

        @Override
        public String toString() {
            return "LinkRepositoryRequest[%s, %s]".formatted(platform, defaultBranch);
        }
    }
}
