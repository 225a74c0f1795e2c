package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static final TestServer SERVER = TestServer.shared();

    private static JsonNode api() {
        var answer = SERVER.get("/api/v1/openapi.json").send();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode schema(String name) {
        var schema = api().at("/components/schemas/" + name);
        assertThat(schema.isMissingNode()).as(name).isFalse();
        return schema;
    }

    @Test
    void theInterfaceIsDescribedInOpenApi31() {
        var api = api();
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.at("/info/title").asString()).isEqualTo("CodeMaster");
        assertThat(api.at("/components/securitySchemes").propertyNames()).containsExactlyInAnyOrder("bearer", "cookie");
        assertThat(api.at("/paths/~1api~1v1~1projects/post/operationId").asString())
                .isEqualTo("createProject");
        assertThat(api.at("/paths/~1api~1v1~1auth~1methods/get/operationId").asString())
                .isEqualTo("listAuthMethods");
        assertThat(api.at("/paths").propertyNames()).noneMatch(it -> it.equals("/error"));
    }

    @Test
    void failuresAreProblems() {
        assertThat(api().at("/paths/~1api~1v1~1projects/post/responses/default/$ref")
                        .asString())
                .isEqualTo("#/components/responses/Problem");
        assertThat(schema("Problem").at("/required").toString())
                .contains("code", "traceId")
                .doesNotContain("errors");
    }

    @Test
    void whatIsNeverNullIsRequiredAndWhatMayBeNullSaysSo() {
        var user = schema("UserDetails");
        assertThat(user.get("required").toString())
                .contains("id", "name", "permissions")
                .doesNotContain("avatarUrl", "role", "email");
        assertThat(user.at("/properties/avatarUrl/type").toString()).contains("string", "null");
        assertThat(user.at("/properties/role").toString()).contains("null", "PM", "RD", "ADMIN");
    }

    @Test
    void idsAreStrings() {
        assertThat(schema("UserDetails").at("/properties/id/type").asString()).isEqualTo("string");
        assertThat(api().at("/components/schemas").propertyNames()).doesNotContain("UserId", "ProjectId");
    }

    @Test
    void requestBodiesHaveTheirPlainNames() {
        assertThat(schema("CreateProjectRequest").get("required").toString())
                .contains("key", "name")
                .doesNotContain("description");
    }

    @Test
    void thereIsAPageThatShowsIt() {
        var docs = SERVER.get("/api/docs").header("Accept", "text/html").send();
        assertThat(docs.status()).isEqualTo(302);
        var page = SERVER.get(docs.header("Location").orElseThrow().replaceFirst("^https?://[^/]+", ""))
                .header("Accept", "text/html")
                .send();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("swagger-ui");
        assertThat(page.text())
                .as("nothing that the content security policy forbids")
                .doesNotContain("<script>");
    }
}
