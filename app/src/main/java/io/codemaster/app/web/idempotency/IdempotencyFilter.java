package io.codemaster.app.web.idempotency;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.Refusal;

/**
 * Answers a POST that comes again with the same {@code Idempotency-Key} as it answered the first. The key belongs to the
 * user and the route. The first answer is stored before it is sent.
 */
@Component
@Order(IdempotencyFilter.AFTER_SECURITY)
class IdempotencyFilter extends OncePerRequestFilter {

    static final int AFTER_SECURITY = -80;

    static final String HEADER = "Idempotency-Key";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

    /** Requests and answers here hold passwords and tokens, of which nothing is kept, not even a quick hash. */
    private static final List<String> SECRETS = List.of("/api/v1/auth/", "/api/v1/users");

    /** Its answer is a secret that is shown once. */
    private static final String WEBHOOK_SECRET = "/webhook";

    private static final String CLAIM = IdempotencyFilter.class.getName() + ".claim";

    private static final int LONGEST_KEY = 200;

    private final IdempotentRequests requests;

    private final ProblemWriter problems;

    IdempotencyFilter(IdempotentRequests requests, ProblemWriter problems) {
        this.requests = requests;
        this.problems = problems;
    }

    private record Claim(String scope, String id) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/v1/")
                || SECRETS.stream().anyMatch(request.getRequestURI()::startsWith)
                || request.getRequestURI().endsWith(WEBHOOK_SECRET)
                || request.getHeader(HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CLAIM) instanceof Claim claim && isAsyncDispatch(request)) {
            proceed(request, response, chain, claim);
            return;
        }
        var keys = Collections.list(request.getHeaders(HEADER));
        if (!isWellFormed(keys)) {
            problems.write(
                    request,
                    response,
                    Refusal.of(
                                    HttpStatus.BAD_REQUEST,
                                    "idempotency.key-malformed",
                                    "Idempotency-Key must be one value of 1 to 200 printable characters.")
                            .about(HEADER, "1 to 200 printable characters, for instance a UUID."));
            return;
        }
        begin(request, response, chain, keys.get(0));
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (IOException tooLongOrGone) {
            LOG.debug("A body could not be read", tooLongOrGone);
            problems.write(
                    request,
                    response,
                    Refusal.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "request.too-large",
                            "A request body may have at most 1 MiB. Send less."));
            return;
        }
        var scope = sha256(List.of(request.getUserPrincipal().getName(), request.getRequestURI(), key), new byte[0]);
        var query = request.getQueryString();
        var hash = sha256(List.of(query == null ? "" : query), body);
        var claim = new Claim(scope, IdempotentRequests.newClaim());
        var found = requests.claim(claim.scope(), hash, claim.id());
        if (found.isEmpty()) {
            request.setAttribute(CLAIM, claim);
            proceed(new ReadRequest(request, body), new ContentCachingResponseWrapper(response), chain, claim);
            return;
        }
        answerAgain(request, response, hash, found.get());
    }

    private void answerAgain(
            HttpServletRequest request, HttpServletResponse response, String hash, IdempotentRequests.Found found)
            throws IOException {
        var answer = found.answer();
        if (!found.requestHash().equals(hash)) {
            problems.write(
                    request,
                    response,
                    Refusal.of(
                                    HttpStatus.UNPROCESSABLE_CONTENT,
                                    "idempotency.key-reused",
                                    "This Idempotency-Key came with another request before. Use a new key.")
                            .about(HEADER, "Use a new key for a new request."));
        } else if (answer == null) {
            problems.write(
                    request,
                    response,
                    Refusal.of(
                                    HttpStatus.CONFLICT,
                                    "idempotency.in-progress",
                                    "The first request with this Idempotency-Key is still being answered. Ask again in a"
                                            + " moment.")
                            .with(HttpHeaders.RETRY_AFTER, "1"));
        } else {
            replay(response, answer);
        }
    }

    private static void replay(HttpServletResponse response, IdempotentRequests.Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotent-Replayed", "true");
        setIfPresent(response, HttpHeaders.CONTENT_TYPE, answer.contentType());
        setIfPresent(response, HttpHeaders.LOCATION, answer.location());
        setIfPresent(response, HttpHeaders.ETAG, answer.etag());
        if (answer.body().length > 0) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private static void setIfPresent(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }

    /** Runs for the first dispatch and again for the one that carries an answer which came later. */
    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Claim claim)
            throws ServletException, IOException {
        var complete = false;
        try {
            chain.doFilter(request, response);
            complete = true;
        } finally {
            if (!complete) {
                release(claim);
            }
        }
        if (isAsyncStarted(request)) {
            return;
        }
        var kept = WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        if (kept == null) {
            release(claim);
            return;
        }
        if (isFinal(kept.getStatus())) {
            keep(claim, kept);
        } else {
            release(claim);
        }
        kept.copyBodyToResponse();
    }

    /** What may come out differently next time is not kept: failures of the server, and "too much" or "too slow". */
    private static boolean isFinal(int status) {
        return status < 500
                && status != HttpStatus.REQUEST_TIMEOUT.value()
                && status != HttpStatus.TOO_EARLY.value()
                && status != HttpStatus.TOO_MANY_REQUESTS.value();
    }

    private void keep(Claim claim, ContentCachingResponseWrapper response) {
        try {
            requests.answered(
                    claim.scope(),
                    claim.id(),
                    new IdempotentRequests.Answer(
                            response.getStatus(),
                            response.getContentType(),
                            response.getHeader(HttpHeaders.LOCATION),
                            response.getHeader(HttpHeaders.ETAG),
                            response.getContentAsByteArray()));
        } catch (DataAccessException lost) {
            LOG.error("An answer could not be kept for its Idempotency-Key", lost);
        }
    }

    private void release(Claim claim) {
        try {
            requests.release(claim.scope(), claim.id());
        } catch (DataAccessException lost) {
            LOG.error("An Idempotency-Key could not be released", lost);
        }
    }

    private static boolean isWellFormed(List<String> keys) {
        return keys.size() == 1
                && !keys.get(0).isBlank()
                && keys.get(0).length() <= LONGEST_KEY
                && keys.get(0).chars().noneMatch(Character::isISOControl);
    }

    private static String sha256(List<String> parts, byte[] rest) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(rest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The body has been read once for its hash and is read again by the controller. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return body.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("this body is read at once");
                }
            };
        }
    }
}
