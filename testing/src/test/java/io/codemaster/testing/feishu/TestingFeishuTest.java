package io.codemaster.testing.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.lark.oapi.Client;
import com.lark.oapi.core.exception.ClientTimeoutException;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.service.docs.v1.model.GetContentReq;
import com.lark.oapi.service.docx.v1.model.GetDocumentReq;
import com.lark.oapi.service.docx.v1.model.RawContentDocumentReq;
import com.lark.oapi.service.wiki.v2.model.GetNodeSpaceReq;

/** Feishu's own SDK takes the double for the real one; where the SDK has no call, plain HTTP does what the manual says. */
class TestingFeishuTest {

    private static final String CALLBACK = "http://127.0.0.1:9/callback";

    private final TestingFeishu feishu = TestingFeishu.start();

    private final Client sdk = Client.newBuilder(feishu.appId(), feishu.appSecret())
            .openBaseUrl(feishu.url())
            .requestTimeout(5, TimeUnit.SECONDS)
            .build();

    @AfterEach
    void close() {
        feishu.close();
    }

    @Test
    void theSdkReadsADocumentInEveryForm() throws Exception {
        var token = feishu.addDocument("Export", "# Export\n\n- as **CSV**, \"quoted\"\n");

        var facts = sdk.docx()
                .v1()
                .document()
                .get(GetDocumentReq.newBuilder().documentId(token).build());
        assertThat(facts.success()).isTrue();
        assertThat(facts.getData().getDocument().getTitle()).isEqualTo("Export");
        assertThat(facts.getData().getDocument().getRevisionId()).isEqualTo(1);
        var markdown = sdk.docs().v1().content().get(markdown(token));
        assertThat(markdown.getData().getContent()).isEqualTo("# Export\n\n- as **CSV**, \"quoted\"\n");
        var raw = sdk.docx()
                .v1()
                .document()
                .rawContent(RawContentDocumentReq.newBuilder().documentId(token).build());
        assertThat(raw.getData().getContent()).contains("as **CSV**").doesNotContain("# ");
        var node = sdk.wiki()
                .v2()
                .space()
                .getNode(GetNodeSpaceReq.newBuilder()
                        .token(feishu.addWikiPage(token))
                        .build());
        assertThat(node.getData().getNode().getObjToken()).isEqualTo(token);
        assertThat(node.getData().getNode().getObjType()).isEqualTo("docx");
    }

