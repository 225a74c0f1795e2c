package io.codemaster.api.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a personal access token may be used for, as far as its owner may do it at all. */
public enum TokenScope {
    READ("read"),
    /** Includes {@link #READ}. */
    WRITE("write"),
    /** The stream of all events, for other programs. */
    EVENTS_READ("events:read");

    private final String word;

    TokenScope(String word) {
        this.word = word;
    }

    /** The word for it in requests and answers. */
    @JsonValue
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
