package io.codemaster.app.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for what is being done, and whether it has asked for a change. It follows a request from the thread that
 * took it to those that answer its commands.
 */
final class RequestOrigin {

    private static final int LONGEST_USER_AGENT = 200;

    private static final ThreadLocal<@Nullable RequestOrigin> CURRENT = new ThreadLocal<>();

    private final Map<String, String> metaData;

    private volatile boolean changing;

    private RequestOrigin(Map<String, String> metaData) {
        this.metaData = metaData;
    }

    static RequestOrigin of(HttpServletRequest request) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("traceId", RequestTraceFilter.traceId(request));
        var caller = request.getUserPrincipal();
        if (caller != null) {
            facts.put("actor", caller.getName());
        }
        facts.put("clientIp", request.getRemoteAddr());
        var agent = request.getHeader("User-Agent");
        if (agent != null) {
            facts.put("userAgent", agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT)));
        }
        return new RequestOrigin(Map.copyOf(facts));
    }

    static Optional<RequestOrigin> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Until the scope is closed, this thread works for the request. */
    Scope bind() {
        var before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    Map<String, String> metaData() {
        return metaData;
    }

    void sentCommand() {
        changing = true;
    }

    /** Whether a change was asked for since the last time somebody waited for one. */
    boolean takeChange() {
        var was = changing;
        changing = false;
        return was;
    }

    /** Ends a binding. */
    @FunctionalInterface
    interface Scope {
        /** The thread works for whom it worked before. */
        void close();
    }
}
