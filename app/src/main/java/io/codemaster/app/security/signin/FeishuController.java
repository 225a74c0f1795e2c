package io.codemaster.app.security.signin;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.app.security.session.OpaqueSecret;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusalListener;
import io.codemaster.app.web.RefusedException;
import io.codemaster.executor.feishu.FeishuSignIn;
import io.codemaster.executor.feishu.FeishuSignInException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * The way to Feishu's sign-in page and back. A browser walks it, so every end is a page: the one that was wanted, or the
 * sign-in page with a reason. A state that is not this browser's is refused outright, for then nobody knows whose it is.
 */
@RestController
@RequestMapping("/api/v1/auth/feishu")
@Tag(name = "Sign-in")
@SecurityRequirements
class FeishuController {

    private static final Logger LOG = LoggerFactory.getLogger(FeishuController.class);

    private static final String REGISTRATION = "feishu";

    private static final String CALLBACK = "/api/v1/auth/feishu/callback";

    /** Ties an attempt to the browser that began it. */
    private static final String BROWSER_COOKIE = "CM_SIGNIN";

    private static final int BROWSER_BYTES = 32;

    private static final int LONGEST_PATH = 2_000;

    /** A path on this server: nothing that a browser takes for another host, no control characters. */
    private static final Pattern LOCAL_PATH = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cntrl}]*");

    private static final String STATE_INVALID = "auth.state-invalid";

    private static final String STATE_REFUSAL =
            "This sign-in was not begun in this browser, took too long or is over already. Sign in again.";

    private static final Map<FeishuSignInException.Reason, String> PROBLEMS = Map.of(
            FeishuSignInException.Reason.CODE_NOT_GOOD, "auth.feishu-code-expired",
            FeishuSignInException.Reason.NOT_ALLOWED, "auth.feishu-denied",
            FeishuSignInException.Reason.UNAVAILABLE, "auth.feishu-unavailable");

    private final FeishuSignIn feishu;

    private final FeishuAccounts accounts;

    private final SignInAttempts attempts;

    private final UserRegistry registry;

    private final Sessions sessions;

    private final RefusalListener refusals;

    FeishuController(
            FeishuSignIn feishu,
            FeishuAccounts accounts,
            SignInAttempts attempts,
            UserRegistry registry,
            Sessions sessions,
            RefusalListener refusals) {
        this.feishu = feishu;
        this.accounts = accounts;
        this.attempts = attempts;
        this.registry = registry;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @GetMapping("/login")
    @Operation(summary = "Go to Feishu's sign-in page")
    @ApiResponse(responseCode = "302", description = "To Feishu", content = @Content)
    ResponseEntity<Void> goToFeishu(
            @Parameter(description = "A path on this server to come back to")
                    @RequestParam(name = "returnTo", required = false)
                    @Nullable String returnTo,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        var app = feishu.app().orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var asked = authorizationRequest(app, request);
        var browser = browser(request, response);
        attempts.begin(
                Objects.requireNonNull(asked.getState()),
                browser,
                new SignInAttempts.Attempt(
                        Objects.requireNonNull(asked.getRedirectUri()),
                        Objects.requireNonNull(asked.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                        localPath(returnTo)));
        return redirect(asked.getAuthorizationRequestUri());
    }

    private static OAuth2AuthorizationRequest authorizationRequest(FeishuSignIn.App app, HttpServletRequest request) {
        var redirectUri = app.redirectUri();
        var registration = ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(app.id())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationUri(app.authorizePage())
                .redirectUri(redirectUri == null ? "{baseUrl}" + CALLBACK : redirectUri)
                .tokenUri(app.authorizePage()) // demanded, and not used: Feishu's token endpoint has its own client
                .build();
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                new InMemoryClientRegistrationRepository(registration), "/");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return Objects.requireNonNull(resolver.resolve(request, REGISTRATION));
    }

    /** The same for every attempt of a browser, so that two tabs can sign in side by side. */
    private static String browser(HttpServletRequest request, HttpServletResponse response) {
        var known = WebUtils.getCookie(request, BROWSER_COOKIE);
        var browser =
                known == null || known.getValue().isBlank() ? OpaqueSecret.random(BROWSER_BYTES) : known.getValue();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(BROWSER_COOKIE, browser)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/api/v1/auth/feishu")
                        .maxAge(SignInAttempts.GOOD_FOR)
                        .build()
                        .toString());
        return browser;
    }

    private static String localPath(@Nullable String path) {
        return path != null
                        && path.length() <= LONGEST_PATH
                        && LOCAL_PATH.matcher(path).matches()
                ? path
                : "/";
    }

    @GetMapping("/callback")
    @Operation(summary = "Come back from Feishu's sign-in page")
    @ApiResponse(
            responseCode = "302",
            description = "To the page that was wanted, or to the sign-in page with a problem")
    @ApiResponse(responseCode = "400", description = "The state is not of this browser, over or used")
    ResponseEntity<?> comeBackFromFeishu(
            @RequestParam(name = "code", required = false) @Nullable String code,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "error", required = false) @Nullable String error,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        if (feishu.app().isEmpty()) {
            throw new RefusedException(Refusal.notFound());
        }
        var browser = WebUtils.getCookie(request, BROWSER_COOKIE);
        var attempt = state == null || browser == null
                ? null
                : attempts.end(state, browser.getValue()).orElse(null);
        if (attempt == null) {
            return stateInvalid(request);
        }
        if (error != null) {
            return refuse("auth.feishu-denied", request);
        }
        try {
            var person = feishu.person(code == null ? "" : code, attempt.redirectUri(), attempt.codeVerifier());
            var user = accounts.user(person);
            registry.admit(user.id(), user.source());
            sessions.open(user, request, response);
            return redirect(attempt.returnTo());
        } catch (FeishuSignInException refused) {
            return refuse(Objects.requireNonNull(PROBLEMS.get(refused.reason())), request);
        } catch (CompletionException | RefusedException failure) {
            if (isDisabled(failure)) {
                return refuse(ErrorCode.AUTH_USER_DISABLED.code(), request);
            }
            LOG.warn("Somebody whom Feishu knows could not be let in", failure);
            return toSignIn("auth.feishu-unavailable");
        }
    }

    private static boolean isDisabled(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.axonframework.messaging.HandlerExecutionException execution
                    && execution.getDetails().orElse(null) instanceof Rejection rejection
                    && rejection.code() == ErrorCode.AUTH_USER_DISABLED) {
                return true;
            }
        }
        return false;
    }

    private static ResponseEntity<?> stateInvalid(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, STATE_INVALID, STATE_REFUSAL));
        }
        var page = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta http-equiv="refresh" content="0; url=%1$s">
                <title>CodeMaster</title>
                <p>%2$s</p>
                <p><a href="%1$s">Sign in</a></p>
                </html>
                """.formatted(signInPage(STATE_INVALID), STATE_REFUSAL);
        return ResponseEntity.badRequest()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(page);
    }

    private ResponseEntity<Void> refuse(String problem, HttpServletRequest request) {
        refusals.refused(request, Refusal.unauthenticated(problem, "Feishu's user was not let in."));
        return toSignIn(problem);
    }

    private static ResponseEntity<Void> toSignIn(String problem) {
        return redirect(signInPage(problem));
    }

    private static String signInPage(String problem) {
        return "/sign-in?problem=" + problem;
    }

    private static ResponseEntity<Void> redirect(String to) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, to)
                .build();
    }
}
