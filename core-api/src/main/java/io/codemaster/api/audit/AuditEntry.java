package io.codemaster.api.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.project.ProjectId;

/**
 * Something that happened.
 *
 * @param sequence 1, 2, 3 … without a gap
 * @param at when the event behind it was recorded
 * @param action {@code noun.verb}, for instance {@code requirement.submitted}
 * @param onBehalfOf whose order an agent, a token or the product itself acted on; null where nobody is known
 * @param projectId null for what belongs to no project
 * @param detail what else the event says, in short; null for nothing
 * @param ip where the request came from; null where there was no request
 * @param hash of the event behind it in the record's chain; null while it is not linked, and where there is no chain
 * @param previousHash of the event before it
 */
public record AuditEntry(
        long sequence,
        Instant at,
        String action,
        Actor actor,
        @Nullable Person onBehalfOf,
        Target target,
        @Nullable ProjectId projectId,
        Outcome outcome,
        @Nullable String detail,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String traceId,
        @Nullable String hash,
        @Nullable String previousHash) {

    /**
     * Who did it.
     *
     * @param id of the user, the token or the agent's run; null for the product itself and for somebody unknown
     */
    public record Actor(
            ActorType type, @Nullable String id, @Nullable String name) {}

    /** A user. */
    public record Person(String id, String name) {}

    /**
     * What it was done to.
     *
     * @param type for instance {@code requirement}
     */
    public record Target(
            String type, @Nullable String id, @Nullable String label) {}

    /** The kinds of those who act. */
    public enum ActorType {
        USER,
        AGENT,
        SYSTEM,
        API_TOKEN,
        ANONYMOUS;

        /** The word for it in answers. */
        @JsonValue
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What came of it. */
    public enum Outcome {
        SUCCESS,
        FAILURE,
        DENIED,
        /** A tool that an agent has called and that has not answered yet. */
        PENDING;

        /** The word for it in answers. */
        @JsonValue
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
