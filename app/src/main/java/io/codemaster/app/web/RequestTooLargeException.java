package io.codemaster.app.web;

import java.io.IOException;

import org.springframework.http.HttpStatus;

/** A body went on beyond what a request may carry. */
final class RequestTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    static final long MOST_BYTES = 1 << 20;

    RequestTooLargeException() {
        super("request body over " + MOST_BYTES + " bytes");
    }

    static Refusal refusal() {
        return Refusal.of(
                HttpStatus.CONTENT_TOO_LARGE, "request.too-large", "A request body may have at most 1 MiB. Send less.");
    }
}
