package io.codemaster.app.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Why a request is not served, before it is put into words of HTTP.
 *
 * @param status the HTTP status
 * @param code the stable, machine-readable reason
 * @param detail a sentence for a person, with what to do
 * @param errors which fields are wrong, empty when it is about none
 * @param headers what else the answer has to say
 */
public record Refusal(
        HttpStatus status, String code, String detail, List<FieldError> errors, Map<String, String> headers) {

    /** What is wrong with one field of the request. */
    public record FieldError(String field, String message) {}

    /** A refusal that is about no field. */
    public static Refusal of(HttpStatus status, String code, String detail) {
        return new Refusal(status, code, detail, List.of(), Map.of());
    }

    /** There is nothing here, as far as the caller may know. */
    public static Refusal notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here, or it is not for you to see.");
    }

    /** The caller has to sign in first. */
    public static Refusal unauthenticated(String code, String detail) {
        return of(HttpStatus.UNAUTHORIZED, code, detail).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** The caller is known and may not do this. */
    public static Refusal forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "access.forbidden", detail);
    }

    /** It was too much; later it may pass. */
    public static Refusal tooMany(String code, String detail, Duration wait) {
        var seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return of(HttpStatus.TOO_MANY_REQUESTS, code, detail).with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    /** The same with a wrong field. */
    public Refusal about(String field, String message) {
        return new Refusal(status, code, detail, List.of(new FieldError(field, message)), headers);
    }

    /** The same with a further header. */
    public Refusal with(String header, String value) {
        var more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new Refusal(status, code, detail, errors, Map.copyOf(more));
    }
}
