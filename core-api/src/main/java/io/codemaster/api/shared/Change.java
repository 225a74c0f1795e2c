package io.codemaster.api.shared;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The new value of something that may also be emptied. Where a message has a nullable change, null means "stays as it
 * is".
 *
 * @param to the new value, null when there is none any more
 */
public record Change<T>(@Nullable T to) {

    @JsonCreator
    public Change(@JsonProperty("to") @Nullable T to) {
        this.to = to;
    }
}
