package io.codemaster.executor.feishu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.request.SelfBuiltTenantAccessTokenReq;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.service.docs.v1.model.GetContentReq;
import com.lark.oapi.service.docx.v1.model.Document;
import com.lark.oapi.service.docx.v1.model.GetDocumentReq;
import com.lark.oapi.service.docx.v1.model.RawContentDocumentReq;
import com.lark.oapi.service.wiki.v2.model.GetNodeSpaceReq;

import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.shared.CommandRejected;

/**
 * Documents, read with the rights of the configured app through Feishu's SDK. The app's token is kept here, because the
 * SDK's own cache is shared by every client of the process and never forgets a token that was ended early.
 */
final class FeishuDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(FeishuDocuments.class);

    /** What would be fetched anew in a moment is not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(3);

    private static final int RATE_LIMITED = 99991400;

    private static final int SCOPE_MISSING = 99991672;

    private static final Set<Integer> TOKEN_ENDED = Set.of(99991661, 99991663, 99991664, 99991668, 99991671, 99991677);

    private static final Set<Integer> APP_REFUSED = Set.of(10003, 10014, 10015, 99991543, 99991662, 99991673);

    private static final Set<Integer> NOT_SHARED = Set.of(1770032, 131006, 2889902, 99991676, 99991679);

    private static final Set<Integer> NOT_FOUND = Set.of(1770002, 1770003, 131005, 2889903);

    private static final int LONGEST_MESSAGE = 200;

    private final FeishuProperties properties;

    private final String appId;

    private final String appSecret;

    private final Client client;

    private final Clock clock;

    private final AtomicReference<@Nullable AppToken> appToken = new AtomicReference<>();

    /** Documents as this app sees them. */
    FeishuDocuments(FeishuProperties properties, Clock clock) {
        this.properties = properties;
        this.appId = Objects.requireNonNull(properties.appId());
        this.appSecret = Objects.requireNonNull(properties.appSecret());
        this.clock = clock;
        this.client = Client.newBuilder(appId, appSecret)
                .openBaseUrl(properties.openBaseUrl())
                .requestTimeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableTokenCache()
                .build();
    }

    /** A document as it was read. */
    record Text(String title, @Nullable Long revision, DocumentFormat format, String content) {}

    private record AppToken(String value, Instant goodUntil) {}

    @FunctionalInterface
    private interface Question<R> {

        R ask(RequestOptions options) throws Exception; // as the SDK declares it
    }

    /**
     * Reads a document.
     *
     * @throws CommandRejected when that cannot be done, with what to do about it
     */
    Text read(DocumentLink link) {
        var token = link.kind() == DocumentLink.Kind.DOCUMENT ? link.token() : behindWikiPage(link.token());
        // first of all, so that the revision is never newer than the text
        var facts = facts(token);
        var revision =
                facts.getRevisionId() == null ? null : facts.getRevisionId().longValue();
        var title = facts.getTitle() == null ? "" : facts.getTitle();
        var markdown = answer(options -> client.docs()
                .v1()
                .content()
                .get(
                        GetContentReq.newBuilder()
                                .docToken(token.value())
                                .docType("docx")
                                .contentType("markdown")
                                .lang("zh")
                                .build(),
                        options));
        if (markdown.success()) {
            return new Text(
                    title, revision, DocumentFormat.MARKDOWN, data(markdown).getContent());
        }
        LOG.info("Feishu does not export a document as Markdown (code {}); its plain text is read", markdown.getCode());
        return new Text(title, revision, DocumentFormat.TEXT, plainText(token));
    }

    private DocumentToken behindWikiPage(DocumentToken page) {
        var answer = answer(options -> client.wiki()
                .v2()
                .space()
                .getNode(
                        GetNodeSpaceReq.newBuilder()
                                .token(page.value())
                                .objType("wiki")
                                .build(),
                        options));
        refuseUnlessSuccessful(answer);
        var node = data(answer).getNode();
        if (node == null || node.getObjToken() == null || !DocumentToken.isOne(node.getObjToken())) {
            throw unexpected();
        }
        if (!"docx".equals(node.getObjType())) {
            throw DocumentRefusal.urlNotAllowed(
                    "The wiki page holds no document but a %s. Only documents can be imported."
                            .formatted(words(node.getObjType())));
        }
        return new DocumentToken(node.getObjToken());
    }

    private Document facts(DocumentToken token) {
        var answer = answer(options -> client.docx()
                .v1()
                .document()
                .get(GetDocumentReq.newBuilder().documentId(token.value()).build(), options));
        refuseUnlessSuccessful(answer);
        var document = data(answer).getDocument();
        if (document == null) {
            throw unexpected();
        }
        return document;
    }

    private String plainText(DocumentToken token) {
        var answer = answer(options -> client.docx()
                .v1()
                .document()
                .rawContent(
                        RawContentDocumentReq.newBuilder()
                                .documentId(token.value())
                                .lang(0)
                                .build(),
                        options));
        refuseUnlessSuccessful(answer);
        return data(answer).getContent();
    }

    // ---- asking ----

    /** Asks with a good token; where Feishu ended it early, once more with a new one. */
    private <R extends BaseResponse<?>> R answer(Question<R> question) {
        var first = asked(question);
        if (!TOKEN_ENDED.contains(first.getCode())) {
            return first;
        }
        appToken.set(null);
        return asked(question);
    }

    private <R extends BaseResponse<?>> R asked(Question<R> question) {
        var options = RequestOptions.newBuilder().tenantAccessToken(token()).build();
        return inTime(() -> question.ask(options));
    }

    private String token() {
        var known = appToken.get();
        if (known != null && clock.instant().isBefore(known.goodUntil())) {
            return known.value();
        }
        var asked = new SelfBuiltTenantAccessTokenReq();
        asked.setAppId(appId);
        asked.setAppSecret(appSecret);
        var answer = inTime(() -> client.ext().getTenantAccessTokenBySelfBuiltApp(asked));
        if (answer.getCode() != 0) {
            throw APP_REFUSED.contains(answer.getCode())
                    ? DocumentRefusal.appRefused(answer.getCode())
                    : DocumentRefusal.notReadable(answer.getCode(), words(answer.getMsg()));
        }
        if (answer.getTenantAccessToken() == null) {
            throw unexpected();
        }
        appToken.set(new AppToken(
                answer.getTenantAccessToken(),
                clock.instant().plusSeconds(answer.getExpire()).minus(MARGIN)));
        return answer.getTenantAccessToken();
    }

    /** The SDK reports a Feishu that is down in half a dozen kinds of exception; what they have in common is said. */
    private <R extends BaseResponse<?>> R inTime(java.util.concurrent.Callable<R> call) {
        R answer;
        try {
            answer = call.call();
        } catch (Exception failure) {
            LOG.warn(
                    "Feishu at {} did not answer: {}",
                    properties.openBaseUrl(),
                    failure.getClass().getSimpleName());
            throw DocumentRefusal.unavailable("Feishu does not answer at the moment. Try again in a minute.");
        }
        var raw = answer.getRawResponse();
        var status = raw == null ? 200 : raw.getStatusCode();
        if (answer.getCode() == RATE_LIMITED || status == 429) {
            throw DocumentRefusal.unavailable("Feishu asks for a pause between documents. Try again in a minute.");
        }
        if (status >= 500) {
            LOG.warn("Feishu at {} answered with status {}", properties.openBaseUrl(), status);
            throw DocumentRefusal.unavailable("Feishu has trouble at the moment. Try again in a minute.");
        }
        return answer;
    }

    private void refuseUnlessSuccessful(BaseResponse<?> answer) {
        if (answer.success()) {
            return;
        }
        int code = answer.getCode();
        if (code == SCOPE_MISSING) {
            throw DocumentRefusal.scopeMissing(missingScopes(answer), properties);
        }
        if (NOT_SHARED.contains(code)) {
            throw DocumentRefusal.notShared(properties);
        }
        if (NOT_FOUND.contains(code)) {
            throw DocumentRefusal.notFound();
        }
        if (APP_REFUSED.contains(code)) {
            throw DocumentRefusal.appRefused(code);
        }
        throw DocumentRefusal.notReadable(code, words(answer.getMsg()));
    }

    private static List<String> missingScopes(BaseResponse<?> answer) {
        var error = answer.getError();
        if (error != null && error.getPermissionViolations() != null) {
            var named = Arrays.stream(error.getPermissionViolations())
                    .map(it -> words(it.getSubject()))
                    .filter(it -> !it.isBlank())
                    .distinct()
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of("docx:document:readonly");
    }

    private static <D> D data(BaseResponse<D> answer) {
        @Nullable D data = answer.getData();
        if (data == null) {
            throw unexpected();
        }
        return data;
    }

    private static CommandRejected unexpected() {
        return DocumentRefusal.unavailable("Feishu answered something that is not understood. Try again in a minute.");
    }

    /** What somebody else wrote, made fit to be repeated. */
    private static String words(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var plain = text.replaceAll("[^\\p{L}\\p{N} .,:;_()\\[\\]/-]", " ").strip();
        return plain.length() > LONGEST_MESSAGE ? plain.substring(0, LONGEST_MESSAGE) : plain;
    }
}
