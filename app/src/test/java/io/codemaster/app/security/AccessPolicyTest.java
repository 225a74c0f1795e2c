package io.codemaster.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
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
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.web.ProjectionBarrier;

class AccessPolicyTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final ProjectId PROJECT = new ProjectId("access-project");

    private static final RepositoryId REPOSITORY = new RepositoryId("access-repository");

    private static final RequirementId REQUIREMENT = new RequirementId("access-requirement");

    private static final CodegenTaskId TASK = new CodegenTaskId("access-task");

    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    /** What the edge says to each caller; the object's own answer is "through". */
    private enum Says {
        THROUGH,
        SIGN_IN,
        ABSENT,
        FORBIDDEN
    }

    @BeforeAll
    static void aProjectWithEverything() {
        CALLERS.put("anonymous", "");
        CALLERS.put("stranger PM", SERVER.user("acc-pm", UserRole.PM));
        CALLERS.put("stranger RD", SERVER.user("acc-rd", UserRole.RD));
        CALLERS.put("viewer RD", SERVER.user("acc-viewer", UserRole.RD));
        CALLERS.put("viewer PM", SERVER.user("acc-viewer-pm", UserRole.PM));
        CALLERS.put("developer", SERVER.user("acc-developer", UserRole.RD));
        CALLERS.put("owner", SERVER.user("acc-owner", UserRole.PM));
        CALLERS.put("admin", SERVER.demo(UserRole.ADMIN));
        CALLERS.put("roleless", SERVER.user("acc-roleless", null));
        var commands = SERVER.bean(CommandGateway.class);
        commands.sendAndWait(new CreateProject(PROJECT, "ACCESS", "Access", null, new UserId("acc-owner"), false));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-viewer"), ProjectRole.VIEWER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-viewer-pm"), ProjectRole.VIEWER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("acc-developer"), ProjectRole.DEVELOPER));
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

    private static GenerationOrder order() {
        return new GenerationOrder(
                REQUIREMENT,
                "ACCESS-1",
                PROJECT,
                REPOSITORY,
                "https://git.example.com/a.git",
                io.codemaster.api.repository.Platform.GIT,
                "main",
                "main",
                "Title",
                "Text",
                null,
                new GenerationOptions(
                        null,
                        null,
                        null,
                        5,
                        BigDecimal.ONE,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        0,
                        Duration.ofSeconds(1)));
    }

    @Test
    void everyMappedRouteIsInTheTable() {
        var missing = new ArrayList<String>();
        SERVER.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (var path : mapping.getPatternValues()) {
                        for (var method : mapping.getMethodsCondition().getMethods()) {
                            if (!AccessPolicy.covers(method == RequestMethod.HEAD ? "GET" : method.name(), path)) {
                                missing.add(method + " " + path);
                            }
                        }
                        if (mapping.getMethodsCondition().getMethods().isEmpty() && !path.equals("/error")) {
                            missing.add("any method of " + path);
                        }
                    }
                });
        assertThat(missing).as("routes that no line of AccessPolicy covers").isEmpty();
    }

    @Test
    void everyCallerMeetsTheSameRuleOnEveryRoute() {
        var reads = says("SIGN_IN ABSENT ABSENT THROUGH THROUGH THROUGH THROUGH THROUGH ABSENT");
        var develops = says("SIGN_IN ABSENT ABSENT FORBIDDEN FORBIDDEN THROUGH THROUGH THROUGH ABSENT");
        var writes = says("SIGN_IN ABSENT ABSENT FORBIDDEN THROUGH THROUGH THROUGH THROUGH ABSENT");
        var owns = says("SIGN_IN ABSENT ABSENT FORBIDDEN FORBIDDEN FORBIDDEN THROUGH THROUGH ABSENT");
        var signedIn = says("SIGN_IN THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH");
        var creates = says("SIGN_IN THROUGH FORBIDDEN FORBIDDEN THROUGH FORBIDDEN THROUGH THROUGH FORBIDDEN");
        var anyone = says("THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH THROUGH");

        var expected = new LinkedHashMap<String, Map<String, Says>>();
        expected.put("GET /api/v1/auth/methods", anyone);
        expected.put("POST /api/v1/auth/local/login", anyone);
        expected.put("POST /api/v1/auth/demo/login", anyone);
        expected.put("GET /api/v1/auth/me", signedIn);
        expected.put("PUT /api/v1/auth/role", signedIn);
        expected.put("GET /api/v1/system", signedIn);
        expected.put("GET /api/v1/projects", signedIn);
        expected.put("POST /api/v1/projects", creates);
        expected.put("GET /api/v1/projects/access-project", reads);
        expected.put("PATCH /api/v1/projects/access-project", owns);
        expected.put("GET /api/v1/projects/access-project/members", reads);
        expected.put("POST /api/v1/projects/access-project/members", owns);
        expected.put("GET /api/v1/projects/access-project/repositories", reads);
        expected.put("POST /api/v1/projects/access-project/repositories", develops);
        expected.put("GET /api/v1/repositories/access-repository", reads);
        expected.put("GET /api/v1/requirements", signedIn);
        expected.put("POST /api/v1/projects/access-project/requirements", writes);
        expected.put("GET /api/v1/requirements/access-requirement", reads);
        expected.put("GET /api/v1/requirements/access-1", reads);
        expected.put("PATCH /api/v1/requirements/access-requirement", develops);
        expected.put("POST /api/v1/requirements/access-requirement/close", develops);
        expected.put("GET /api/v1/requirements/access-requirement/history", reads);
        expected.put("POST /api/v1/requirements/access-requirement/attachments", develops);
        expected.put("POST /api/v1/requirements/access-requirement/generate", develops);
        expected.put("GET /api/v1/codegen", signedIn);
        for (var part : new String[] {"", "/events", "/events/1", "/raw", "/prompt", "/diff", "/diff.patch"}) {
            expected.put("GET /api/v1/codegen/access-task" + part, reads);
        }
        expected.put("POST /api/v1/codegen/access-task/cancel", develops);
        expected.put("POST /api/v1/codegen/access-task/retry", develops);
        expected.put("GET /api/v1/openapi.json", anyone);
        expected.put("GET /actuator/health", anyone);
        expected.put("GET /actuator/prometheus", anyone); // the test calls from this machine
        expected.put("GET /", anyone);
        expected.put("GET /projects/access-project", anyone);

        var wrong = new ArrayList<String>();
        expected.forEach((route, rule) -> rule.forEach((caller, says) -> {
            var heard = heard(route, CALLERS.getOrDefault(caller, ""));
            if (heard != says) {
                wrong.add(route + " as " + caller + ": " + heard + " instead of " + says);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    private static Map<String, Says> says(String row) {
        var result = new LinkedHashMap<String, Says>();
        var words = row.split(" ", -1);
        var i = 0;
        for (var caller : CALLERS.keySet()) {
            result.put(caller, Says.valueOf(words[i++]));
        }
        return result;
    }

    /** A body with an unknown field goes through the edge and no further: 400. */
    private static Says heard(String route, String token) {
        var method = route.substring(0, route.indexOf(' '));
        var call = SERVER.call(method, route.substring(route.indexOf(' ') + 1)).bearer(token);
        var answer = (method.equals("GET") ? call.header("Accept", "*/*") : call.json("{\"no-such-field\":1}")).send();
        var problem = answer.header("Content-Type").orElse("").startsWith("application/problem+json");
        if (answer.status() == 401 && problem && answer.code().equals("auth.required")) {
            return Says.SIGN_IN;
        }
        if (answer.status() == 403 && problem && answer.code().equals("access.forbidden")) {
            return Says.FORBIDDEN;
        }
        // an object that is there, but has no controller in this build, is absent for everybody
        return answer.status() == 404 && !isAllowed(route, token) ? Says.ABSENT : Says.THROUGH;
    }

    private static boolean isAllowed(String route, String token) {
        var caller = CALLERS.entrySet().stream()
                .filter(it -> it.getValue().equals(token))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        var id = switch (caller) {
            case "stranger PM" -> "acc-pm";
            case "stranger RD" -> "acc-rd";
            case "viewer RD" -> "acc-viewer";
            case "viewer PM" -> "acc-viewer-pm";
            case "developer" -> "acc-developer";
            case "owner" -> "acc-owner";
            case "admin" -> "demo-admin";
            case "roleless" -> "acc-roleless";
            default -> "";
        };
        var request = new org.springframework.mock.web.MockHttpServletRequest(
                route.substring(0, route.indexOf(' ')), route.substring(route.indexOf(' ') + 1));
        var user = id.isEmpty()
                ? null
                : SERVER.bean(io.codemaster.app.security.session.Users.class)
                        .find(new UserId(id))
                        .orElseThrow();
        return SERVER.bean(AccessPolicy.class).refusal(request, user).isEmpty();
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
        assertThat(policy.mayRead("demo-admin", TASK)).isTrue();
        assertThat(policy.mayRead("acc-rd", TASK)).isFalse();
        assertThat(policy.mayRead("nobody", TASK)).isFalse();
    }

    @Test
    void metricsAreForThisMachine() {
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", "/actuator/prometheus");
        request.setRemoteAddr("10.0.0.7");
        assertThat(SERVER.bean(AccessPolicy.class).refusal(request, null)).isPresent();
    }
}
