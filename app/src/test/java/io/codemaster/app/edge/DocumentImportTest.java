package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.testing.feishu.TestingFeishu;

/** A document on its way from Feishu to the page of a requirement, over HTTP on both sides. */
class DocumentImportTest {

    private static final TestingFeishu FEISHU = TestingFeishu.start();

    private static TestServer server;

    private static String requirement;

    @BeforeAll
    static void aRequirementIsThere() {
        server = TestServer.start(
                TestServer.newDirectory(),
                "--codemaster.demo=on",
                "--codemaster.feishu.app-id=" + FEISHU.appId(),
                "--codemaster.feishu.app-secret=" + FEISHU.appSecret(),
                "--codemaster.feishu.open-base-url=" + FEISHU.url());
        requirement = requirement(server, "DOCA");
    }

    @AfterAll
    static void close() {
        server.close();
        FEISHU.close();
    }

    @Test
    void aDocumentIsImportedAndReadAgain() {
        var token = FEISHU.addDocument("Refunds", "# Refunds\n\nGive money back.\n");

        var first = importing(token);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().propertyNames())
                .containsExactlyInAnyOrder("url", "title", "revision", "readAt", "format", "characters", "changed");
        assertThat(first.body().get("changed").asBoolean()).isTrue();
        assertThat(importing(token).body().get("changed").asBoolean()).isFalse();
        FEISHU.editDocument(token, "Refunds", "# Refunds\n\nGive all money back.\n");
        var third = importing(token);
        assertThat(third.body().get("changed").asBoolean()).isTrue();
        assertThat(third.body().get("revision").asInt()).isEqualTo(2);
        var document = get("/document");
        assertThat(document.body().get("content").asString()).contains("all money");
        assertThat(document.body().get("readAt")).isEqualTo(third.body().get("readAt"));
        assertThat(document.body().path("previous").get("content").asString()).contains("Give money back");
        assertThat(document.body().path("readBy").get("name").asString()).isNotBlank();
        var details = get("").body().get("document");
        assertThat(details.get("title").asString()).isEqualTo("Refunds");
        assertThat(details.get("format").asString()).isEqualTo("MARKDOWN");
    }

    @Test
    void aRefusalNamesWhatIsMissing() {
        var token = FEISHU.addDocument("Secret plans", "text");
        FEISHU.share(token, false);

        var answer = importing(token);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("document.not-readable");
        assertThat(answer.body().get("detail").asString()).contains("permission", "添加文档应用");
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("url");
        assertThat(importing("B4EPdAYx8oi8HRxgPQQbM15UcBf").code()).isEqualTo("document.not-found");
        assertThat(importingUrl(server, requirement, "https://example.com/docx/x")
                        .code())
                .isEqualTo("document.url-not-allowed");
        assertThat(importingUrl(server, requirement, " ").status()).isEqualTo(422);
        assertThat(importingUrl(server, "none", "https://acme.feishu.cn/docx/" + token)
                        .status())
                .isIn(404, 422);
    }

    @Test
    void aFeishuThatIsDownAnswersWithTheTimeToTryAgain() {
        var token = FEISHU.addDocument("Refunds", "text");
        FEISHU.breakDown("/docx/");
        try {
            var answer = importing(token);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("document.feishu-unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
        } finally {
            FEISHU.recover();
        }
    }

    @Test
    void withoutAnAppNothingCanBeImported() {
        var shared = TestServer.shared();

        var answer = importingUrl(
                shared, requirement(shared, "DOCB"), "https://acme.feishu.cn/docx/B4EPdAYx8oi8HRxgPQQbM15UcBf");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("document.feishu-not-configured");
    }

    private static String requirement(TestServer on, String key) {
        var project = on.post("/api/v1/projects")
                .bearer(on.demo(UserRole.PM))
                .json("{\"key\":\"%s\",\"name\":\"Documents\"}".formatted(key))
                .send();
        return on.post("/api/v1/projects/" + project.body().get("id").asString() + "/requirements")
                .bearer(on.demo(UserRole.PM))
                .json("{\"title\":\"Refunds\",\"description\":\"See the document.\"}")
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static Answer get(String below) {
        return server.get("/api/v1/requirements/" + requirement + below)
                .bearer(server.demo(UserRole.PM))
                .send();
    }

    private static Answer importing(String token) {
        return importingUrl(server, requirement, "https://acme.feishu.cn/docx/" + token);
    }

    private static Answer importingUrl(TestServer on, String requirement, String url) {
        return on.post("/api/v1/requirements/" + requirement + "/document")
                .bearer(on.demo(UserRole.PM))
                .json("{\"url\":\"" + url + "\"}")
                .send();
    }
}
