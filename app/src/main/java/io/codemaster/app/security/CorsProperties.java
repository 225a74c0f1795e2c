package io.codemaster.app.security;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Whose pages, beside our own, may call the interface.
 *
 * @param allowedOrigins scheme, host and port each; none by default
 */
@ConfigurationProperties("codemaster.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

    CorsProperties {
        for (var origin : allowedOrigins) {
            if (!origin.matches("https?://[A-Za-z0-9.\\[\\]:-]+")) {
                throw new InvalidConfigurationException(
                        "codemaster.cors.allowed-origins",
                        "= \"" + origin + "\" is no origin (scheme, host and port, no path, no *)",
                        "codemaster.cors.allowed-origins=https://tools.example.com");
            }
        }
    }
}
