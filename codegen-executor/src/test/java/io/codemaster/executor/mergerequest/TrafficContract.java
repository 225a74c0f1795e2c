package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;

import io.codemaster.testing.platform.TestingPlatform;
import io.codemaster.testing.platform.TestingPlatform.Exchange;

/** Holds what went between the product and a double against the platform's description of its interface. */
final class TrafficContract {

    /** What a platform answers when it is in trouble is in nobody's description. */
    private static final Set<Integer> UNDESCRIBED = Set.of(302, 400, 401, 409, 429, 502);

    /** GitHub recommends to ask for this, and describes what it answers as plain JSON. */
    private static final String GITHUB_JSON = "application/vnd.github+json";

    private final OpenApiInteractionValidator validator;

    private final String prefix;

    private TrafficContract(String description, String prefix) {
        this.prefix = prefix;
        this.validator = OpenApiInteractionValidator.createFor("/openapi/" + description)
                .withLevelResolver(LevelResolver.create()
                        // a server adds what it likes
                        .withLevel(
                                "validation.response.body.schema.additionalProperties", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /** GitHub's own description; a server of one's own has the same interface below {@code /api/v3}. */
    static TrafficContract ofGitHub() {
        return new TrafficContract("github.json", "/api/v3");
    }

    static TrafficContract ofGitLab() {
        return new TrafficContract("gitlab.json", "");
    }

    /** Every exchange keeps to the description. */
    void holdsFor(TestingPlatform platform) {
        var wrong = new ArrayList<String>();
        for (var exchange : platform.exchanges()) {
            wrong.addAll(violations(exchange));
        }
        assertThat(wrong).as("what the platform's description does not know").isEmpty();
    }

    List<String> violations(Exchange exchange) {
        var wrong = new ArrayList<String>();
        var path = exchange.path().substring(prefix.length());
        var method = Request.Method.valueOf(exchange.method());
        report(wrong, exchange, validator.validateRequest(request(exchange, method, path)));
        if (!UNDESCRIBED.contains(exchange.status()) && isJson(exchange)) {
            var response = SimpleResponse.Builder.status(exchange.status())
                    .withContentType("application/json")
                    .withBody(exchange.body())
                    .build();
            report(wrong, exchange, validator.validateResponse(path, method, response));
        }
        return wrong;
    }

    private static SimpleRequest request(Exchange exchange, Request.Method method, String path) {
        var request = new SimpleRequest.Builder(method, path);
        exchange.requestHeaders()
                .forEach((name, values) -> request.withHeader(
                        name,
                        values.stream()
                                .map(it -> it.replace(GITHUB_JSON, "application/json"))
                                .toList()));
        if (!exchange.query().isEmpty()) {
            for (var pair : exchange.query().split("&", -1)) {
                var parts = pair.split("=", 2);
                request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        if (!exchange.requestBody().isEmpty()) {
            request.withBody(exchange.requestBody());
        }
        return request.build();
    }

    private static boolean isJson(Exchange exchange) {
        return exchange.headers().getOrDefault("Content-Type", List.of()).contains("application/json");
    }

    private static void report(List<String> wrong, Exchange exchange, ValidationReport report) {
        report.getMessages().stream()
                .filter(it -> it.getLevel() == ValidationReport.Level.ERROR)
                .forEach(it -> wrong.add(exchange + ": " + it.getMessage()));
    }
}
