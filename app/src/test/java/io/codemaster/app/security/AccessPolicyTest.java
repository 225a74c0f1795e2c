package io.codemaster.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.ChangeUserStanding;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.app.edge.SampleOrders;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Doorstep;
import io.codemaster.app.security.session.AccessTokens;
import io.codemaster.app.security.session.TestingTokens;
import io.codemaster.app.web.ProjectionBarrier;

class AccessPolicyTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final ProjectId PROJECT = new ProjectId("access-project");

    private static final RepositoryId REPOSITORY = new RepositoryId("access-repository");

    private static final RequirementId REQUIREMENT = new RequirementId("access-requirement");

    private static final CodegenTaskId TASK = new CodegenTaskId("access-task");

    /** In the order of the columns below. */
    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    /** What the edge says to each caller. */
    private enum Says {
        LET_IN('T'),
        SIGN_IN('S'),
        ROLE_MISSING('R'),
        ABSENT('A'),
        FORBIDDEN('F'),
        SCOPE_MISSING('C'),
        IN_PERSON_ONLY('P'),
        DISABLED('D'),
        TOKEN_INVALID('I'),
        SOMETHING_ELSE('?');

        private final char letter;

        Says(char letter) {
            this.letter = letter;
        }
    }

    // One column a caller: anonymous, roleless | strangers: PM, RD | viewers: RD, PM | developer, owner | admin |
    // the owner's tokens: read, write | the owner: disabled, expired, for another audience, of another installation.

    private static final String ANYONE = "TT TT TT TT T TT TTTT";

    private static final String NOBODY = "SA AA AA AA A AA DIII";

    private static final String NEWCOMERS = "ST TT TT TT T TT DIII";

    private static final String NEWCOMERS_IN_PERSON = "ST TT TT TT T PP DIII";

    private static final String IN_PERSON = "SR TT TT TT T PP DIII";

    private static final String SIGNED_IN = "SR TT TT TT T TT DIII";

    private static final String EVENTS_BY_TOKEN = "SC CC CC CC C CC DIII";

    private static final String EVENTS_TOO = "SR TT TT TT T CC DIII";

    private static final String SIGNED_IN_WRITE = "SR TT TT TT T CT DIII";

    private static final String ADMINS_READ = "SR FF FF FF T FF DIII";

    private static final String ADMINS_WRITE = "SR FF FF FF T CF DIII";

    private static final String PROJECT_MAKERS = "SR TF FT FT T CT DIII";

    private static final String MEMBERS_READ = "SR AA TT TT T TT DIII";

    private static final String MEMBERS_WRITE = "SR AA TT TT T CT DIII";

    private static final String AUTHORS_WRITE = "SR AA FT TT T CT DIII";

    private static final String DEVELOPERS_READ = "SR AA FF TT T TT DIII";

    private static final String DEVELOPERS_WRITE = "SR AA FF TT T CT DIII";

    private static final String OWNERS_WRITE = "SR AA FF FT T CT DIII";

    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    private static void expect(String row, String... routes) {
        for (var route : routes) {
            EXPECTED.put(route, row);
        }
    }

    static {
        expect(
                ANYONE,
                "GET /api/v1/auth/methods",
                "POST /api/v1/auth/local/login",
                "POST /api/v1/auth/demo/login",
                "GET /api/v1/auth/feishu/login",
                "GET /api/v1/auth/feishu/callback",
                "GET /api/v1/openapi.json",
                "GET /api/v1/openapi.json.yaml",
                "GET /api/v1/openapi.json/swagger-config",
                "GET /api/docs",
                "POST /api/v1/webhooks/{platform}/{id}", // a signature proves who it is
                "GET /actuator/health",
                "GET /actuator/health/**",
                "GET /actuator/prometheus"); // the test calls from this machine
        expect(NOBODY, "GET /actuator");
        expect(NEWCOMERS, "GET /api/v1/auth/me");
        expect(NEWCOMERS_IN_PERSON, "POST /api/v1/auth/logout", "PUT /api/v1/auth/role");
        expect(
                IN_PERSON,
                "PUT /api/v1/auth/password",
                "GET /api/v1/auth/tokens",
                "POST /api/v1/auth/tokens",
                "DELETE /api/v1/auth/tokens/{id}");
        expect(
                SIGNED_IN,
                "GET /api/v1/system",
                "GET /api/v1/users",
                "GET /api/v1/projects",
                "GET /api/v1/requirements",
                "GET /api/v1/codegen");
        expect(SIGNED_IN, "GET /api/v1/dashboard", "GET /api/v1/statistics");
        expect(
                MEMBERS_READ,
                "GET /api/v1/projects/{id}/board",
                "GET /api/v1/projects/{id}/budget",
                "GET /api/v1/requirements/{id}/budget");
        expect(OWNERS_WRITE, "PUT /api/v1/projects/{id}/board", "PUT /api/v1/projects/{id}/budget");
        expect(SIGNED_IN, "GET /api/v1/notices", "GET /api/v1/notices/count", "GET /api/v1/auth/me/notices");
        expect(SIGNED_IN, "GET /api/v1/audit", "GET /api/v1/audit/{sequence}");
        expect(SIGNED_IN_WRITE, "POST /api/v1/notices/read", "PUT /api/v1/auth/me/notices");
        expect(
                ADMINS_READ,
                "GET /api/v1/users/{id}",
                "GET /api/v1/audit/export",
                "GET /api/v1/audit/verify",
                "GET /api/v1/admin/workers",
                "GET /api/v1/admin/projections",
                "GET /api/v1/admin/disk",
                "GET /api/v1/admin/versions",
                "GET /api/v1/admin/rebuilds",
                "GET /api/v1/admin/rebuilds/{id}",
                "GET /api/v1/admin/dead-letters",
                "GET /api/v1/admin/dead-letters/{id}");
        expect(
                ADMINS_WRITE,
                "POST /api/v1/users",
                "PATCH /api/v1/users/{id}",
                "PUT /api/v1/users/{id}/password",
                "POST /api/v1/admin/projections/{name}/rebuild",
                "POST /api/v1/admin/dead-letters/retry",
                "POST /api/v1/admin/dead-letters/{id}/retry",
                "POST /api/v1/admin/dead-letters/{id}/evict");
        expect(PROJECT_MAKERS, "POST /api/v1/projects");
        expect(
                MEMBERS_READ,
                "GET /api/v1/projects/{id}",
                "GET /api/v1/projects/{id}/members",
                "GET /api/v1/projects/{id}/repositories",
                "GET /api/v1/repositories/{id}",
                "GET /api/v1/repositories/{id}/analysis",
                "GET /api/v1/requirements/{idOrKey}",
                "GET /api/v1/requirements/{id}/document",
                "GET /api/v1/requirements/{id}/history",
                "GET /api/v1/requirements/{id}/attachments/{attachmentId}",
                "GET /api/v1/codegen/{id}",
                "GET /api/v1/codegen/{id}/stream",
                "GET /api/v1/codegen/{id}/events",
                "GET /api/v1/codegen/{id}/events/{sequence}",
                "GET /api/v1/codegen/{id}/events/{sequence}/record",
                "GET /api/v1/codegen/{id}/raw",
                "GET /api/v1/codegen/{id}/prompt",
                "GET /api/v1/codegen/{id}/diff",
                "GET /api/v1/codegen/{id}/diff.patch",
                "GET /api/v1/codegen/{id}/state",
                "GET /api/v1/codegen/{id}/files",
                "GET /api/v1/codegen/{id}/files/{*path}",
                "GET /api/v1/codegen/{id}/blame",
                "GET /api/v1/codegen/{id}/evidence",
                "GET /api/v1/codegen/{id}/merge-request/evidence",
                "GET /api/v1/codegen/{id}/blame/agent-trace",
                "GET /api/v1/codegen/{id}/blame/git-notes",
                "GET /api/v1/codegen/{id}/reviews");
        expect(ANYONE, "GET /api/v1/events/schemas/{type}", "GET /api/v1/events/asyncapi.json");
        expect(
                EVENTS_BY_TOKEN,
                "GET /api/v1/events",
                "GET /api/v1/events/stream",
                "GET /api/v1/events/{sequence}/data");
        expect(EVENTS_TOO, "GET /api/v1/analytics/{dataset}");
        expect(
                SIGNED_IN,
                "GET /api/v1/event-subscriptions",
                "GET /api/v1/event-subscriptions/{id}",
                "GET /api/v1/event-subscriptions/{id}/deliveries");
        expect(
                SIGNED_IN_WRITE,
                "POST /api/v1/event-subscriptions",
                "DELETE /api/v1/event-subscriptions/{id}",
                "POST /api/v1/event-subscriptions/{id}/replay",
                "POST /api/v1/event-subscriptions/{id}/pause",
                "POST /api/v1/event-subscriptions/{id}/resume");
        expect(MEMBERS_READ, "GET /api/v1/codegen/{id}/merge-request");
        expect(DEVELOPERS_READ, "GET /api/v1/repositories/{id}/webhook");
        expect(
                DEVELOPERS_WRITE,
                "POST /api/v1/codegen/{id}/merge-request",
                "POST /api/v1/codegen/{id}/merge-request/merge",
                "POST /api/v1/repositories/{id}/webhook",
                "DELETE /api/v1/repositories/{id}/webhook");
        expect(MEMBERS_WRITE, "POST /api/v1/requirements/{id}/document");
        expect(AUTHORS_WRITE, "POST /api/v1/projects/{id}/requirements");
        expect(
                DEVELOPERS_WRITE,
                "POST /api/v1/projects/{id}/repositories",
                "PATCH /api/v1/repositories/{id}",
                "DELETE /api/v1/repositories/{id}",
                "POST /api/v1/repositories/{id}/analysis",
                "PATCH /api/v1/requirements/{id}",
                "POST /api/v1/requirements/{id}/close",
                "POST /api/v1/requirements/{id}/reopen",
                "POST /api/v1/requirements/{id}/attachments",
                "DELETE /api/v1/requirements/{id}/attachments/{attachmentId}",
                "POST /api/v1/requirements/{id}/generate",
                "POST /api/v1/codegen/{id}/cancel",
                "POST /api/v1/codegen/{id}/retry",
                "POST /api/v1/codegen/{id}/reviews/ai",
                "POST /api/v1/codegen/{id}/reviews/human",
                "PUT /api/v1/codegen/{id}/reviews/draft",
                "DELETE /api/v1/codegen/{id}/reviews/draft",
                "PUT /api/v1/codegen/{id}/reviews/ai/{reviewId}/issues/{issueId}/dismissal",
                "DELETE /api/v1/codegen/{id}/reviews/ai/{reviewId}/issues/{issueId}/dismissal",
                "PUT /api/v1/codegen/{id}/reviews/human/{roundId}/comments/{commentId}/addressed");
        expect(
                OWNERS_WRITE,
                "PATCH /api/v1/projects/{id}",
                "DELETE /api/v1/projects/{id}",
                "POST /api/v1/projects/{id}/members",
                "DELETE /api/v1/projects/{id}/members/{userId}");
    }

    @BeforeAll
    static void aProjectWithEverything() {
        CALLERS.put("anonymous", "");
        CALLERS.put("roleless", SERVER.user("acc-roleless", null));
        CALLERS.put("stranger PM", SERVER.user("acc-pm", UserRole.PM));
        CALLERS.put("stranger RD", SERVER.user("acc-rd", UserRole.RD));
        CALLERS.put("viewer RD", SERVER.user("acc-viewer", UserRole.RD));
        CALLERS.put("viewer PM", SERVER.user("acc-viewer-pm", UserRole.PM));
        CALLERS.put("developer", SERVER.user("acc-developer", UserRole.RD));
        CALLERS.put("owner", SERVER.user("acc-owner", UserRole.PM));
        CALLERS.put("admin", SERVER.user("acc-admin", UserRole.ADMIN));
        CALLERS.put("owner's read token", token("acc-owner", TokenScope.READ));
        CALLERS.put("owner's write token", token("acc-owner", TokenScope.WRITE));
        CALLERS.put("disabled owner", SERVER.user("acc-disabled", UserRole.PM));
        CALLERS.put("expired", TestingTokens.expired(SERVER, "acc-owner"));
        CALLERS.put("another audience", TestingTokens.forAnotherAudience(SERVER, "acc-owner"));
        CALLERS.put("another installation", TestingTokens.ofAnotherInstallation(SERVER, "acc-owner"));
        var commands = SERVER.bean(CommandGateway.class);
        commands.sendAndWait(new CreateProject(PROJECT, "ACCESS", "Access", null, new UserId("acc-owner"), false));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-viewer"), ProjectRole.VIEWER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-viewer-pm"), ProjectRole.VIEWER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-developer"), ProjectRole.DEVELOPER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-disabled"), ProjectRole.OWNER));
        commands.sendAndWait(new ChangeUserStanding(new UserId("acc-disabled"), null, UserStatus.DISABLED));
        commands.sendAndWait(new LinkRepository(
                REPOSITORY, PROJECT, "https://git.example.com/a.git", Platform.GIT, "main", null, false));
        commands.sendAndWait(new SubmitRequirement(
                REQUIREMENT,
                PROJECT,
                "ACCESS-1",
                "Title",
                "Text",
                Priority.MEDIUM,
                null,
                null,
                null,
                null,
                new UserId("acc-owner")));
        commands.sendAndWait(new RequestGeneration(TASK, order(), new UserId("acc-owner")));
        SERVER.bean(ProjectionBarrier.class).passed().join();
    }

    private static String token(String user, TokenScope scope) {
        return SERVER.bean(AccessTokens.class)
                .make(
                        new UserId(user),
                        AccessTokenId.random(),
                        scope.word(),
                        Set.of(scope),
                        Instant.now().plus(Duration.ofDays(300)));
    }

    private static GenerationOrder order() {
        return SampleOrders.order(REQUIREMENT, "ACCESS-1", PROJECT, REPOSITORY, "https://git.example.com/a.git");
    }

    /** What the product's controllers and its actuator answer, as {@code METHOD pattern}. */
    private static Set<String> mappedRoutes() {
        var routes = new TreeSet<String>();
        SERVER.beans(RequestMappingInfoHandlerMapping.class)
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    for (var path : info.getPatternValues()) {
                        var methods = info.getMethodsCondition().getMethods();
                        if (methods.isEmpty() && !path.equals("/error")) {
                            routes.add("ANY " + path);
                        }
                        methods.forEach(it -> routes.add((it == RequestMethod.HEAD ? "GET" : it.name()) + " " + path));
                    }
                }));
        return routes;
    }

    @Test
    void everyMappedRouteIsInTheTable() {
        assertThat(mappedRoutes())
                .filteredOn(it -> it.startsWith("ANY ") || it.contains(" /api/"))
                .as("routes that no line of AccessPolicy covers")
                .allMatch(
                        it -> AccessPolicy.covers(it.substring(0, it.indexOf(' ')), it.substring(it.indexOf(' ') + 1)));
    }

    @Test
    void everyCallerMeetsTheSameRuleOnEveryMappedRoute() {
        var wrong = new ArrayList<String>();
        for (var route : mappedRoutes()) {
            var row = EXPECTED.get(route);
            if (row == null) {
                wrong.add(route + ": this test does not say who may use it");
                continue;
            }
            var letters = row.replace(" ", "");
            var i = 0;
            for (var caller : CALLERS.entrySet()) {
                var expected = letters.charAt(i++);
                var heard = heard(route, caller.getValue());
                if (heard.letter != expected) {
                    wrong.add(route + " as " + caller.getKey() + ": " + heard + " instead of " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aKeyLeadsToTheSameRuleAsAnId() {
        assertThat(heard("GET /api/v1/requirements/access-1", CALLERS.getOrDefault("viewer RD", "")))
                .isEqualTo(Says.LET_IN);
        assertThat(heard("GET /api/v1/requirements/ACCESS-1", CALLERS.getOrDefault("stranger RD", "")))
                .isEqualTo(Says.ABSENT);
    }

    @Test
    void aPageIsForEverybody() {
        for (var path : List.of("/", "/projects/access-project")) {
            var page = SERVER.get(path).header("Accept", "text/html").send();
            assertThat(page.status()).isEqualTo(200);
        }
    }

    private static Says heard(String route, String token) {
        var path = route.substring(route.indexOf(' ') + 1)
                .replaceFirst("^(/api/v1/projects/)\\{id}", "$1" + PROJECT)
                .replaceFirst("^(/api/v1/repositories/)\\{id}", "$1" + REPOSITORY)
                .replaceFirst("^(/api/v1/requirements/)\\{id(OrKey)?}", "$1" + REQUIREMENT)
                .replaceFirst("^(/api/v1/codegen/)\\{id}", "$1" + TASK)
                .replaceFirst("/\\*\\*$", "/liveness")
                .replaceAll("\\{\\*?[A-Za-z]+}", "1");
        var answer = SERVER.call(route.substring(0, route.indexOf(' ')), path)
                .bearer(token)
                .header("Accept", "*/*")
                .header(Doorstep.HEADER, "1")
                .send();
        if (answer.status() == Doorstep.LET_IN || answer.status() == 200) {
            return Says.LET_IN;
        }
        return switch (answer.status() + " " + answer.code()) {
            case "401 auth.required" -> Says.SIGN_IN;
            case "401 auth.token-invalid" -> Says.TOKEN_INVALID;
            case "401 auth.user-disabled" -> Says.DISABLED;
            case "403 auth.role-missing" -> Says.ROLE_MISSING;
            case "403 auth.scope-missing" -> Says.SCOPE_MISSING;
            case "403 auth.session-required" -> Says.IN_PERSON_ONLY;
            case "403 access.forbidden" -> Says.FORBIDDEN;
            case "404 not-found" -> Says.ABSENT;
            default -> Says.SOMETHING_ELSE;
        };
    }

    @Test
    void whatIsNotInTheTableIsRefusedToEverybody() {
        assertThat(SERVER.get("/api/v1/no-such-thing").send().status()).isEqualTo(401);
        for (var path : new String[] {"/api/v1/no-such-thing", "/api/v2/projects", "/api", "/actuator/env"}) {
            var answer = SERVER.get(path).bearer(SERVER.demo(UserRole.ADMIN)).send();
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }

    @Test
    void anObjectOfOthersLooksLikeOneThatDoesNotExist() {
        var stranger = SERVER.user("acc-rd", UserRole.RD);
        var foreign = SERVER.get("/api/v1/codegen/access-task").bearer(stranger).send();
        var absent = SERVER.get("/api/v1/codegen/no-such-task").bearer(stranger).send();
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().get("detail")).isEqualTo(absent.body().get("detail"));
        assertThat(foreign.code()).isEqualTo(absent.code());
        assertThat(SERVER.post("/api/v1/requirements/no-such-key/generate")
                        .bearer(stranger)
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aStreamMayBeReadByMembersAndAdministratorsOnly() {
        var policy = SERVER.bean(AccessPolicy.class);
        assertThat(policy.mayRead("acc-viewer", TASK)).isTrue();
        assertThat(policy.mayRead("acc-admin", TASK)).isTrue();
        assertThat(policy.mayRead("acc-rd", TASK)).isFalse();
        assertThat(policy.mayRead("acc-disabled", TASK)).isFalse();
        assertThat(policy.mayRead("nobody", TASK)).isFalse();
    }

    @Test
    void metricsAreForThisMachine() {
        var request = new MockHttpServletRequest("GET", "/actuator/prometheus");
        request.setRemoteAddr("10.0.0.7");
        assertThat(SERVER.bean(AccessPolicy.class).refusal(request, null)).isPresent();
    }
}
