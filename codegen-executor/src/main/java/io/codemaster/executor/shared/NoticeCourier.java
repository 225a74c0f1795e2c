package io.codemaster.executor.shared;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.notice.NoticeContent;

/** Takes notices to people outside of the product. */
public interface NoticeCourier {

    /** Whether there is anywhere to take them. */
    boolean isConfigured();

    /** Whether this person can be found there. */
    boolean knows(ExternalIdentity person);

    /**
     * Takes a notice to somebody and says what came of it; trouble outside is an outcome, never an exception. With the
     * same key again, within {@link #keyLifetime()}, they still get it once.
     *
     * @param actor the name of who did it, null when nobody in person did
     * @param key names this notice for this person, at most 50 characters
     */
    Outcome take(NoticeContent notice, @Nullable String actor, ExternalIdentity recipient, String key);

    /** How long a key surely prevents a second one. */
    Duration keyLifetime();

    /** How long one attempt takes at most. */
    Duration patience();

    /** What came of it. */
    sealed interface Outcome {

        /** They have it. */
        record Delivered() implements Outcome {}

        /** They do not get it, and trying again would not help; the reason is a sentence for the operator. */
        record Refused(String reason) implements Outcome {}

        /** They surely do not have it; later it may work. */
        record Postponed(String reason, Duration atLeast) implements Outcome {}

        /** Nobody knows whether they have it. */
        record Unclear(String reason) implements Outcome {}
    }
}
