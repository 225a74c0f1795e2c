package io.codemaster.executor.feishu;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.service.docs.v1.model.GetContentReq;
import com.lark.oapi.service.docx.v1.model.Document;
import com.lark.oapi.service.docx.v1.model.GetDocumentReq;
import com.lark.oapi.service.docx.v1.model.RawContentDocumentReq;
import com.lark.oapi.service.wiki.v2.model.GetNodeSpaceReq;

import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.shared.CommandRejected;

/** Documents, read with the rights of the configured app through Feishu's SDK. */
final class FeishuDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(FeishuDocuments.class);

    private static final Set<Integer> NOT_SHARED = Set.of(1770032, 131006, 2889902, 99991676, 99991679);

    private static final Set<Integer> NOT_FOUND = Set.of(1770002, 1770003, 131005, 2889903);

    private final FeishuProperties properties;

    private final Client client;

    private final AppToken appToken;

    /** Documents as this app sees them. */
    FeishuDocuments(FeishuProperties properties, Clock clock) {
        this.properties = properties;
        this.client = AppToken.client(properties);
        this.appToken = new AppToken(properties, client, clock);
    }

    /** A document as it was read. */
    record Text(String title, @Nullable Long revision, DocumentFormat format, String content) {}

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
                            .formatted(FeishuAnswers.words(node.getObjType())));
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
        if (!FeishuAnswers.isTokenEnded(first)) {
            return first;
        }
        appToken.forget();
        return asked(question);
    }

    private <R extends BaseResponse<?>> R asked(Question<R> question) {
        var options = RequestOptions.newBuilder().tenantAccessToken(token()).build();
        return inTime(() -> question.ask(options));
    }

    private String token() {
        return appToken.known().orElseGet(() -> {
            var answer = inTime(appToken::ask);
            if (answer.getCode() != 0) {
                throw FeishuAnswers.isAppRefused(answer)
                        ? DocumentRefusal.appRefused(answer.getCode())
                        : DocumentRefusal.notReadable(answer.getCode(), FeishuAnswers.words(answer.getMsg()));
            }
            if (answer.getTenantAccessToken() == null) {
                throw unexpected();
            }
            return answer.getTenantAccessToken();
        });
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
        var status = FeishuAnswers.status(answer);
        if (FeishuAnswers.isRateLimited(answer)) {
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
        if (FeishuAnswers.isScopeMissing(answer)) {
            throw DocumentRefusal.scopeMissing(
                    FeishuAnswers.missingScopes(answer, "docx:document:readonly"), properties);
        }
        if (NOT_SHARED.contains(code)) {
            throw DocumentRefusal.notShared(properties);
        }
        if (NOT_FOUND.contains(code)) {
            throw DocumentRefusal.notFound();
        }
        if (FeishuAnswers.isAppRefused(answer)) {
            throw DocumentRefusal.appRefused(code);
        }
        throw DocumentRefusal.notReadable(code, FeishuAnswers.words(answer.getMsg()));
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
}
