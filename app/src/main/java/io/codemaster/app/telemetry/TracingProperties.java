package io.codemaster.app.telemetry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Where traces go.
 *
 * @param otlpEndpoint takes OTLP over HTTP, for instance http://localhost:4318; null for no traces at all
 * @param sampling which part of all traces is recorded, above 0 and at most 1
 * @param headers {@code name=value}, sent with each request there; a value may be a secret
 */
@ConfigurationProperties("codemaster.tracing")
record TracingProperties(
        @Nullable String otlpEndpoint,
        @DefaultValue("1") double sampling,
        @DefaultValue List<String> headers) {

    private static final String ENDPOINT = "codemaster.tracing.otlp-endpoint";

    private static final String PATH = "/v1/traces";

    TracingProperties {
        otlpEndpoint = otlpEndpoint == null || otlpEndpoint.isBlank() ? null : checked(otlpEndpoint.strip());
        if (!(sampling > 0 && sampling <= 1)) {
            throw new InvalidConfigurationException(
                    "codemaster.tracing.sampling",
                    "= " + sampling + " is no part of a whole, above 0 and at most 1",
                    "codemaster.tracing.sampling=0.1");
        }
        headers = List.copyOf(headers);
        if (!headers.stream().allMatch(it -> it.matches("[A-Za-z0-9_-]+=[\\x20-\\x7e]+"))) {
            throw new InvalidConfigurationException(
                    "codemaster.tracing.headers",
                    "has an entry that is not name=value",
                    "codemaster.tracing.headers=x-api-key=from-your-collector");
        }
    }

    private static String checked(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(uri.getScheme())) {
                var path = uri.getPath();
                return path == null || path.isEmpty() || path.equals("/") ? text.replaceAll("/$", "") + PATH : text;
            }
        } catch (IllegalArgumentException wrong) {
            // said below, without the value: it may hold a password
        }
        throw new InvalidConfigurationException(
                ENDPOINT, "is no http or https address without a password in it", ENDPOINT + "=http://localhost:4318");
    }

    /** The headers by name. */
    Map<String, String> headersByName() {
        var all = new LinkedHashMap<String, String>();
        headers.forEach(it -> all.put(it.substring(0, it.indexOf('=')), it.substring(it.indexOf('=') + 1)));
        return all;
    }

    @Override
    public String toString() {
        return "TracingProperties[" + (otlpEndpoint == null ? "off" : "on") + ", sampling=" + sampling + "]";
    }
}
