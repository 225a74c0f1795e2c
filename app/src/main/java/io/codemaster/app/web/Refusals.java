package io.codemaster.app.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;

import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.api.shared.RemoteFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Puts every failure into words of HTTP: the one place where statuses are chosen. */
@Component
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private static final String INVALID = "request.invalid";

    private static final int DEEPEST = 20;

    /** What to answer to this failure. Failures that nobody foresaw are logged and told to nobody. */
    Refusal of(Throwable failure, HttpServletRequest request) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            var known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
            cause = cause.getCause();
        }
        LOG.error(
                "Request {} {} failed, trace {}",
                request.getMethod(),
                printable(request.getRequestURI()),
                RequestTraceFilter.traceId(request),
                failure);
        return internal();
    }

    static Refusal internal() {
        return Refusal.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong on the server. Tell the operator the trace id; the log has the cause.");
    }

    static Refusal unavailable() {
        return Refusal.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The server cannot do this right now. Try again in a moment.")
                .with(HttpHeaders.RETRY_AFTER, "5");
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<Refusal> known(Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return Optional.of(refused.refusal());
        }
        if (cause instanceof RequestTooLargeException) {
            return Optional.of(RequestTooLargeException.refusal());
        }
        if (cause instanceof HandlerExecutionException execution) {
            Optional<Object> details = execution.getDetails();
            if (details.orElse(null) instanceof RemoteFailure told && told.kind() == RemoteFailure.Kind.NONSENSE) {
                return Optional.of(badRequest(INVALID, sentence(told.text())));
            }
            return details.filter(Rejection.class::isInstance)
                    .map(Rejection.class::cast)
                    .map(Refusals::rejected);
        }
        if (cause instanceof AggregateNotFoundException) {
            return Optional.of(Refusal.notFound());
        }
        if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
            return Optional.of(Refusal.of(
                    HttpStatus.CONFLICT, "conflict", "Somebody changed the same thing at this moment. Try again."));
        }
        if (cause instanceof NoHandlerForCommandException
                || cause instanceof NoHandlerForQueryException
                || cause instanceof TimeoutException
                || cause instanceof AsyncRequestTimeoutException) {
            return Optional.of(unavailable());
        }
        return unreadable(cause).or(() -> invalid(cause)).or(() -> refusedBySpring(cause));
    }

    // ---- what an aggregate or another decider said ----

    private static Refusal rejected(Rejection rejection) {
        var status = status(rejection.code().kind());
        var refusal = Refusal.of(status, rejection.code().code(), rejection.reason());
        if (rejection.field() != null) {
            refusal = refusal.about(rejection.field(), rejection.reason());
        }
        return status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE
                ? refusal.with(HttpHeaders.RETRY_AFTER, "10")
                : refusal;
    }

    private static HttpStatus status(ErrorCode.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case PRECONDITION -> HttpStatus.PRECONDITION_FAILED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    // ---- bodies that cannot be read ----

    private static Optional<Refusal> unreadable(Throwable cause) {
        if (cause instanceof HttpMessageNotReadableException wrapper) {
            var inner = wrapper.getCause();
            if (inner == null) {
                return Optional.of(badRequest("request.body-missing", "The request needs a JSON body."));
            }
            return inner instanceof JacksonException json ? Optional.of(unreadableJson(json)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Refusal unreadableJson(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestTooLargeException) {
                return RequestTooLargeException.refusal();
            }
        }
        var field = path(failure);
        if (failure instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return badRequest("request.unknown-field", "There is no field \"%s\" here.".formatted(shown(field)))
                    .about(field, known.isEmpty() ? "Unknown field." : "Unknown field. Known are: " + known + ".");
        }
        if (failure instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            var choices = Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            return badRequest(INVALID, "The field \"%s\" has an unknown value.".formatted(shown(field)))
                    .about(field, "Choose one of " + choices + ".");
        }
        if (failure instanceof DatabindException && !field.isEmpty()) {
            return badRequest(INVALID, "The field \"%s\" has a value of the wrong kind.".formatted(shown(field)))
                    .about(field, "This value does not fit. The API description says what does.");
        }
        var where = failure.getLocation();
        var place = where == null || where.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
        var duplicate = failure instanceof StreamReadException
                && Objects.toString(failure.getOriginalMessage(), "").startsWith("Duplicate");
        return badRequest(
                "request.malformed",
                duplicate
                        ? "The body names a field twice%s.".formatted(place)
                        : "The body is not the JSON that is expected here%s.".formatted(place));
    }

    private static String path(JacksonException failure) {
        return failure.getPath().stream()
                .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : "." + it.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String shown(String field) {
        var clean = field.replaceAll("[^\\p{L}\\p{N} ._\\[\\]-]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }

    // ---- values that are not acceptable ----

    private static Optional<Refusal> invalid(Throwable cause) {
        if (cause instanceof MethodArgumentNotValidException invalid) {
            return Optional.of(unprocessable(errors(invalid.getBindingResult())));
        }
        if (cause instanceof HandlerMethodValidationException invalid) {
            var errors = new ArrayList<Refusal.FieldError>();
            invalid.getParameterValidationResults().forEach(result -> {
                var name =
                        Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "request");
                for (MessageSourceResolvable error : result.getResolvableErrors()) {
                    var field = error instanceof FieldError it ? it.getField() : name;
                    errors.add(new Refusal.FieldError(field, said(error.getDefaultMessage())));
                }
            });
            return Optional.of(unprocessable(errors));
        }
        if (cause instanceof ConstraintViolationException invalid) {
            return Optional.of(unprocessable(invalid.getConstraintViolations().stream()
                    .map(it -> new Refusal.FieldError(it.getPropertyPath().toString(), said(it.getMessage())))
                    .toList()));
        }
        if (cause instanceof MethodArgumentTypeMismatchException mismatch) {
            if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
                return Optional.of(Refusal.notFound());
            }
            return Optional.of(
                    badRequest(INVALID, "The parameter \"%s\" has a wrong value.".formatted(mismatch.getName()))
                            .about(mismatch.getName(), choicesOf(mismatch.getRequiredType())));
        }
        if (cause instanceof MissingServletRequestParameterException missing) {
            return Optional.of(
                    badRequest(INVALID, "The parameter \"%s\" is missing.".formatted(missing.getParameterName()))
                            .about(missing.getParameterName(), "This parameter is needed."));
        }
        if (cause instanceof MissingRequestHeaderException missing) {
            return Optional.of(badRequest(INVALID, "The header \"%s\" is missing.".formatted(missing.getHeaderName()))
                    .about(missing.getHeaderName(), "This header is needed."));
        }
        if (cause instanceof IllegalArgumentException refused && saidByUs(refused)) {
            return Optional.of(badRequest(INVALID, sentence(refused.getMessage())));
        }
        return Optional.empty();
    }

    private static String choicesOf(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return "Choose one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return "This value does not fit.";
    }

    /** Only what our own values say about themselves is fit for a caller. */
    private static boolean saidByUs(IllegalArgumentException refused) {
        var trace = refused.getStackTrace();
        return refused.getMessage() != null
                && trace.length > 0
                && trace[0].getClassName().startsWith("io.codemaster.")
                && !refused.getMessage().contains("io.codemaster");
    }

    private static List<Refusal.FieldError> errors(BindingResult result) {
        return result.getAllErrors().stream()
                .map(it -> new Refusal.FieldError(
                        it instanceof FieldError field ? field.getField() : it.getObjectName(),
                        said(it.getDefaultMessage())))
                .toList();
    }

    private static Refusal unprocessable(List<Refusal.FieldError> errors) {
        var first = errors.isEmpty()
                ? "The request is not acceptable."
                : errors.get(0).message();
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, INVALID, first, errors, Map.of());
    }

    private static String said(@Nullable String message) {
        return message == null ? "This value is not acceptable." : sentence(message);
    }

    private static String sentence(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "The request is not acceptable.";
        }
        var capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") || capital.endsWith("!") ? capital : capital + ".";
    }

    // ---- what Spring itself refuses ----

    private static Optional<Refusal> refusedBySpring(Throwable cause) {
        if (cause instanceof HttpRequestMethodNotSupportedException wrong) {
            return Optional.of(methodNotAllowed(wrong.getSupportedMethods()));
        }
        if (cause instanceof HttpMediaTypeNotSupportedException) {
            return Optional.of(ofStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        }
        if (cause instanceof ErrorResponse response) {
            var status = HttpStatus.resolve(response.getStatusCode().value());
            if (status == null || status == HttpStatus.INTERNAL_SERVER_ERROR) {
                return Optional.empty();
            }
            var refusal = ofStatus(status);
            var detail = response.getBody().getDetail();
            // Spring's own sentences can hold names of classes; those that our controllers throw do not
            return Optional.of(
                    cause.getClass() == ErrorResponseException.class && detail != null
                            ? Refusal.of(status, refusal.code(), detail)
                            : refusal);
        }
        return Optional.empty();
    }

    static Refusal methodNotAllowed(String @Nullable [] supported) {
        var refusal = ofStatus(HttpStatus.METHOD_NOT_ALLOWED);
        return supported == null || supported.length == 0
                ? refusal
                : refusal.with(HttpHeaders.ALLOW, String.join(", ", supported));
    }

    /** What a bare status means. */
    static Refusal ofStatus(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> badRequest("request.malformed", "The request cannot be understood.");
            case UNAUTHORIZED -> Refusal.unauthenticated("auth.required", "Sign in first.");
            case FORBIDDEN -> Refusal.forbidden("You may not do this.");
            case NOT_FOUND -> Refusal.notFound();
            case METHOD_NOT_ALLOWED ->
                Refusal.of(status, "request.method-not-allowed", "This resource does not know this method.");
            case NOT_ACCEPTABLE ->
                Refusal.of(status, "request.not-acceptable", "No answer has the media type that Accept asks for.");
            case CONTENT_TOO_LARGE -> RequestTooLargeException.refusal();
            case UNSUPPORTED_MEDIA_TYPE ->
                Refusal.of(status, "request.media-type", "Send application/json in Content-Type.");
            case SERVICE_UNAVAILABLE -> unavailable();
            case INTERNAL_SERVER_ERROR -> internal();
            default ->
                Refusal.of(
                        status,
                        status.is5xxServerError() ? "internal" : "request.refused",
                        status.getReasonPhrase() + ".");
        };
    }

    private static Refusal badRequest(String code, String detail) {
        return Refusal.of(HttpStatus.BAD_REQUEST, code, detail);
    }
}