    @Test
    void anEditGivesTheDocumentAnotherRevision() throws Exception {
        var token = feishu.addDocument("Export", "one");
        feishu.editDocument(token, "Export 2", "two");

        var facts = sdk.docx()
                .v1()
                .document()
                .get(GetDocumentReq.newBuilder().documentId(token).build());

        assertThat(facts.getData().getDocument().getTitle()).isEqualTo("Export 2");
        assertThat(facts.getData().getDocument().getRevisionId()).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsSaidInFeishusOwnCodes() throws Exception {
        var token = feishu.addDocument("Export", "one");
        feishu.share(token, false);
        var kept = sdk.docx()
                .v1()
                .document()
                .get(GetDocumentReq.newBuilder().documentId(token).build());
        assertThat(kept.getCode()).isEqualTo(1770032);
        feishu.deleteDocument(token);
        var gone = sdk.docx()
                .v1()
                .document()
                .get(GetDocumentReq.newBuilder().documentId(token).build());
        assertThat(gone.getCode()).isEqualTo(1770002);
        feishu.revoke(TestingFeishu.MARKDOWN_SCOPE);
        var refused = sdk.docs().v1().content().get(markdown(token));
        assertThat(refused.getCode()).isEqualTo(99991672);
        assertThat(refused.getMsg()).contains(TestingFeishu.MARKDOWN_SCOPE);
        assertThat(refused.getError().getPermissionViolations()[0].getSubject())
                .isEqualTo(TestingFeishu.MARKDOWN_SCOPE);
        var noPage = sdk.wiki()
                .v2()
                .space()
                .getNode(GetNodeSpaceReq.newBuilder().token("nowhere").build());
        assertThat(noPage.getCode()).isEqualTo(131005);
    }

    @Test
    void anAppTokenThatEndedEarlyIsRefused() throws Exception {
        var token = feishu.addDocument("Export", "one");
        sdk.docs().v1().content().get(markdown(token));
        feishu.expireTokens();

        assertThat(sdk.docs().v1().content().get(markdown(token)).getCode()).isEqualTo(99991663);
    }

    @Test
    void anotherAppGetsNoToken() {
        var stranger = Client.newBuilder(feishu.appId() + "x", feishu.appSecret())
                .openBaseUrl(feishu.url())
                .build();

        assertThatThrownBy(() -> stranger.docs().v1().content().get(markdown("x".repeat(22))))
                .hasMessageContaining("10003");
    }

    @Test
    void troubleLastsUntilItIsOver() throws Exception {
        var token = feishu.addDocument("Export", "one");
        feishu.limitRate("/docs/");
        assertThat(sdk.docs().v1().content().get(markdown(token)).getCode()).isEqualTo(99991400);
        feishu.recover();
        feishu.breakDown("/docs/");
        assertThatThrownBy(() -> sdk.docs().v1().content().get(markdown(token)))
                .isInstanceOf(com.google.gson.JsonSyntaxException.class);
        feishu.recover();
        feishu.hold("/docs/");
        var hasty = Client.newBuilder(feishu.appId(), feishu.appSecret())
                .openBaseUrl(feishu.url())
                .requestTimeout(50, TimeUnit.MILLISECONDS)
                .build();
        assertThatThrownBy(() -> hasty.docs().v1().content().get(markdown(token)))
                .isInstanceOf(ClientTimeoutException.class);
        feishu.recover();
        assertThat(sdk.docs().v1().content().get(markdown(token)).getData().getContent())
                .isEqualTo("one");
    }

    @Test
    void aPersonConsentsAndTheSdkSeesWhoItIs() throws Exception {
        var person = feishu.addPerson("Li Na");
        var callback = feishu.consent(authorize("&state=s%2F1&scope=offline_access%20auth%3Auser.id%3Aread"), person);
        assertThat(callback.toString()).startsWith(CALLBACK + "?code=").endsWith("&state=s%2F1");

        var answer = post("/oauth/v3/token", tokenRequest(code(callback), ""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"code\":0", "\"refresh_token\":\"eyJ", "\"expires_in\":7200");
        var info = sdk.authen()
                .v1()
                .userInfo()
                .get(RequestOptions.newBuilder()
                        .userAccessToken(member(answer.body(), "access_token"))
                        .build());
        assertThat(info.getData().getOpenId()).isEqualTo(person.openId());
        assertThat(info.getData().getTenantKey()).isEqualTo("tenant_a");
        assertThat(info.getData().getEmail()).isEqualTo("li.na@corp.example");
    }

    @Test
    void aRefreshTokenIsGoodForOneUse() throws Exception {
        var callback = feishu.consent(authorize("&scope=offline_access"), feishu.addPerson("Li Na"));
        var first = post("/open-apis/authen/v2/oauth/token", tokenRequest(code(callback), ""));
        var refresh =
                "{\"grant_type\":\"refresh_token\",\"client_id\":\"%s\",\"client_secret\":\"%s\",\"refresh_token\":\"%s\"}"
                        .formatted(feishu.appId(), feishu.appSecret(), member(first.body(), "refresh_token"));

        assertThat(post("/oauth/v3/token", refresh).statusCode()).isEqualTo(200);
        assertThat(post("/oauth/v3/token", refresh).body()).contains("20073");
    }

    @Test
    void aRefusalComesBackAsOne() {
        assertThat(feishu.deny(authorize("&state=s"))).hasToString(CALLBACK + "?error=access_denied&state=s");
    }

    @Test
    void aCodeIsGoodOnceAndForAWhile() throws Exception {
        var person = feishu.addPerson("Li Na");
        var code = code(feishu.consent(authorize(""), person));
        assertThat(post("/oauth/v3/token", tokenRequest(code, "").replace("callback", "elsewhere"))
                        .body())
                .contains("20071");
        assertThat(post("/oauth/v3/token", tokenRequest(code, "").replace(feishu.appSecret(), "no"))
                        .body())
                .contains("20002");
        assertThat(post("/oauth/v3/token", tokenRequest(code, "")).statusCode()).isEqualTo(200);
        assertThat(post("/oauth/v3/token", tokenRequest(code, "")).body()).contains("20065");
        var late = code(feishu.consent(authorize(""), person));
        feishu.expireCodes();
        assertThat(post("/oauth/v3/token", tokenRequest(late, "")).body()).contains("20004");
        assertThat(post("/oauth/v3/token", tokenRequest("made-up", "")).body()).contains("20003");
        var barred = code(feishu.consent(authorize(""), person));
        feishu.bar(person);
        assertThat(post("/oauth/v3/token", tokenRequest(barred, "")).body()).contains("20010");
    }

    @Test
    void theVerifierMustMatchTheChallenge() throws Exception {
        var person = feishu.addPerson("Li Na");
        // RFC 7636, appendix B
        var challenge = "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        var verifier = ",\"code_verifier\":\"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\"";

        assertThat(post("/oauth/v3/token", tokenRequest(code(feishu.consent(authorize(challenge), person)), verifier))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/oauth/v3/token", tokenRequest(code(feishu.consent(authorize(challenge), person)), ""))
                        .body())
                .contains("20049");
        assertThat(post("/oauth/v3/token", tokenRequest(code(feishu.consent(authorize(""), person)), verifier))
                        .body())
                .contains("20049");
    }

    @Test
    void theAuthorizePageWantsARegisteredAddress() {
        feishu.registerRedirect("http://127.0.0.1:9/other");

        assertThatThrownBy(() -> feishu.deny(authorize(""))).hasMessageContaining("20029");
    }

    @Test
    void theThirdTokenEndpointTakesFormsAndTheSecondDoesNot() throws Exception {
        var person = feishu.addPerson("Li Na");
        var form = "grant_type=authorization_code&client_id=%s&client_secret=%s&redirect_uri=%s&code="
                .formatted(feishu.appId(), feishu.appSecret(), URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8));

        assertThat(send(
                                "/oauth/v3/token",
                                "application/x-www-form-urlencoded",
                                form + code(feishu.consent(authorize(""), person)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(
                                "/open-apis/authen/v2/oauth/token",
                                "application/x-www-form-urlencoded",
                                form + code(feishu.consent(authorize(""), person)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aStoryInAnotherLanguageSteersItOverHttp() throws Exception {
        var token = member(post("/testing/documents?title=Export", "# One").body(), "token");
        assertThat(sdk.docs().v1().content().get(markdown(token)).getData().getContent())
                .isEqualTo("# One");
        post("/testing/documents?title=Export&token=" + token, "# Two");
        assertThat(sdk.docs().v1().content().get(markdown(token)).getData().getContent())
                .isEqualTo("# Two");
        post("/testing/share?shared=false&token=" + token, "");
        assertThat(sdk.docs().v1().content().get(markdown(token)).getCode()).isEqualTo(2889902);
    }

    private static GetContentReq markdown(String token) {
        return GetContentReq.newBuilder()
                .docToken(token)
                .docType("docx")
                .contentType("markdown")
                .lang("zh")
                .build();
    }

    private URI authorize(String more) {
        return URI.create(feishu.url() + "/open-apis/authen/v1/authorize?response_type=code&client_id=" + feishu.appId()
                + "&redirect_uri=" + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8) + more);
    }

    private String tokenRequest(String code, String more) {
        return "{\"grant_type\":\"authorization_code\",\"client_id\":\"%s\",\"client_secret\":\"%s\",\"code\":\"%s\",\"redirect_uri\":\"%s\"%s}"
                .formatted(feishu.appId(), feishu.appSecret(), code, CALLBACK, more);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(path, "application/json; charset=utf-8", body);
    }

    private HttpResponse<String> send(String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(feishu.url() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String code(URI callback) {
        return callback.getQuery().replaceAll(".*code=([^&]*).*", "$1");
    }

    private static String member(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }
}
