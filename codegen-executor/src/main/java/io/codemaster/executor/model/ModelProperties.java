package io.codemaster.executor.model;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the model is and how the product proves that it may use it.
 *
 * @param apiKey a key of the model's provider
 * @param authToken a bearer token, for instance of a gateway between
 * @param oauthToken a subscription's token, as {@code claude setup-token} prints it
 * @param baseUrl where the Messages API is, null for the provider's own
 */
@ConfigurationProperties("codemaster.claude")
record ModelProperties(
        @Nullable String apiKey,
        @Nullable String authToken,
        @Nullable String oauthToken,
        @Nullable String baseUrl) {

    private static final String PROVIDER = "https://api.anthropic.com";

    ModelProperties {
        apiKey = orNull(apiKey);
        authToken = orNull(authToken);
        oauthToken = orNull(oauthToken);
        baseUrl = orNull(baseUrl);
        if (baseUrl != null && !baseUrl.matches("https?://[^/?#\\s@]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "codemaster.claude.base-url must be an http or https address without user, query or fragment,"
                            + " for instance: https://api.anthropic.com");
        }
    }

    /** Whether anything is configured that leads to a real model. */
    boolean isConfigured() {
        return apiKey != null || authToken != null || oauthToken != null || baseUrl != null;
    }

    /** Where the Messages API is, without a trailing slash. */
    URI base() {
        String base = baseUrl == null ? PROVIDER : baseUrl;
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        return URI.create(base);
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "ModelProperties[baseUrl=" + base() + ", configured=" + isConfigured() + "]";
    }
}
