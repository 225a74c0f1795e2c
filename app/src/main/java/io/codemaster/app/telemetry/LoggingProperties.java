package io.codemaster.app.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How log lines are written.
 *
 * @param format for people or for programs; read before anything is logged, by {@link LogFormat}
 */
@ConfigurationProperties("codemaster.logging")
record LoggingProperties(@DefaultValue("text") Format format) {

    /** What a line looks like. */
    enum Format {
        /** Words. */
        TEXT,
        /** One JSON object a line, in the fields of the Elastic Common Schema. */
        JSON
    }
}
