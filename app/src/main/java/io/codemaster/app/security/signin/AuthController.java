package io.codemaster.app.security.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.app.security.AuditNotes;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusalListener;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Sign-in")
class AuthController {

    private final Map<UserSource, IdentitySource> sources;

    private final LocalAccounts localAccounts;

    private final DemoAccounts demoAccounts;

    private final UserRegistry registry;

    private final SignInThrottle throttle;

    private final Sessions sessions;

    private final Users users;

    private final CommandGateway commands;

    private final AuditNotes auditLog;

    AuthController(
            List<IdentitySource> sources,
            LocalAccounts localAccounts,
            DemoAccounts demoAccounts,
            UserRegistry registry,
            SignInThrottle throttle,
            Sessions sessions,
            Users users,
            CommandGateway commands,
            AuditNotes auditLog) {
        this.sources = sources.stream().collect(Collectors.toMap(IdentitySource::source, Function.identity()));
        this.localAccounts = localAccounts;
        this.demoAccounts = demoAccounts;
        this.registry = registry;
        this.throttle = throttle;
        this.sessions = sessions;
        this.users = users;
        this.commands = commands;
        this.auditLog = auditLog;
    }

    @GetMapping("/methods")
    @SecurityRequirements
    @Operation(summary = "The ways to sign in here")
    AuthMethods listAuthMethods(@Parameter(hidden = true) HttpServletRequest request) {
        return new AuthMethods(
                isOffered(UserSource.FEISHU, request),
                isOffered(UserSource.LOCAL, request),
                isOffered(UserSource.DEMO, request));
    }

    private boolean isOffered(UserSource source, HttpServletRequest request) {
        var known = sources.get(source);
        return known != null && known.isOfferedTo(request);
    }

    @PostMapping("/local/login")
    @SecurityRequirements
    @Operation(summary = "Sign in with an address and a password")
    @ApiResponse(responseCode = "200", description = "The session, also as cookies")
    SignIn signInLocally(
            @Valid @RequestBody LocalLoginRequest body,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        if (!localAccounts.isOfferedTo(request)) {
            throw new RefusedException(Refusal.notFound());
        }
        request.setAttribute(RefusalListener.ACCOUNT, body.email());
        throttle.admitOrRefuse(body.email(), request.getRemoteAddr());
        var user = localAccounts
                .authenticate(body.email(), body.password())
                .orElseThrow(() -> new RefusedException(Refusal.unauthenticated(
                        "auth.bad-credentials", "The e-mail address or the password is wrong.")));
        throttle.succeeded(body.email(), request.getRemoteAddr());
        return signIn(user, request, response);
    }

    @PostMapping("/demo/login")
    @SecurityRequirements
    @Operation(summary = "Sign in as one of the people of the demonstration")
    @ApiResponse(responseCode = "200", description = "The session, also as cookies")
    SignIn signInToDemo(
            @Valid @RequestBody DemoLoginRequest body,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        if (!demoAccounts.isOfferedTo(request)) {
            throw new RefusedException(Refusal.notFound());
        }
        return signIn(demoAccounts.person(body.role()), request, response);
    }

    private SignIn signIn(UserAccount user, HttpServletRequest request, HttpServletResponse response) {
        registry.admit(user.id(), user.source());
        var opened = sessions.open(user, request, response);
        return new SignIn(opened.token(), opened.expiresAt(), user.details());
    }

    @PostMapping("/logout")
    @Operation(summary = "End this session, wherever its token is")
    @ApiResponse(responseCode = "204", description = "The session is over")
    ResponseEntity<Void> signOut(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        sessions.end(caller, request, response);
        auditLog.signedOut(request);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/me")
    @Operation(summary = "Who I am")
    UserDetails readMe(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        sessions.keepCsrfCookie(caller, request, response);
        return caller.user();
    }

    @PutMapping("/role")
    @Operation(summary = "Choose or change my role")
    @ApiResponse(responseCode = "204", description = "The role is changed")
    CompletableFuture<ResponseEntity<Void>> changeMyRole(
            @Valid @RequestBody ChangeRoleRequest body, @Parameter(hidden = true) Caller caller) {
        if (body.role() == UserRole.ADMIN || caller.user().role() == UserRole.ADMIN) {
            throw new CommandRejected(
                    ErrorCode.IDENTITY_ROLE_NOT_ALLOWED,
                    caller.user().role() == UserRole.ADMIN
                            ? "An administrator's role is changed by another administrator."
                            : "Only an administrator makes somebody an administrator. Choose PM or RD.",
                    "role");
        }
        return commands.send(new ChangeUserRole(caller.id(), body.role())).thenApply(done -> {
            users.refresh(caller.id());
            return ResponseEntity.noContent().build();
        });
    }

    /** Which ways to sign in the caller can use. */
    record AuthMethods(boolean feishu, boolean local, boolean demo) {}

    /** A new session. */
    record SignIn(String token, Instant expiresAt, UserDetails user) {}

    record LocalLoginRequest(
            @NotBlank(message = "Give your e-mail address.") @Size(max = 320, message = "An e-mail address has at most 320 characters.") String email,

            @NotBlank(message = "Give your password.") @Size(max = 1_000, message = "A password has at most 1,000 characters.") String password) {

        @Override
        public String toString() {
            return "LocalLoginRequest[" + email + "]";
        }
    }

    record DemoLoginRequest(
            @NotNull(message = "Choose PM, RD or ADMIN.") UserRole role) {}

    record ChangeRoleRequest(
            @NotNull(message = "Choose PM or RD.") UserRole role) {}
}
