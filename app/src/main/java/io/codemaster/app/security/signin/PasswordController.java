package io.codemaster.app.security.signin;

import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.RecordPasswordChange;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1")
class PasswordController {

    private final LocalAccounts accounts;

    private final SignInThrottle throttle;

    private final Users users;

    private final CommandGateway commands;

    PasswordController(LocalAccounts accounts, SignInThrottle throttle, Users users, CommandGateway commands) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.users = users;
        this.commands = commands;
    }

    @PutMapping("/auth/password")
    @Tag(name = "Sign-in")
    @Operation(summary = "Change my password; my other sessions end")
    @ApiResponse(responseCode = "204", description = "The password is changed")
    CompletableFuture<ResponseEntity<Void>> changeMyPassword(
            @Valid @RequestBody ChangePasswordRequest body,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        var user = caller.account();
        mustHavePassword(user);
        var fresh = NewPassword.of("newPassword", body.newPassword());
        var email = user.details().email();
        var account = email == null ? user.id().value() : email;
        throttle.admitOrRefuse(account, request.getRemoteAddr());
        if (!accounts.isPassword(user.id(), body.currentPassword())) {
            var detail = "This is not your current password.";
            throw new RefusedException(Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "auth.bad-credentials", detail)
                    .about("currentPassword", detail));
        }
        throttle.succeeded(account, request.getRemoteAddr());
        return set(user.id(), fresh, caller.sessionId());
    }

    @PutMapping("/users/{id}/password")
    @Tag(name = "Users")
    @Operation(summary = "Give a user a new password; all their sessions end")
    @ApiResponse(responseCode = "204", description = "The password is set")
    CompletableFuture<ResponseEntity<Void>> resetPassword(
            @PathVariable("id") UserId id, @Valid @RequestBody ResetPasswordRequest body) {
        var user = users.find(id).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        mustHavePassword(user);
        return set(id, NewPassword.of("password", body.password()), null);
    }

    /** The password first: in between an old session may still be used, but never the old password for a new one. */
    private CompletableFuture<ResponseEntity<Void>> set(UserId id, NewPassword password, @Nullable String keptSession) {
        accounts.setPassword(id, password);
        return commands.send(new RecordPasswordChange(id, keptSession)).thenApply(done -> {
            users.refresh(id);
            return ResponseEntity.noContent().build();
        });
    }

    private static void mustHavePassword(UserAccount user) {
        if (user.source() != UserSource.LOCAL) {
            throw new CommandRejected(
                    ErrorCode.IDENTITY_NO_PASSWORD,
                    "This account has no password here. Its owner signs in by another way.");
        }
    }

    record ChangePasswordRequest(
            @NotBlank(message = "Give your current password.") @Size(max = 1_000, message = "A password has at most 72 bytes.") String currentPassword,

            @NotNull(message = "Choose a new password.") String newPassword) {

        @Override
        public String toString() {
            return "ChangePasswordRequest";
        }
    }

    record ResetPasswordRequest(
            @NotNull(message = "Choose a password.") String password) {

        @Override
        public String toString() {
            return "ResetPasswordRequest";
        }
    }
}
