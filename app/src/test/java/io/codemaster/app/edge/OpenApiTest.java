package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    void aChangeIsDescribedWithTheStatusThatItAnswers() {
        var statuses = new TreeMap<String, String>();
        var nameless = new ArrayList<String>();
        api().get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var name = operation.getValue().path("operationId").asString("");
                    if (!name.matches("[a-z]+[A-Za-z]*")) {
                        nameless.add(operation.getKey() + " " + path.getKey() + ": " + name);
                    }
                    if (!operation.getKey().equals("get") && !path.getKey().startsWith("/api/v1/auth/")) {
                        statuses.put(
                                name,
                                operation.getValue().get("responses").propertyNames().stream()
                                        .filter(it -> !it.equals("default"))
                                        .collect(Collectors.joining(" ")));
                    }
                }));
        assertThat(nameless).isEmpty();
        assertThat(statuses)
                .containsEntry("createProject", "201")
                .containsEntry("editProject", "204")
                .containsEntry("archiveProject", "204")
                .containsEntry("addProjectMember", "201 204")
                .containsEntry("removeProjectMember", "204")
                .containsEntry("linkRepository", "201")
                .containsEntry("submitRequirement", "201")
                .containsEntry("editRequirement", "204")
                .containsEntry("closeRequirement", "204")
                .containsEntry("reopenRequirement", "204")
                .containsEntry("addAttachment", "201")
                .containsEntry("removeAttachment", "204")
                .containsEntry("generate", "202")
                .containsEntry("cancelGeneration", "202")
                .containsEntry("retryGeneration", "202");
    }

    @Test
    void whatIsReadWithATagIsEditedUnderItsCondition() {
        var project = api().at("/paths/~1api~1v1~1projects~1{id}");
        assertThat(project.at("/get/responses/200/headers/ETag").isMissingNode())
                .isFalse();
        assertThat(project.at("/patch/parameters").toString()).contains("If-Match");
        assertThat(project.at("/delete/parameters").toString()).contains("If-Match");
        assertThat(schema("EditProjectRequest")
                        .at("/properties/description/type")
                        .toString())
                .contains("string", "null");
        assertThat(api().at("/components/schemas").propertyNames()).doesNotContain("Change", "ChangeString");
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
                .contains("id", "name", "email", "permissions")
                .doesNotContain("avatarUrl", "role");
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
