package io.codemaster.executor.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.ReadDocument;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.executor.shared.InMemoryArtifacts;
import io.codemaster.testing.feishu.TestingFeishu;

/** The adapter as it is, against Feishu as tests see it. */
class DocumentTasksIT {

    private final TestingFeishu feishu = TestingFeishu.start();

    private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

    private final DocumentTasks tasks = tasks(feishu.appId(), feishu.appSecret(), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        feishu.close();
    }

    @Test
    void aDocumentIsReadAsMarkdown() throws Exception {
        var token = feishu.addDocument("Refunds", "# Refunds\r\n\r\n| a | b |\n");

        var content = read("docx", token);

        assertThat(content.url()).isEqualTo("https://acme.feishu.cn/docx/" + token);
        assertThat(content.title()).isEqualTo("Refunds");
        assertThat(content.revision()).isEqualTo(1);
        assertThat(content.format()).isEqualTo(DocumentFormat.MARKDOWN);
        assertThat(artifacts.text(content.artifact())).isEqualTo("# Refunds\n\n| a | b |\n");
        assertThat(content.characters()).isEqualTo(21);
    }

    @Test
    void aWikiPageLeadsToItsDocument() throws Exception {
        var token = feishu.addDocument("Refunds", "text");
        feishu.editDocument(token, "Refunds 2", "more text");

        var content = read("wiki", feishu.addWikiPage(token));

        assertThat(content.title()).isEqualTo("Refunds 2");
        assertThat(content.revision()).isEqualTo(2);
        assertThat(artifacts.text(content.artifact())).isEqualTo("more text");
    }

    @Test
    void withoutTheRightToExportThePlainTextIsRead() throws Exception {
        feishu.revoke(TestingFeishu.MARKDOWN_SCOPE);
        var token = feishu.addDocument("Refunds", "# Refunds\n\ntext");

        var content = read("docx", token);

        assertThat(content.format()).isEqualTo(DocumentFormat.TEXT);
        assertThat(artifacts.text(content.artifact())).contains("text").doesNotContain("#");
    }

    @Test
    void anEmptyDocumentHasAnEmptyText() throws Exception {
        assertThat(read("docx", feishu.addDocument("", "")).characters()).isZero();
    }

