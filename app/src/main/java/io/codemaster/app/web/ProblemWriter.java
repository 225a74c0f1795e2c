package io.codemaster.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem where no controller does. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    private final ObjectProvider<RefusalListener> listeners;

    ProblemWriter(JsonMapper json, ObjectProvider<RefusalListener> listeners) {
        this.json = json;
        this.listeners = listeners;
    }

    /** Writes the answer, unless one has begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        listeners.forEach(it -> it.refused(request, refusal));
        response.resetBuffer();
        response.setStatus(refusal.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal.headers().forEach(response::setHeader);
        var body = json.writeValueAsString(problem(request, refusal)).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The same for a controller. */
    ResponseEntity<Object> entity(HttpServletRequest request, Refusal refusal) {
        listeners.forEach(it -> it.refused(request, refusal));
        var answer = ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal.headers().forEach(answer::header);
        return answer.body(problem(request, refusal));
    }

    private static Problem problem(HttpServletRequest request, Refusal refusal) {
        var original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = original instanceof String uri ? uri : request.getRequestURI();
        return Problem.of(refusal, path, RequestTraceFilter.traceId(request));
    }
}
