package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;

class ProblemTest {

    private static final TestServer SERVER = TestServer.shared();

    static Stream<Arguments> badBodies() {
        var fine = "\"key\":\"OK\",\"name\":\"x\"";
        return Stream.of(
                Arguments.of("", 400, "request.body-missing", null),
                Arguments.of("{", 400, "request.malformed", null),
                Arguments.of("nonsense", 400, "request.malformed", null),
                Arguments.of("{\"key\":\"A\",}", 400, "request.malformed", null),
                Arguments.of("[]", 400, "request.malformed", null),
                Arguments.of("\"text\"", 400, "request.malformed", null),
                Arguments.of("null", 400, "request.body-missing", null),
                Arguments.of("{" + fine + ",\"colour\":1}", 400, "request.unknown-field", "colour"),
                Arguments.of("{" + fine + ",\"name\":\"y\"}", 400, "request.malformed", null),
                Arguments.of("{" + fine + "} {}", 400, "request.malformed", null),
                Arguments.of("{\"key\":5,\"name\":\"x\"}", 400, "request.invalid", "key"),
                Arguments.of("{\"key\":\"OK\",\"name\":true}", 400, "request.invalid", "name"),
                Arguments.of("{\"key\":\"OK\",\"name\":{\"a\":1}}", 400, "request.invalid", "name"),
                Arguments.of("{\"key\":[\"OK\"],\"name\":\"x\"}", 400, "request.invalid", "key"),
                Arguments.of("{}", 422, "request.invalid", "key"),
                Arguments.of("{\"key\":null,\"name\":\"x\"}", 422, "request.invalid", "key"),
                Arguments.of("{\"key\":\"pay\",\"name\":\"x\"}", 422, "request.invalid", "key"),
                Arguments.of("{\"key\":\"P\",\"name\":\"x\"}", 422, "request.invalid", "key"),
                Arguments.of("{\"key\":\"PAY\",\"name\":\" \"}", 422, "request.invalid", "name"),
                Arguments.of("{\"key\":\"PAY\",\"name\":\"" + "x".repeat(121) + "\"}", 422, "request.invalid", "name"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyIsAProblemThatNamesTheField(String body, int status, String code, String field) {
        var answer = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json(body)
                .send();
        assertIsProblem(answer, status, code);
        assertThat(answer.body().get("errors").isArray()).isTrue();
        if (field != null) {
            assertThat(answer.body().get("errors").findValuesAsString("field")).contains(field);
        }
    }

    private static void assertIsProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:codemaster:problem:" + code);
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
        assertThat(answer.body().get("title").asString()).isNotBlank();
        assertThat(answer.body().get("detail").asString()).isNotBlank();
        assertThat(answer.body().get("instance").asString()).startsWith("/");
        assertThat(answer.body().get("traceId").asString())
                .isEqualTo(answer.header("X-Request-Id").orElse(""));
        assertThat(answer.text()).doesNotContain("Exception", "io.codemaster", "java.", "tools.jackson", "SELECT");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var answer = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .body("text/plain", "{}")
                .send();
        assertIsProblem(answer, 415, "request.media-type");
    }

    @Test
    void aMethodThatTheResourceDoesNotKnowIsRefusedWithThoseItKnows() {
        var answer = SERVER.call("DELETE", "/api/v1/auth/me")
                .bearer(SERVER.demo(UserRole.PM))
                .send();
        assertIsProblem(answer, 405, "request.method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void anAnswerThatNobodyCanReadIsRefused() {
        var answer = SERVER.get("/api/v1/auth/me")
                .bearer(SERVER.demo(UserRole.PM))
                .header("Accept", "image/png")
                .send();
        assertIsProblem(answer, 406, "request.not-acceptable");
    }

    @Test
    void aBodyOverOneMebibyteIsTooLargeAnnouncedOrNot() {
        var large = "{\"key\":\"BIG\",\"name\":\"" + "x".repeat(2 << 20) + "\"}";
        var announced = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json(large)
                .send();
        assertIsProblem(announced, 413, "request.too-large");
        var chunked = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .chunked("application/json", large.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send();
        assertIsProblem(chunked, 413, "request.too-large");
    }

    @Test
    void aValueThatIsTakenIsAConflictAtItsField() {
        var body = "{\"key\":\"TAKEN\",\"name\":\"x\"}";
        SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json(body)
                .send();
        var again = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json(body)
                .send();
        // the aggregate's own words, or the store's where nobody has put them into words
        assertThat(again.code()).isEqualTo("project.key-taken");
        assertIsProblem(again, 409, again.code());
    }

    @Test
    void anAggregateThatDoesNotExistIsNotFound() {
        var answer = SERVER.post("/api/v1/requirements/no-such-requirement/generate")
                .bearer(SERVER.demo(UserRole.ADMIN))
                .json("{}")
                .send();
        assertThat(answer.status()).isIn(404, 503); // 503 where no executor gives out places in the queue
        var retry = SERVER.post("/api/v1/codegen/no-such-task/retry")
                .bearer(SERVER.demo(UserRole.ADMIN))
                .send();
        assertIsProblem(retry, 404, "not-found");
    }

    @Test
    void anIdThatCannotBeOneIsNotFound() {
        var answer = SERVER.get("/api/v1/codegen/%20%C3%A4")
                .bearer(SERVER.demo(UserRole.PM))
                .send();
        assertIsProblem(answer, 404, "not-found");
    }

    @Test
    void anUnknownPartOfAChangeIsRefusedAtItsField() {
        var answer = SERVER.get("/api/v1/codegen/no-such-task/diff?scope=half")
                .bearer(SERVER.demo(UserRole.ADMIN))
                .send();
        assertIsProblem(answer, 422, "request.invalid");
        assertThat(answer.body().get("errors").findValuesAsString("field")).containsExactly("scope");
    }

    @Test
    void anIdInABodyThatCannotBeOneIsABadRequest() {
        var project = SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json("{\"key\":\"BADID\",\"name\":\"x\"}")
                .send();
        var answer = SERVER.post(project.header("Location").orElseThrow() + "/members")
                .bearer(SERVER.demo(UserRole.PM))
                .json("{\"userId\":\"no id\",\"role\":\"VIEWER\"}")
                .send();
        assertIsProblem(answer, 400, "request.invalid");
    }

    @Test
    void aTraceOfTheCallerIsKept() {
        var answer = SERVER.get("/api/v1/auth/methods")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .send();
        assertThat(answer.header("X-Request-Id")).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        var forged = SERVER.get("/api/v1/auth/methods")
                .header("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01")
                .send();
        assertThat(forged.header("X-Request-Id").orElse(""))
                .matches("[0-9a-f]{32}")
                .doesNotContain("0000000000000000");
    }

    static Stream<String> brokenRequests() {
        return Stream.of(
                "GET /api/v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/projects;x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api//v1/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/a%2fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/a\"b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/auth/methods HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "TRACE /api/v1/auth/methods HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenRequests")
    void aBrokenRequestIsAnsweredWithAProblemNeverWithAPage(String request) {
        var answer = SERVER.raw(request);
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("<html", "tomcat", "Exception");
        assertThat(answer).contains("application/problem+json", "urn:codemaster:problem:");
    }
}