    @Test
    void aMissingPermissionIsNamedWithThePlaceWhereItIsGiven() {
        feishu.revoke(TestingFeishu.DOCUMENT_SCOPE);

        var refusal = refusal("docx", feishu.addDocument("Refunds", "text"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_NOT_READABLE);
        assertThat(refusal.reason())
                .contains(TestingFeishu.DOCUMENT_SCOPE, feishu.url() + "/app/" + feishu.appId() + "/auth");
    }

    @Test
    void aMissingPermissionForTheWikiIsNamedToo() {
        feishu.revoke(TestingFeishu.WIKI_SCOPE);

        assertThat(refusal("wiki", feishu.addWikiPage(feishu.addDocument("Refunds", "text")))
                        .reason())
                .contains(TestingFeishu.WIKI_SCOPE);
    }

    @Test
    void aDocumentThatIsNotSharedSaysHowToShareIt() {
        var token = feishu.addDocument("Refunds", "text");
        feishu.share(token, false);

        for (var refusal : new Rejection[] {refusal("docx", token), refusal("wiki", feishu.addWikiPage(token))}) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_NOT_READABLE);
            assertThat(refusal.reason()).contains("添加文档应用", feishu.appId());
            assertThat(refusal.field()).isEqualTo("url");
        }
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(refusal("docx", "B4EPdAYx8oi8HRxgPQQbM15UcBf").code()).isEqualTo(ErrorCode.DOCUMENT_NOT_FOUND);
        assertThat(refusal("wiki", "B4EPdAYx8oi8HRxgPQQbM15UcBf").code()).isEqualTo(ErrorCode.DOCUMENT_NOT_FOUND);
    }

    @Test
    void aWikiPageWithASheetIsRefused() {
        var refusal = refusal("wiki", feishu.addWikiPage("sheet", "shtcnmBA"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_URL_NOT_ALLOWED);
        assertThat(refusal.reason()).contains("sheet");
    }

    @Test
    void aNameFromFeishuIsNoPathEither() {
        var refusal = refusal("wiki", feishu.addWikiPage("docx", "../../../im/v1/messages?receive_id_type=open_id&x="));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_FEISHU_UNAVAILABLE);
        assertThat(feishu.requests()).noneMatch(it -> it.path().contains("messages"));
    }

    @Test
    void aTokenThatEndedEarlyIsReplaced() throws Exception {
        var token = feishu.addDocument("Refunds", "text");
        read("docx", token);
        feishu.expireTokens();

        assertThat(read("docx", token).title()).isEqualTo("Refunds");
        assertThat(tokensAskedFor()).isEqualTo(2);
    }

    @Test
    void oneTokenServesManyDocuments() throws Exception {
        read("docx", feishu.addDocument("One", "text"));
        read("docx", feishu.addDocument("Two", "text"));

        assertThat(tokensAskedFor()).isEqualTo(1);
    }

    @Test
    void anAppThatFeishuDoesNotKnowIsAQuestionOfConfiguration() {
        var token = feishu.addDocument("Refunds", "text");
        var wrong = tasks(feishu.appId(), "wrong-secret", Duration.ofSeconds(20));

        var refusal = refusal(wrong, link("docx", token));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_FEISHU_NOT_CONFIGURED);
        assertThat(refusal.reason()).contains("codemaster.feishu.app-secret").doesNotContain("wrong-secret");
    }

    @Test
    void withoutAnAppNothingIsAsked() {
        var refusal = refusal(tasks(null, null, Duration.ofSeconds(1)), link("docx", "B4EPdAYx8oi8HRxgPQQbM15UcBf"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_FEISHU_NOT_CONFIGURED);
        assertThat(feishu.requests()).isEmpty();
    }

    @Test
    void aLinkThatIsNoneNeverReachesFeishu() {
        assertThat(refusal(tasks, "https://acme.feishu.cn/docx/..%2f..%2fim").code())
                .isEqualTo(ErrorCode.DOCUMENT_URL_NOT_ALLOWED);
        assertThat(feishu.requests()).isEmpty();
    }

    @Test
    void aFeishuInTroubleIsUnavailable() {
        var token = feishu.addDocument("Refunds", "text");
        for (var part : new String[] {"/auth/", "/docx/", "/docs/"}) {
            feishu.breakDown(part);
            assertThat(refusal("docx", token).code()).as(part).isEqualTo(ErrorCode.DOCUMENT_FEISHU_UNAVAILABLE);
            feishu.recover();
        }
        feishu.limitRate("/docs/");
        assertThat(refusal("docx", token).reason()).contains("pause");
    }

    @Test
    void aFeishuThatIsSilentIsGivenUp() {
        var token = feishu.addDocument("Refunds", "text");
        feishu.hold("/docx/");

        assertThat(refusal(tasks(feishu.appId(), feishu.appSecret(), Duration.ofMillis(300)), link("docx", token))
                        .code())
                .isEqualTo(ErrorCode.DOCUMENT_FEISHU_UNAVAILABLE);
    }

    @Test
    void aFeishuThatIsGoneIsUnavailable() {
        var token = feishu.addDocument("Refunds", "text");
        feishu.close();

        assertThat(refusal("docx", token).code()).isEqualTo(ErrorCode.DOCUMENT_FEISHU_UNAVAILABLE);
    }

    @Test
    void aDocumentMayBeTooLong() {
        var refusal = refusal("docx", feishu.addDocument("Refunds", "x".repeat(1_000_001)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LONG);
        assertThat(refusal.reason()).contains("1,000,001");
    }

    @Test
    void halfAConfigurationStopsTheStart() {
        assertThatThrownBy(() -> properties("cli_1", null, "https://open.feishu.cn"))
                .hasMessageContaining("codemaster.feishu.app-secret");
        assertThatThrownBy(() -> properties(null, "secret-text", "https://open.feishu.cn"))
                .hasMessageContaining("codemaster.feishu.app-id")
                .hasMessageNotContaining("secret-text");
        assertThatThrownBy(() -> properties(null, null, "open.feishu.cn"))
                .hasMessageContaining("codemaster.feishu.open-base-url");
        assertThat(properties("cli_1", "secret-text", "https://open.feishu.cn/").toString())
                .doesNotContain("secret-text");
    }

    private long tokensAskedFor() {
        return feishu.requests().stream()
                .filter(it -> it.path().contains("tenant_access_token"))
                .count();
    }

    private DocumentContent read(String kind, String token) throws Exception {
        return tasks.handle(new ReadDocument(RequirementId.random(), link(kind, token)));
    }

    private Rejection refusal(String kind, String token) {
        return refusal(tasks, link(kind, token));
    }

    private static Rejection refusal(DocumentTasks tasks, String link) {
        var refused = catchThrowableOfType(
                CommandRejected.class, () -> tasks.handle(new ReadDocument(RequirementId.random(), link)));
        assertThat(refused).isNotNull();
        return refused.<Rejection>getDetails().orElseThrow();
    }

    private static String link(String kind, String token) {
        return "https://acme.feishu.cn/" + kind + "/" + token + "?from=from_copylink";
    }

    private DocumentTasks tasks(@Nullable String appId, @Nullable String appSecret, Duration timeout) {
        return new DocumentTasks(
                new FeishuProperties(
                        appId, appSecret, null, feishu.url(), feishu.url(), FeishuProperties.TokenApi.V3, timeout),
                artifacts,
                Clock.systemUTC());
    }

    private static FeishuProperties properties(@Nullable String appId, @Nullable String appSecret, String base) {
        return new FeishuProperties(
                appId, appSecret, null, base, base, FeishuProperties.TokenApi.V3, Duration.ofSeconds(10));
    }
}
