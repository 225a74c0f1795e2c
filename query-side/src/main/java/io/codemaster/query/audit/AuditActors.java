package io.codemaster.query.audit;

import java.util.Objects;
import java.util.Optional;

import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AccessRefused;
import io.codemaster.api.audit.AuditEntry.ActorType;
import io.codemaster.api.audit.AuditEvent;
import io.codemaster.api.audit.SignInRefused;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.query.audit.AuditRow.Who;

/**
 * Who stands behind an event. What a request's own command led to was done by whoever sent the request; what followed on
 * that, in a saga or at a worker, the product did on their behalf.
 */
final class AuditActors {

    private static final int LONGEST_AGENT = 200;

    private AuditActors() {}

    static Who of(Object event, MetaData from, @Nullable KnownObject about) {
        if (event instanceof AuditEvent note) {
            return ofNote(note);
        }
        var sender = text(from, "actor");
        var by = EventDetail.by(event);
        if (event instanceof SessionOpened opened) {
            return who(ActorType.USER, opened.userId().value(), null, from);
        }
        var token = text(from, "accessToken");
        if (isAtFirstHand(from) && sender != null) {
            return token == null
                    ? who(ActorType.USER, sender, null, from)
                    : who(ActorType.API_TOKEN, token, sender, from);
        }
        if (isAtFirstHand(from) && by != null) {
            return who(ActorType.USER, by, null, from);
        }
        var principal = Optional.ofNullable(sender)
                .or(() -> Optional.ofNullable(by))
                .or(() -> Optional.ofNullable(about).map(KnownObject::ownerId));
        return who(ActorType.SYSTEM, null, principal.orElse(null), from);
    }

    /** The agent of a run. */
    static Who agent(String runId, MetaData from, @Nullable KnownObject run) {
        return new Who(ActorType.AGENT, runId, run == null ? null : run.ownerId(), null, null, text(from, "traceId"));
    }

    /** What is nobody's consequence has its own command as its only cause. */
    private static boolean isAtFirstHand(MetaData from) {
        return Objects.equals(from.get("correlationId"), from.get("causationId"));
    }

    private static Who ofNote(AuditEvent note) {
        var requester = note.requester();
        var user = note instanceof SignInRefused ? null : requester.userId();
        var token = note instanceof SignInRefused ? null : requester.accessToken();
        var type = user == null ? ActorType.ANONYMOUS : token == null ? ActorType.USER : ActorType.API_TOKEN;
        var id = user == null ? null : user.value();
        return new Who(
                type,
                token == null ? id : token,
                token == null ? null : id,
                requester.address(),
                requester.userAgent(),
                requester.traceId());
    }

    private static Who who(ActorType type, @Nullable String id, @Nullable String onBehalfOf, MetaData from) {
        var agent = text(from, "userAgent");
        return new Who(
                type,
                id,
                onBehalfOf,
                text(from, "clientIp"),
                agent == null ? null : ShortText.line(agent, LONGEST_AGENT),
                text(from, "traceId"));
    }

    private static @Nullable String text(MetaData from, String key) {
        return from.get(key) instanceof String text ? text : null;
    }

    /** Whether the event says that somebody was told no. */
    static boolean isDenied(Object event) {
        return event instanceof AccessRefused || event instanceof SignInRefused;
    }
}
