package io.codemaster.app.audit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.RecordSensitiveRead;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.security.AccessPolicy;
import io.codemaster.app.security.AuditNotes;
import io.codemaster.app.security.session.Caller;

/**
 * Whoever reads something sensitive is on the record first: what cannot be recorded is not read. Sensitive is what is
 * known of credentials, and what administrators read although they are no members of its project. Who reads the same again
 * within ten minutes, as a stream that comes back does, is not recorded again.
 */
@Component
class SensitiveReads implements HandlerInterceptor, WebMvcConfigurer {

    private static final Duration ONE_READ = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 10_000;

    private static final String GENERATION = "/api/v1/codegen/{id}/";

    /** What of a run shows what the agent printed, was told or wrote. */
    private static final Set<String> TRANSCRIPT =
            Set.of("stream", "events", "raw", "prompt", "state", "files", "blame", "evidence");

    private static final Set<String> CREDENTIALS_OF_PROJECTS =
            Set.of("/api/v1/repositories/{id}", "/api/v1/projects/{id}/repositories");

    private final AuditNotes notes;

    private final AccessPolicy policy;

    private final Cache<Read, Boolean> recorded = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(ONE_READ)
            .build();

    SensitiveReads(AuditNotes notes, AccessPolicy policy) {
        this.notes = notes;
        this.policy = policy;
    }

    /** Whose read of it is recorded. */
    private enum Whose {
        EVERYBODYS,
        ADMINISTRATORS,
        /** Administrators' who are no members of the project. */
        STRANGERS
    }

    private record Sensitive(
            String what, String targetType, @Nullable String targetId, Whose whose) {}

    private record Read(String reader, String credential, String what, String targetId) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && request.getUserPrincipal() instanceof Caller caller) {
            sensitive(request).ifPresent(it -> record(it, caller, request));
        }
        return true;
    }

    private static Optional<Sensitive> sensitive(HttpServletRequest request) {
        if (!(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern)) {
            return Optional.empty();
        }
        var id = variable(request, "id");
        if (pattern.startsWith(GENERATION)) {
            var part = pattern.substring(GENERATION.length()).split("/", 2)[0];
            return TRANSCRIPT.contains(part)
                    ? Optional.of(new Sensitive(
                            part.equals("prompt") ? "prompt" : "transcript", "generation", id, Whose.STRANGERS))
                    : Optional.empty();
        }
        if (CREDENTIALS_OF_PROJECTS.contains(pattern)) {
            var type = pattern.contains("projects") ? "project" : "repository";
            return Optional.of(new Sensitive("credential", type, id, Whose.STRANGERS));
        }
        return switch (pattern) {
            case "/api/v1/repositories/{id}/webhook" ->
                Optional.of(new Sensitive("credential", "repository", id, Whose.EVERYBODYS));
            case "/api/v1/auth/tokens" ->
                Optional.of(new Sensitive("credential", "access-token", null, Whose.EVERYBODYS));
            case "/api/v1/audit/{sequence}" ->
                Optional.of(new Sensitive("event", "audit-entry", variable(request, "sequence"), Whose.ADMINISTRATORS));
            case "/api/v1/events", "/api/v1/events/stream", "/api/v1/events/{sequence}/data" ->
                Optional.of(new Sensitive("events", "event-feed", null, Whose.ADMINISTRATORS));
            default -> Optional.empty();
        };
    }

    private static @Nullable String variable(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get(name) instanceof String value
                ? value
                : null;
    }

    private void record(Sensitive it, Caller caller, HttpServletRequest request) {
        var project = policy.projectOf(request);
        boolean administrator = caller.user().role() == UserRole.ADMIN;
        boolean ofInterest = switch (it.whose()) {
            case EVERYBODYS -> true;
            case ADMINISTRATORS -> administrator;
            case STRANGERS ->
                administrator
                        && project.filter(id -> policy.isStranger(caller.user(), id))
                                .isPresent();
        };
        if (!ofInterest) {
            return;
        }
        var target = it.targetId() == null ? caller.getName() : it.targetId();
        var read = new Read(caller.getName(), caller.accessToken().toString(), it.what(), target);
        if (recorded.getIfPresent(read) == null) {
            notes.record(new RecordSensitiveRead(
                    AuditNoteId.next(),
                    AuditNotes.requester(request),
                    it.what(),
                    it.targetType(),
                    target,
                    project.orElse(null),
                    request.getRequestURI()));
            recorded.put(read, true);
        }
    }
}
