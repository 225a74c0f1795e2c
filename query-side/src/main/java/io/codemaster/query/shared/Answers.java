package io.codemaster.query.shared;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;

/** How controllers ask, and what they say when there is nothing or the question makes no sense. */
public final class Answers {

    private Answers() {}

    /** Asks a query that answers a page of views. */
    @SuppressWarnings("unchecked")
    public static <V> CompletableFuture<Page<V>> page(QueryGateway queries, Object query, Class<V> item) {
        return queries.query(query, ResponseTypes.instanceOf(Page.class)).thenApply(page -> (Page<V>) page);
    }

    /** Asks a query that answers one view or nothing; nothing becomes 404 with this sentence. */
    public static <V> CompletableFuture<V> one(QueryGateway queries, Object query, Class<V> view, String absent) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(view))
                .thenApply(found -> orNotFound(found, absent));
    }

    /**
     * The same for what can be edited: the answer's {@code ETag} is the version that an edit may expect. It is set on the
     * answer itself and not on an entity, for which Spring would answer 304: a view also shows what is no part of the
     * aggregate, so an unchanged version does not mean an unchanged view.
     */
    public static <V> CompletableFuture<V> editable(
            QueryGateway queries,
            FindVersion version,
            Object query,
            Class<V> view,
            String absent,
            HttpServletResponse response) {
        return queries.query(version, ResponseTypes.optionalInstanceOf(Long.class))
                .thenCompose(found -> one(queries, query, view, absent).thenApply(it -> {
                    found.ifPresent(number -> response.setHeader(HttpHeaders.ETAG, "\"" + number + "\""));
                    return it;
                }));
    }

    /** What was found, or 404 with this sentence. */
    public static <V> V orNotFound(Optional<V> found, String absent) {
        return found.orElseThrow(() -> problem(HttpStatus.NOT_FOUND, absent));
    }

    /**
     * Which part of a list is wanted.
     *
     * @throws ErrorResponseException 400, when there is no such part
     */
    public static PageRequest pageRequest(@Nullable String cursor, int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw problem(HttpStatus.BAD_REQUEST, "limit must be 1 to " + PageRequest.MAX_LIMIT + ".");
        }
        return new PageRequest(cursor, limit);
    }

    /** A problem with a status and a sentence for a person. */
    public static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
