package io.codemaster.app.web.start;

/** A configured value with which the product cannot start. */
public final class InvalidConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Says in one sentence what is wrong.
     *
     * @param key the key, for instance {@code codemaster.auth.jwt.secret}
     * @param problem what is wrong with the value, never a secret's value: "is shorter than 32 bytes"
     * @param example a right setting: "codemaster.auth.jwt.lifetime=72h"
     */
    public InvalidConfigurationException(String key, String problem, String example) {
        super("%s %s; for instance %s.".formatted(key, problem, example));
    }
}
