package io.codemaster.api.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a content by what it is.
 *
 * @param value the SHA-256 of the content, 64 lower-case hexadecimal digits
 */
public record ArtifactId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ArtifactId {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("an artifact id is 64 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
