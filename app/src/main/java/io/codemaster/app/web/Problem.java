package io.codemaster.app.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A failure as RFC 9457 (Problem Details for HTTP APIs) writes it.
 *
 * @param type a URN made from the code
 * @param title the status in words
 * @param status the HTTP status
 * @param detail a sentence for a person, with what to do
 * @param instance the path that was asked for
 * @param code the stable, machine-readable reason
 * @param errors which fields are wrong; there with 400 and 422
 * @param traceId what to tell the operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable List<Refusal.FieldError> errors,
        String traceId) {

    static Problem of(Refusal refusal, String instance, String traceId) {
        var status = refusal.status();
        var aboutFields = !refusal.errors().isEmpty()
                || status == HttpStatus.BAD_REQUEST
                || status == HttpStatus.UNPROCESSABLE_CONTENT;
        return new Problem(
                "urn:codemaster:problem:" + refusal.code(),
                status.getReasonPhrase(),
                status.value(),
                refusal.detail(),
                instance,
                refusal.code(),
                aboutFields ? refusal.errors() : null,
                traceId);
    }
}
