package io.codemaster.app.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns every failure of a controller into an RFC 9457 problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemDetailAdvice {

    private final Refusals refusals;

    private final ProblemWriter problems;

    ProblemDetailAdvice(Refusals refusals, ProblemWriter problems) {
        this.refusals = refusals;
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> onFailure(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return null; // nobody is left to answer
        }
        return problems.entity(request, refusals.of(failure, request));
    }
}
