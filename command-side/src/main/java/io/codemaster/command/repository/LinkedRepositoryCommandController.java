package io.codemaster.command.repository;

import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.project.CheckProject;
import io.codemaster.api.repository.CheckRepositoryEdit;
import io.codemaster.api.repository.EditRepository;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.ReleaseRepositoryUrl;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.repository.UnlinkRepository;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/repositories/{id}")
@Tag(name = "Repositories")
class LinkedRepositoryCommandController {

    private final CommandGateway commands;

    private final SecretVault vault;

    private final RepositoryUse use;

    LinkedRepositoryCommandController(CommandGateway commands, SecretVault vault, RepositoryUse use) {
        this.commands = commands;
        this.vault = vault;
        this.use = use;
    }

    /** What changes is proved first. The token goes last where it is removed, so that a failure can be tried again. */
    @PatchMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "editRepository",
            summary = "Change the default branch or the access token, after they are proved",
            description = "null removes the access token.")
    CompletableFuture<ResponseEntity<Void>> editRepository(
            @PathVariable("id") RepositoryId id, @Valid @RequestBody EditRepositoryRequest request) {
        return changeable(id)
                .thenCompose(linked -> proved(linked, request))
                .thenCompose(
                        proved -> commands.send(new EditRepository(id, request.defaultBranch(), lastFour(request))))
                .thenApply(done -> {
                    if (request.removesToken()) {
                        vault.forget(id);
                    }
                    return ResponseEntity.noContent().build();
                });
    }

    /** The claim goes first: a failure in between leaves a link that can be ended again, never a URL that nobody can link. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unlinkRepository", summary = "Unlink a repository and forget its access token")
    CompletableFuture<ResponseEntity<Void>> unlinkRepository(@PathVariable("id") RepositoryId id) {
        return changeable(id)
                .thenCompose(linked -> refuseWhenInUse(linked)
                        .thenCompose(idle -> commands.send(new ReleaseRepositoryUrl(linked.claim(), id))))
                .thenCompose(released -> commands.send(new UnlinkRepository(id)))
                .thenApply(done -> {
                    vault.forget(id);
                    return ResponseEntity.noContent().build();
                });
    }

    private CompletableFuture<LinkedRepository> changeable(RepositoryId id) {
        return commands.<LinkedRepository>send(new CheckRepositoryEdit(id))
                .thenCompose(linked -> commands.send(new CheckProject(linked.projectId(), null))
                        .thenApply(open -> linked));
    }

    private CompletableFuture<LinkedRepository> refuseWhenInUse(LinkedRepository linked) {
        return use.isInUse(linked.repositoryId()).thenApply(inUse -> {
            if (inUse) {
                throw new CommandRejected(
                        ErrorCode.REPOSITORY_IN_USE,
                        "A generation, an analysis or a review of this repository is under way. Wait for it to end or"
                                + " cancel it first.");
            }
            return linked;
        });
    }

    private CompletableFuture<?> proved(LinkedRepository linked, EditRepositoryRequest request) {
        if (request.newToken() == null && request.defaultBranch() == null) {
            return CompletableFuture.completedFuture(linked);
        }
        return commands.send(new ProveRepositoryAccess(
                linked.repositoryId(),
                linked.gitUrl(),
                linked.platform(),
                request.defaultBranch(),
                credential(linked.repositoryId(), request)));
    }

    private @Nullable SealedSecret credential(RepositoryId id, EditRepositoryRequest request) {
        var token = request.newToken();
        if (token != null) {
            return vault.seal(id, token);
        }
        return request.removesToken()
                ? null
                : vault.reveal(id).map(it -> vault.seal(id, it)).orElse(null);
    }

    private static @Nullable Change<String> lastFour(EditRepositoryRequest request) {
        return request.accessToken() == null ? null : new Change<>(TokenEnding.of(request.newToken()));
    }

    record EditRepositoryRequest(
            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]+", message = "This is no branch name.") @Nullable String defaultBranch,

            @Size(max = 4_000, message = "An access token has at most 4,000 characters.") @Pattern(regexp = "(?s).*\\S.*", message = "Give the new access token, or null to remove it.")
            @Nullable Change<String> accessToken) {

        boolean removesToken() {
            return accessToken != null && accessToken.to() == null;
        }

        @Nullable String newToken() {
            return accessToken == null || accessToken.to() == null
                    ? null
                    : accessToken.to().strip();
        }

        @Override
        public String toString() {
            return "EditRepositoryRequest[%s]".formatted(defaultBranch);
        }
    }
}
