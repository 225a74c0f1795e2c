package io.codemaster.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the HTTP contract, with a bearer token. */
final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String baseUrl;

    private final String token;

    private ApiClient(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    static ApiClient demo(TestingProduct product, String role) throws IOException, InterruptedException {
        var anonymous = new ApiClient(product.baseUrl(), "");
        var answer = anonymous.post("/api/v1/auth/demo/login", Map.of("role", role));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("demo sign-in: " + answer.statusCode() + " " + answer.body());
        }
        return new ApiClient(
                product.baseUrl(), JSON.readTree(answer.body()).get("token").asString());
    }

    /** The same person as a program with a token of this scope. */
    ApiClient program(String scope) throws IOException, InterruptedException {
        var answer = post(
                "/api/v1/auth/tokens",
                Map.of(
                        "name",
                        scope,
                        "scopes",
                        java.util.List.of(scope),
                        "expiresAt",
                        java.time.Instant.now().plus(Duration.ofDays(1)).toString()));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("access token: " + answer.statusCode() + " " + answer.body());
        }
        return new ApiClient(baseUrl, JSON.readTree(answer.body()).get("token").asString());
    }

    /** The same person at another process. */
    ApiClient at(TestingProduct product) {
        return new ApiClient(product.baseUrl(), token);
    }

    String baseUrl() {
        return baseUrl;
    }

    String token() {
        return token;
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, @Nullable Object body) throws IOException, InterruptedException {
        var json = body == null ? "" : JSON.writeValueAsString(body);
        return send(request(path)
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> getRaw(String path) throws IOException, InterruptedException {
        return send(request(path).timeout(Duration.ofSeconds(90)).GET().build());
    }

    HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        return http.send(
                request(path).timeout(Duration.ofSeconds(90)).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var answer = getRaw(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Posts what must succeed and answers the new id. */
    String create(String path, @Nullable Object body) throws IOException, InterruptedException {
        var answer = post(path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("id").asString();
    }

    String submit(String projectId, String repositoryId, String title, String description)
            throws IOException, InterruptedException {
        return create(
                "/api/v1/projects/" + projectId + "/requirements",
                Map.of("title", title, "description", description, "repositoryId", repositoryId));
    }

    String generate(String requirementId) throws IOException, InterruptedException {
        return create("/api/v1/requirements/" + requirementId + "/generate", Map.of());
    }

    JsonNode task(String taskId) {
        try {
            return get("/api/v1/codegen/" + taskId);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode awaitStatus(String taskId, String... statuses) {
        return Awaitility.await("task " + taskId + " becomes " + String.join(" or ", statuses))
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(java.io.UncheckedIOException.class)
                .until(
                        () -> task(taskId),
                        it -> java.util.List.of(statuses)
                                .contains(it.get("status").asString()));
    }

    JsonNode awaitEnd(String taskId) {
        return awaitStatus(taskId, "COMPLETED", "FAILED", "CANCELLED");
    }
}
