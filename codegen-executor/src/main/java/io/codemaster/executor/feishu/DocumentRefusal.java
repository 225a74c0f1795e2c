package io.codemaster.executor.feishu;

import java.util.Collection;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Why a document could not be read, and what to do about it. */
final class DocumentRefusal {

    private static final String FIELD = "url";

    private DocumentRefusal() {}

    static CommandRejected urlNotAllowed(String reason) {
        return new CommandRejected(ErrorCode.DOCUMENT_URL_NOT_ALLOWED, reason, FIELD);
    }

    static CommandRejected notConfigured() {
        return new CommandRejected(
                ErrorCode.DOCUMENT_FEISHU_NOT_CONFIGURED,
                "No Feishu app is configured. Ask who runs this server to set codemaster.feishu.app-id and"
                        + " codemaster.feishu.app-secret.");
    }

    static CommandRejected appRefused(int code) {
        return new CommandRejected(
                ErrorCode.DOCUMENT_FEISHU_NOT_CONFIGURED,
                "Feishu does not accept the configured app (code %d). Ask who runs this server to check".formatted(code)
                        + " codemaster.feishu.app-id and codemaster.feishu.app-secret, and that the app is enabled.");
    }

    static CommandRejected scopeMissing(Collection<String> scopes, FeishuProperties properties) {
        return new CommandRejected(
                ErrorCode.DOCUMENT_NOT_READABLE,
                "The Feishu app lacks the permission %s. Let its administrator open %s/app/%s/auth, add the permission,"
                                .formatted(String.join(" or ", scopes), properties.openBaseUrl(), properties.appId())
                        + " publish a version of the app, and import again.",
                FIELD);
    }

    static CommandRejected notShared(FeishuProperties properties) {
        return new CommandRejected(
                ErrorCode.DOCUMENT_NOT_READABLE,
                "The Feishu app %s has no permission to read this document. Open the document in Feishu, choose"
                                .formatted(properties.appId())
                        + " ⋯ > More > Add document app (更多 > 添加文档应用), add the app with the right to read, and import"
                        + " again.",
                FIELD);
    }

    static CommandRejected notReadable(int code, String message) {
        return new CommandRejected(
                ErrorCode.DOCUMENT_NOT_READABLE,
                "Feishu did not hand the document out: %s (code %d). Feishu's troubleshooting page knows the code."
                        .formatted(message.isBlank() ? "no reason given" : message, code),
                FIELD);
    }

    static CommandRejected notFound() {
        return new CommandRejected(
                ErrorCode.DOCUMENT_NOT_FOUND,
                "There is no such document. It may have been deleted, or belongs to another Feishu than the configured"
                        + " one. Copy the link again from the document's page.",
                FIELD);
    }

    static CommandRejected tooLong(int characters, int most) {
        return new CommandRejected(
                ErrorCode.DOCUMENT_TOO_LONG,
                "The document has %,d characters; at most %,d can be imported. Link the part that matters."
                        .formatted(characters, most),
                FIELD);
    }

    static CommandRejected unavailable(String reason) {
        return new CommandRejected(ErrorCode.DOCUMENT_FEISHU_UNAVAILABLE, reason);
    }
}
