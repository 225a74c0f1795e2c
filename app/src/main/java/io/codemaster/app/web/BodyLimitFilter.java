package io.codemaster.app.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps bodies of the interface below one mebibyte, and its answers out of every cache. */
@Component
@Order(BodyLimitFilter.BEFORE_SECURITY)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int BEFORE_SECURITY = -110;

    private final ProblemWriter problems;

    BodyLimitFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.getContentLengthLong() > RequestTooLargeException.MOST_BYTES) {
            problems.write(request, response, RequestTooLargeException.refusal());
            return;
        }
        chain.doFilter(request.getContentLengthLong() < 0 ? new LimitedRequest(request) : request, response);
    }

    /** A body whose length nobody announced. */
    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream counted;

        LimitedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var known = counted;
            if (known == null) {
                known = new CountedStream(super.getInputStream());
                counted = known;
            }
            return known;
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;

        private long seen;

        CountedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = body.read(target, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) throws RequestTooLargeException {
            seen += more;
            if (seen > RequestTooLargeException.MOST_BYTES) {
                throw new RequestTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
