package io.codemaster.app.web;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a trace id: the caller's, when it sends a W3C {@code traceparent}, or a new one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestTraceFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    /** Labels log lines with the trace that they belong to; commands that follow carry it on under the same name. */
    static final String MDC_KEY = "traceId";

    private static final String MDC_REQUEST = "requestId";

    private static final String ATTRIBUTE = RequestTraceFilter.class.getName();

    /** W3C Trace Context, section 3.2: version 00, trace-id, parent-id, flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var traceId = traceId(request);
        if (!response.isCommitted()) {
            response.setHeader(HEADER, traceId);
        }
        MDC.put(MDC_KEY, traceId);
        MDC.put(MDC_REQUEST, traceId);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
            MDC.remove(MDC_REQUEST);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** The request's trace id; made when it has none yet. */
    public static String traceId(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var made = fromCaller(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    private static String fromCaller(@Nullable String traceparent) {
        if (traceparent != null) {
            var match = TRACEPARENT.matcher(traceparent.strip());
            if (match.matches()) {
                return match.group(1);
            }
        }
        return next();
    }

    /** A new trace id: 16 random bytes in hex. */
    static String next() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
