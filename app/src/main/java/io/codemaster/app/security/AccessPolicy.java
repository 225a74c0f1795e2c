package io.codemaster.app.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.app.security.AccessRule.ObjectKind;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.Refusal;

/** Who may do what: one line for each route. What is not in the table nobody may do. */
@Component
public class AccessPolicy {

    private static final AccessRule ANYONE = new AccessRule.Anyone();

    private static final AccessRule SIGNED_IN = new AccessRule.SignedIn();

    private static final AccessRule NEWCOMER = new AccessRule.Oneself(true, true);

    private static final AccessRule NEWCOMER_IN_PERSON = new AccessRule.Oneself(true, false);

    private static final AccessRule IN_PERSON = new AccessRule.Oneself(false, false);

    private static final AccessRule EVENTS_BY_TOKEN = new AccessRule.EventReader(false);

    private static final AccessRule THIS_MACHINE = new AccessRule.ThisMachine();

    private static final List<Route> TABLE = List.of(
            // sign-in
            route("GET", "/api/v1/auth/methods", ANYONE),
            route("POST", "/api/v1/auth/local/login", ANYONE),
            route("POST", "/api/v1/auth/demo/login", ANYONE),
            route("GET", "/api/v1/auth/feishu/login", ANYONE),
            route("GET", "/api/v1/auth/feishu/callback", ANYONE),
            route("POST", "/api/v1/auth/logout", NEWCOMER_IN_PERSON),
            route("GET", "/api/v1/auth/me", NEWCOMER),
            route("PUT", "/api/v1/auth/role", NEWCOMER_IN_PERSON),
            route("PUT", "/api/v1/auth/password", IN_PERSON),
            route("GET", "/api/v1/auth/tokens", IN_PERSON),
            route("POST", "/api/v1/auth/tokens", IN_PERSON),
            route("DELETE", "/api/v1/auth/tokens/{id}", IN_PERSON),
            route("GET", "/api/v1/system", SIGNED_IN),
            // users
            route("GET", "/api/v1/users", SIGNED_IN),
            route("GET", "/api/v1/audit", SIGNED_IN),
            route("GET", "/api/v1/audit/{sequence}", SIGNED_IN),
            route("GET", "/api/v1/audit/export", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/audit/verify", platform(UserRole.ADMIN)),
            route("POST", "/api/v1/users", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/users/{id}", platform(UserRole.ADMIN)),
            route("PATCH", "/api/v1/users/{id}", platform(UserRole.ADMIN)),
            route("PUT", "/api/v1/users/{id}/password", platform(UserRole.ADMIN)),
            // projects
            route("GET", "/api/v1/projects", SIGNED_IN),
            route("POST", "/api/v1/projects", platform(UserRole.PM, UserRole.ADMIN)),
            route("GET", "/api/v1/projects/{id}", reader(ObjectKind.PROJECT)),
            route("PATCH", "/api/v1/projects/{id}", owner(ObjectKind.PROJECT)),
            route("DELETE", "/api/v1/projects/{id}", owner(ObjectKind.PROJECT)),
            route("GET", "/api/v1/projects/{id}/members", reader(ObjectKind.PROJECT)),
            route("POST", "/api/v1/projects/{id}/members", owner(ObjectKind.PROJECT)),
            route("DELETE", "/api/v1/projects/{id}/members/{userId}", ownerOrSelf()),
            // the work as a whole
            route("GET", "/api/v1/dashboard", SIGNED_IN),
            route("GET", "/api/v1/statistics", SIGNED_IN),
            route("GET", "/api/v1/projects/{id}/budget", reader(ObjectKind.PROJECT)),
            route("PUT", "/api/v1/projects/{id}/budget", owner(ObjectKind.PROJECT)),
            route("GET", "/api/v1/requirements/{id}/budget", reader(ObjectKind.REQUIREMENT)),
            route("GET", "/api/v1/projects/{id}/board", reader(ObjectKind.PROJECT)),
            route("PUT", "/api/v1/projects/{id}/board", owner(ObjectKind.PROJECT)),
            // repositories
            route("GET", "/api/v1/projects/{id}/repositories", reader(ObjectKind.PROJECT)),
            route("POST", "/api/v1/projects/{id}/repositories", developer(ObjectKind.PROJECT)),
            route("GET", "/api/v1/repositories/{id}", reader(ObjectKind.REPOSITORY)),
            route("PATCH", "/api/v1/repositories/{id}", developer(ObjectKind.REPOSITORY)),
            route("DELETE", "/api/v1/repositories/{id}", developer(ObjectKind.REPOSITORY)),
            route("GET", "/api/v1/repositories/{id}/analysis", reader(ObjectKind.REPOSITORY)),
            route("POST", "/api/v1/repositories/{id}/analysis", developer(ObjectKind.REPOSITORY)),
            // requirements
            route("GET", "/api/v1/requirements", SIGNED_IN),
            route("POST", "/api/v1/projects/{id}/requirements", author(ObjectKind.PROJECT)),
            route(
                    "GET",
                    "/api/v1/requirements/{idOrKey}",
                    new AccessRule.Member(ObjectKind.REQUIREMENT, "idOrKey", ProjectRole.VIEWER, Set.of())),
            route("GET", "/api/v1/requirements/{id}/document", reader(ObjectKind.REQUIREMENT)),
            route("POST", "/api/v1/requirements/{id}/document", reader(ObjectKind.REQUIREMENT)),
            route("PATCH", "/api/v1/requirements/{id}", developerOrAuthor()),
            route("POST", "/api/v1/requirements/{id}/close", developerOrAuthor()),
            route("POST", "/api/v1/requirements/{id}/reopen", developerOrAuthor()),
            route("GET", "/api/v1/requirements/{id}/history", reader(ObjectKind.REQUIREMENT)),
            route("POST", "/api/v1/requirements/{id}/attachments", developerOrAuthor()),
            route("GET", "/api/v1/requirements/{id}/attachments/{attachmentId}", reader(ObjectKind.REQUIREMENT)),
            route("DELETE", "/api/v1/requirements/{id}/attachments/{attachmentId}", developerOrAuthor()),
            route("POST", "/api/v1/requirements/{id}/generate", developer(ObjectKind.REQUIREMENT)),
            // generations
            route("GET", "/api/v1/codegen", SIGNED_IN),
            route("GET", "/api/v1/codegen/{id}", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/stream", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/events", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/events/{sequence}", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/events/{sequence}/record", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/raw", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/prompt", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/diff", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/diff.patch", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/state", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/files", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/files/{*path}", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/blame", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/blame/agent-trace", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/blame/git-notes", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/evidence", reader(ObjectKind.GENERATION)),
            route("GET", "/api/v1/codegen/{id}/merge-request/evidence", reader(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/cancel", developer(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/retry", developer(ObjectKind.GENERATION)),
            // reviews
            route("GET", "/api/v1/codegen/{id}/reviews", reader(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/reviews/ai", developer(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/reviews/human", developer(ObjectKind.GENERATION)),
            route("PUT", "/api/v1/codegen/{id}/reviews/draft", developer(ObjectKind.GENERATION)),
            route("DELETE", "/api/v1/codegen/{id}/reviews/draft", developer(ObjectKind.GENERATION)),
            route(
                    "PUT",
                    "/api/v1/codegen/{id}/reviews/ai/{reviewId}/issues/{issueId}/dismissal",
                    developer(ObjectKind.GENERATION)),
            route(
                    "DELETE",
                    "/api/v1/codegen/{id}/reviews/ai/{reviewId}/issues/{issueId}/dismissal",
                    developer(ObjectKind.GENERATION)),
            route(
                    "PUT",
                    "/api/v1/codegen/{id}/reviews/human/{roundId}/comments/{commentId}/addressed",
                    developer(ObjectKind.GENERATION)),
            // notices
            route("GET", "/api/v1/notices", SIGNED_IN),
            route("GET", "/api/v1/notices/count", SIGNED_IN),
            route("POST", "/api/v1/notices/read", SIGNED_IN),
            route("GET", "/api/v1/auth/me/notices", SIGNED_IN),
            route("PUT", "/api/v1/auth/me/notices", SIGNED_IN),
            // merge requests
            route("GET", "/api/v1/codegen/{id}/merge-request", reader(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/merge-request", developer(ObjectKind.GENERATION)),
            route("POST", "/api/v1/codegen/{id}/merge-request/merge", developer(ObjectKind.GENERATION)),
            route("GET", "/api/v1/repositories/{id}/webhook", developer(ObjectKind.REPOSITORY)),
            route("POST", "/api/v1/repositories/{id}/webhook", developer(ObjectKind.REPOSITORY)),
            route("DELETE", "/api/v1/repositories/{id}/webhook", developer(ObjectKind.REPOSITORY)),
            route("POST", "/api/v1/webhooks/{platform}/{id}", ANYONE),
            // events for other programs
            route("GET", "/api/v1/events", EVENTS_BY_TOKEN),
            route("GET", "/api/v1/events/stream", EVENTS_BY_TOKEN),
            route("GET", "/api/v1/events/{sequence}/data", EVENTS_BY_TOKEN),
            route("GET", "/api/v1/events/schemas/{type}", ANYONE),
            route("GET", "/api/v1/events/asyncapi.json", ANYONE),
            route("GET", "/api/v1/analytics/{dataset}", new AccessRule.EventReader(true)),
            route("GET", "/api/v1/event-subscriptions", SIGNED_IN),
            route("POST", "/api/v1/event-subscriptions", SIGNED_IN),
            route("GET", "/api/v1/event-subscriptions/{id}", SIGNED_IN),
            route("DELETE", "/api/v1/event-subscriptions/{id}", SIGNED_IN),
            route("POST", "/api/v1/event-subscriptions/{id}/replay", SIGNED_IN),
            route("GET", "/api/v1/event-subscriptions/{id}/deliveries", SIGNED_IN),
            route("POST", "/api/v1/event-subscriptions/{id}/pause", SIGNED_IN),
            route("POST", "/api/v1/event-subscriptions/{id}/resume", SIGNED_IN),
            // administration
            route("GET", "/api/v1/admin/workers", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/projections", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/disk", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/versions", platform(UserRole.ADMIN)),
            route("POST", "/api/v1/admin/projections/{name}/rebuild", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/rebuilds", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/rebuilds/{id}", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/dead-letters", platform(UserRole.ADMIN)),
            route("GET", "/api/v1/admin/dead-letters/{id}", platform(UserRole.ADMIN)),
            route("POST", "/api/v1/admin/dead-letters/retry", platform(UserRole.ADMIN)),
            route("POST", "/api/v1/admin/dead-letters/{id}/retry", platform(UserRole.ADMIN)),
            route("POST", "/api/v1/admin/dead-letters/{id}/evict", platform(UserRole.ADMIN)),
            // the description of the interface
            route("GET", "/api/v1/openapi.json", ANYONE),
            route("GET", "/api/v1/openapi.json/swagger-config", ANYONE),
            route("GET", "/api/v1/openapi.json.yaml", ANYONE),
            route("GET", "/api/docs", ANYONE),
            route("GET", "/api/swagger-ui/**", ANYONE),
            // operation
            route("GET", "/actuator/health", ANYONE),
            route("GET", "/actuator/health/{*part}", ANYONE),
            route("GET", "/actuator/prometheus", THIS_MACHINE),
            // the demonstration repository, for git
            route("GET", "/demo/git/{*path}", THIS_MACHINE),
            route("POST", "/demo/git/{*path}", THIS_MACHINE),
            // the web client: every other path is a page of it or a file
            route("GET", "/", ANYONE),
            route("GET", "/{*page}", ANYONE));

    /** Below these nothing is a page of the web client. */
    private static final List<PathPattern> RESERVED =
            List.of(pattern("/api"), pattern("/api/**"), pattern("/actuator"), pattern("/actuator/**"));

    private final Users users;

    private final ProjectAccess access;

    private final List<Route> routes;

    AccessPolicy(Users users, ProjectAccess access) {
        this.users = users;
        this.access = access;
        var sorted = new ArrayList<>(TABLE);
        sorted.sort(Comparator.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR));
        this.routes = List.copyOf(sorted);
    }

    /** One line of the table. */
    record Route(String method, PathPattern pattern, AccessRule rule) {}

    private record Match(Route route, PathPattern.PathMatchInfo variables) {}

    private static Route route(String method, String path, AccessRule rule) {
        return new Route(method, pattern(path), rule);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    private static AccessRule platform(UserRole... roles) {
        return new AccessRule.Platform(Set.of(roles));
    }

    private static AccessRule.Member reader(ObjectKind kind) {
        return new AccessRule.Member(kind, "id", ProjectRole.VIEWER, Set.of());
    }

    private static AccessRule.Member developer(ObjectKind kind) {
        return new AccessRule.Member(kind, "id", ProjectRole.DEVELOPER, Set.of());
    }

    private static AccessRule.Member owner(ObjectKind kind) {
        return new AccessRule.Member(kind, "id", ProjectRole.OWNER, Set.of());
    }

    /** Product managers write requirements wherever they are members at all. */
    private static AccessRule author(ObjectKind kind) {
        return new AccessRule.Member(kind, "id", ProjectRole.DEVELOPER, Set.of(UserRole.PM));
    }

    /** A member may leave by themselves. */
    private static AccessRule ownerOrSelf() {
        return new AccessRule.MemberOrSelf(owner(ObjectKind.PROJECT), "userId");
    }

    private static AccessRule developerOrAuthor() {
        return new AccessRule.MemberOrAuthor(developer(ObjectKind.REQUIREMENT));
    }

    static List<Route> table() {
        return TABLE;
    }

    /** Whether the table has a line of its own for this route, as a controller maps it. */
    static boolean covers(String method, String path) {
        return TABLE.stream()
                .anyMatch(it -> it.method().equals(method)
                        && it.pattern().getPatternString().equals(path));
    }

    /**
     * Why the caller may not do this; empty when they may.
     *
     * @param caller null for somebody who is not signed in
     */
    Optional<Refusal> refusal(HttpServletRequest request, @Nullable Caller caller) {
        // the whole path, whichever servlet it belongs to: a servlet of its own would take its prefix away
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        var match = match(method, path);
        if (match.isPresent()) {
            return refusal(match.get(), caller, request.getRemoteAddr());
        }
        if (caller == null && isReserved(path) && !isForAnyone(path)) {
            return Optional.of(signInFirst());
        }
        var others = methods(path);
        return Optional.of(others.isEmpty() ? Refusal.notFound() : otherMethod(others));
    }

    private Optional<Match> match(String method, PathContainer path) {
        for (var route : routes) {
            if (route.method().equals(method)) {
                var info = route.pattern().matchAndExtract(path);
                if (info != null && !(isPage(route) && isReserved(path))) {
                    return Optional.of(new Match(route, info));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPage(Route route) {
        return route.pattern().getPatternString().equals("/{*page}");
    }

    private static boolean isReserved(PathContainer path) {
        return RESERVED.stream().anyMatch(it -> it.matches(path));
    }

    private boolean isForAnyone(PathContainer path) {
        return routes.stream()
                .anyMatch(it -> it.rule() instanceof AccessRule.Anyone
                        && !isPage(it)
                        && it.pattern().matches(path));
    }

    private Set<String> methods(PathContainer path) {
        var found = new TreeSet<String>();
        for (var route : routes) {
            if (route.pattern().matches(path) && !(isPage(route) && isReserved(path))) {
                found.add(route.method());
            }
        }
        return found;
    }

    private static Refusal otherMethod(Set<String> methods) {
        return Refusal.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "request.method-not-allowed",
                        "This resource does not know this method.")
                .with("Allow", String.join(", ", methods));
    }

    private static Refusal signInFirst() {
        return Refusal.unauthenticated("auth.required", "Sign in first.");
    }

    private Optional<Refusal> refusal(Match match, @Nullable Caller caller, String address) {
        var rule = match.route().rule();
        if (rule instanceof AccessRule.Anyone) {
            return Optional.empty();
        }
        if (rule instanceof AccessRule.ThisMachine) {
            return Loopback.isLoopback(address) ? Optional.empty() : Optional.of(Refusal.notFound());
        }
        if (caller == null) {
            return Optional.of(signInFirst());
        }
        return tokenRefusal(match.route(), caller)
                .or(() -> roleRefusal(rule, caller.user()))
                .or(() -> refusal(rule, match.variables().getUriVariables(), caller.user()));
    }

    /** A token does what its scopes say, and never what a user has to do in person. */
    private static Optional<Refusal> tokenRefusal(Route route, Caller caller) {
        if (route.rule() instanceof AccessRule.EventReader reader) {
            return caller.scopes()
                            .map(it -> it.contains(TokenScope.EVENTS_READ))
                            .orElse(reader.inPerson())
                    ? Optional.empty()
                    : Optional.of(scopeMissing(TokenScope.EVENTS_READ));
        }
        return caller.scopes().flatMap(scopes -> {
            if (route.rule() instanceof AccessRule.Oneself oneself && !oneself.byToken()) {
                return Optional.of(Refusal.of(
                        HttpStatus.FORBIDDEN,
                        "auth.session-required",
                        "No token is good for this. Sign in and do it in person."));
            }
            var needed = route.method().equals("GET") ? TokenScope.READ : TokenScope.WRITE;
            return scopes.contains(needed) || scopes.contains(TokenScope.WRITE)
                    ? Optional.empty()
                    : Optional.of(scopeMissing(needed));
        });
    }

    private static Refusal scopeMissing(TokenScope needed) {
        return Refusal.of(
                        HttpStatus.FORBIDDEN,
                        "auth.scope-missing",
                        "This needs a token with the scope \"%s\". Make one that has it.".formatted(needed))
                .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(needed));
    }

    private static Optional<Refusal> roleRefusal(AccessRule rule, UserDetails caller) {
        return caller.role() != null || (rule instanceof AccessRule.Oneself oneself && oneself.roleless())
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        HttpStatus.FORBIDDEN,
                        "auth.role-missing",
                        "Choose first what you do here: PM or RD, by PUT /api/v1/auth/role."));
    }

    private Optional<Refusal> refusal(AccessRule rule, Map<String, String> variables, UserDetails caller) {
        if (rule instanceof AccessRule.Platform platform) {
            return caller.role() != null && platform.roles().contains(caller.role())
                    ? Optional.empty()
                    : Optional.of(Refusal.forbidden("Your role on the platform does not allow this."));
        }
        if (rule instanceof AccessRule.Member member) {
            return refusal(member, variables.getOrDefault(member.variable(), ""), caller);
        }
        if (rule instanceof AccessRule.MemberOrSelf leaving) {
            var member = leaving.member();
            var self = caller.id().value().equals(variables.get(leaving.variable()));
            return refusal(
                    self
                            ? new AccessRule.Member(member.kind(), member.variable(), ProjectRole.VIEWER, Set.of())
                            : member,
                    variables,
                    caller);
        }
        if (rule instanceof AccessRule.MemberOrAuthor writing) {
            var id = variables.getOrDefault(writing.member().variable(), "");
            return refusal(writing.member(), id, caller)
                    .filter(it -> it.status() == HttpStatus.NOT_FOUND || !access.isAuthor(id, caller.id()));
        }
        return Optional.empty();
    }

    private Optional<Refusal> refusal(AccessRule.Member rule, String id, UserDetails caller) {
        if (caller.role() == UserRole.ADMIN) {
            return Optional.empty();
        }
        var role = access.project(rule.kind(), id).flatMap(project -> access.role(project, caller.id()));
        if (role.isEmpty()) {
            return Optional.of(Refusal.notFound());
        }
        var enough = role.get().includes(rule.least())
                || (caller.role() != null && rule.anyMember().contains(caller.role()));
        return enough
                ? Optional.empty()
                : Optional.of(
                        Refusal.forbidden("Your role in this project does not allow this. Ask one of its owners."));
    }

    /** The project of the object that a request is about; empty where it is about none. */
    public Optional<ProjectId> projectOf(HttpServletRequest request) {
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return match(method, path)
                .flatMap(it -> member(it.route().rule())
                        .flatMap(rule -> access.project(
                                rule.kind(), it.variables().getUriVariables().getOrDefault(rule.variable(), ""))));
    }

    private static Optional<AccessRule.Member> member(AccessRule rule) {
        if (rule instanceof AccessRule.Member member) {
            return Optional.of(member);
        }
        if (rule instanceof AccessRule.MemberOrSelf leaving) {
            return Optional.of(leaving.member());
        }
        return rule instanceof AccessRule.MemberOrAuthor writing ? Optional.of(writing.member()) : Optional.empty();
    }

    /** Whether the user decides about the project. */
    public boolean owns(UserDetails user, ProjectId project) {
        return user.role() == UserRole.ADMIN
                || access.role(project, user.id())
                        .filter(it -> it.includes(ProjectRole.OWNER))
                        .isPresent();
    }

    /** Whether the user is let in by being an administrator alone. */
    public boolean isStranger(UserDetails user, ProjectId project) {
        return access.role(project, user.id()).isEmpty();
    }

    /** Whether the user may read the generation; good for asking again and again while somebody follows it. */
    public boolean mayRead(String userId, CodegenTaskId taskId) {
        return isAllowed(reader(ObjectKind.GENERATION), userId, taskId);
    }

    /** Whether the user may decide of the generation's change, as far as their role goes. */
    public boolean mayDecide(String userId, CodegenTaskId taskId) {
        return isAllowed(developer(ObjectKind.GENERATION), userId, taskId);
    }

    private boolean isAllowed(AccessRule.Member rule, String userId, CodegenTaskId taskId) {
        return users.find(new UserId(userId))
                .filter(user -> user.isActive()
                        && user.details().role() != null
                        && refusal(rule, taskId.value(), user.details()).isEmpty())
                .isPresent();
    }
}
