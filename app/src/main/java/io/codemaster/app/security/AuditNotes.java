package io.codemaster.app.security;

import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

import io.codemaster.api.audit.AuditCommand;
import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.RecordSignOut;
import io.codemaster.api.audit.Requester;
import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.web.RequestTraceFilter;

/** Puts what no aggregate sees on the record, and goes on only when it is there. */
@Component
public class AuditNotes {

    private static final long PATIENCE_SECONDS = 5;

    private static final int LONGEST_USER_AGENT = 200;

    private final CommandGateway commands;

    AuditNotes(CommandGateway commands) {
        this.commands = commands;
    }

    /** Who sent the request. */
    public static Requester requester(HttpServletRequest request) {
        var caller = request.getUserPrincipal() instanceof Caller known ? known : null;
        var agent = request.getHeader("User-Agent");
        return new Requester(
                caller == null ? null : caller.id(),
                caller == null
                        ? null
                        : caller.accessToken().map(AccessTokenId::value).orElse(null),
                request.getRemoteAddr(),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT)),
                RequestTraceFilter.traceId(request));
    }

    /** Records it; what is not recorded must not happen. */
    public void record(AuditCommand note) {
        commands.send(note).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The caller has signed out. */
    public void signedOut(HttpServletRequest request) {
        record(new RecordSignOut(AuditNoteId.next(), requester(request)));
    }
}
