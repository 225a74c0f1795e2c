package io.codemaster.app.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

import io.codemaster.command.shared.Precondition;

/**
 * Who asked for what is being done, and whether it has asked for a change. It follows a request from the thread that
 * took it to those that answer its commands.
 */
final class RequestOrigin {

    private static final int LONGEST_USER_AGENT = 200;

    private static final ThreadLocal<@Nullable RequestOrigin> CURRENT = new ThreadLocal<>();

    private final Map<String, String> metaData;

    private final @Nullable IfMatch ifMatch;

    private volatile boolean changing;

    private RequestOrigin(Map<String, String> metaData, @Nullable IfMatch ifMatch) {
        this.metaData = metaData;
        this.ifMatch = ifMatch;
    }

    /**
     * Reads who asks, and under which condition.
     *
     * @throws RefusedException when the condition cannot be understood
     */
    static RequestOrigin of(HttpServletRequest request) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("traceId", RequestTraceFilter.traceId(request));
        var caller = request.getUserPrincipal();
        if (caller != null) {
            facts.put("actor", caller.getName());
        }
        if (caller instanceof ActsByToken acting) {
            acting.accessToken().ifPresent(it -> facts.put("accessToken", it.value()));
        }
        facts.put("clientIp", request.getRemoteAddr());
        var agent = request.getHeader("User-Agent");
        if (agent != null) {
            facts.put("userAgent", agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT)));
        }
        return new RequestOrigin(Map.copyOf(facts), IfMatch.of(request).orElse(null));
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

    /** What to tell whoever handles this command. */
    Map<String, String> metaDataFor(CommandMessage<?> command) {
        if (ifMatch == null) {
            return metaData;
        }
        var all = new LinkedHashMap<>(metaData);
        ifMatch.versionsFor(command).ifPresent(it -> all.put(Precondition.METADATA, it));
        return all;
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
