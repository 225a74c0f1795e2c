package io.codemaster.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import tools.jackson.databind.json.JsonMapper;

/** Tomcat's last word, for requests so broken that no application sees them, is a problem too. */
class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final JsonMapper json;

    ProblemReportValve(JsonMapper json) {
        this.json = json;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = HttpStatus.resolve(response.getStatus());
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var traceId = RequestTraceFilter.next();
        if (failure != null) {
            LOG.error("Request failed in the container, trace {}", traceId, failure);
        }
        var refusal = Refusals.ofStatus(status == null ? HttpStatus.BAD_REQUEST : status);
        var path = request.getRequestURI();
        var problem = Problem.of(refusal, path == null ? "" : path, traceId);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader(RequestTraceFilter.HEADER, traceId);
            var out = response.getReporter();
            if (out != null) {
                out.write(new String(json.writeValueAsBytes(problem), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody is left to answer", gone);
        }
    }
}
