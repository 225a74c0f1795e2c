package io.codemaster.command.shared;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that made something.
 *
 * @param id names what was made
 * @param key its key for people, null where it has none
 */
@com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
public record Created(String id, @Nullable String key) {

    /** Something without a key for people. */
    public static Created of(Object id) {
        return new Created(id.toString(), null);
    }
}
