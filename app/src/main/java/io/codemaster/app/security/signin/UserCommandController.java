package io.codemaster.app.security.signin;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.ChangeUserStanding;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.app.security.session.Users;
import io.codemaster.command.shared.ClaimRefusal;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What administrators do with users. It lives here because a password never leaves this side, not even in a command. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class UserCommandController {

    private final CommandGateway commands;

    private final LocalAccounts accounts;

    private final Users users;

    UserCommandController(CommandGateway commands, LocalAccounts accounts, Users users) {
        this.commands = commands;
        this.accounts = accounts;
        this.users = users;
    }

    @PostMapping
    @Operation(summary = "Make a local account")
    @ApiResponse(responseCode = "201", description = "The account is made")
    CompletableFuture<ResponseEntity<Created>> createUser(@Valid @RequestBody CreateUserRequest request) {
        var password = NewPassword.of("password", request.password());
        var id = UserId.random();
        var email = request.email().strip().toLowerCase(Locale.ROOT);
        var registered = commands.send(
                new RegisterUser(id, request.name().strip(), email, null, request.role(), UserSource.LOCAL, null));
        var taken = new CommandRejected(
                ErrorCode.IDENTITY_EMAIL_TAKEN, "Another account has the address %s.".formatted(email), "email");
        return ClaimRefusal.explain(registered, taken).thenApply(done -> {
            accounts.setPassword(id, password);
            return ResponseEntity.created(URI.create("/api/v1/users/" + id)).body(Created.of(id));
        });
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a user's role or status; it holds at once, also for what they have open")
    @ApiResponse(responseCode = "204", description = "It is changed")
    CompletableFuture<ResponseEntity<Void>> changeUser(
            @PathVariable("id") UserId id, @Valid @RequestBody ChangeUserRequest request) {
        return commands.send(new ChangeUserStanding(id, request.role(), request.status()))
                .thenApply(done -> {
                    users.refresh(id);
                    return ResponseEntity.noContent().build();
                });
    }

    record CreateUserRequest(
            @NotBlank(message = "A local account needs an e-mail address.") @Size(max = 320, message = "An e-mail address has at most 320 characters.") @Pattern(
                    regexp = "\\s*[^\\s@]+@[^\\s@]+\\s*",
                    message = "This is no e-mail address. One looks like li.wei@example.com.")
            String email,

            @NotBlank(message = "A user needs a name.") @Size(max = 120, message = "A name has at most 120 characters.") String name,

            @NotNull(message = "Choose a first password.") String password,

            @Nullable UserRole role) {

        @Override
        public String toString() {
            return "CreateUserRequest[" + email + "]";
        }
    }

    record ChangeUserRequest(
            @Nullable UserRole role, @Nullable UserStatus status) {}
}
