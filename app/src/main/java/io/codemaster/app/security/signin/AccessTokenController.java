package io.codemaster.app.security.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.IssueAccessToken;
import io.codemaster.api.identity.RevokeAccessToken;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.shared.Page;
import io.codemaster.app.security.session.AccessTokens;
import io.codemaster.app.security.session.AccessTokens.AccessTokenSummary;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/auth/tokens")
@Tag(name = "Access tokens")
class AccessTokenController {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final AccessTokens tokens;

    private final CommandGateway commands;

    private final Clock clock;

    AccessTokenController(AccessTokens tokens, CommandGateway commands, Clock clock) {
        this.tokens = tokens;
        this.commands = commands;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "My tokens for programs, all of them, newest first")
    Page<AccessTokenSummary> findAccessTokens(@Parameter(hidden = true) Caller caller) {
        return new Page<>(tokens.of(caller.id()), null);
    }

    @PostMapping
    @Operation(summary = "Make a token for a program; it is shown this once")
    @ApiResponse(responseCode = "201", description = "The token")
    CompletableFuture<ResponseEntity<AccessToken>> issueAccessToken(
            @Valid @RequestBody IssueAccessTokenRequest body, @Parameter(hidden = true) Caller caller) {
        var now = clock.instant();
        if (!body.expiresAt().isAfter(now) || body.expiresAt().isAfter(now.plus(LONGEST))) {
            var detail = "A token expires in the future, a year from now at the latest.";
            throw new RefusedException(Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "request.invalid", detail)
                    .about("expiresAt", detail));
        }
        var id = AccessTokenId.random();
        var name = body.name().strip();
        return commands.send(new IssueAccessToken(caller.id(), id, name, body.scopes(), body.expiresAt()))
                .thenApply(done -> {
                    var token = tokens.make(caller.id(), id, name, body.scopes(), body.expiresAt());
                    return ResponseEntity.created(URI.create("/api/v1/auth/tokens/" + id))
                            .body(new AccessToken(id, token, body.expiresAt()));
                });
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "End a token; what it has open ends too")
    @ApiResponse(responseCode = "204", description = "The token is good for nothing any more")
    CompletableFuture<ResponseEntity<Void>> revokeAccessToken(
            @PathVariable("id") AccessTokenId id, @Parameter(hidden = true) Caller caller) {
        if (!tokens.forget(caller.id(), id)) {
            throw new RefusedException(Refusal.notFound());
        }
        return commands.send(new RevokeAccessToken(caller.id(), id))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    record IssueAccessTokenRequest(
            @NotBlank(message = "Name the token after what uses it.") @Size(max = 100, message = "A name has at most 100 characters.") String name,

            @NotEmpty(message = "Choose at least one of read, write, events:read.") Set<TokenScope> scopes,

            @NotNull(message = "Say when the token expires, for instance 2027-01-31T00:00:00Z.") Instant expiresAt) {}

    /** A new token, with the secret that is shown only here. */
    record AccessToken(AccessTokenId id, String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "AccessToken[" + id + "]";
        }
    }
}
