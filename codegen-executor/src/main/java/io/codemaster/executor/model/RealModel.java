package io.codemaster.executor.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes requests on to the real model with the real credential, and its answers back as they come. */
final class RealModel implements Upstream {

    private static final Logger LOG = LoggerFactory.getLogger(RealModel.class);

    /** Of one connection only, or the gateway's own business. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-api-key");

    private static final Set<String> NOT_PASSED_BACK = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String OAUTH_BETA = "oauth-2025-04-20";

    private static final int CHUNK = 16 * 1024;

    private static final int UNREACHABLE = 502;

    private final ModelProperties properties;

    private final URI base;

    private final HttpClient client;

    RealModel(ModelProperties properties) {
        this.properties = properties;
        this.base = properties.base();
        this.client = HttpClient.newBuilder()
                .version("https".equals(base.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void answer(ModelRequest request, ModelResponse response) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> asked =
                client.sendAsync(passedOn(request), HttpResponse.BodyHandlers.ofInputStream());
        HttpResponse<InputStream> answer;
        try {
            answer = asked.get();
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            LOG.warn("The model at {} cannot be reached: {}", base, String.valueOf(e.getCause()));
            response.error(
                    UNREACHABLE,
                    "api_error",
                    "The model at " + base + " cannot be reached from the CodeMaster server.");
            return;
        }
        try (InputStream body = answer.body()) {
            response.begin(answer.statusCode(), passedBack(answer));
            var chunk = new byte[CHUNK];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                response.write(chunk, 0, read);
            }
            response.end();
        }
    }

    private HttpRequest passedOn(ModelRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + request.path() + request.query()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        String apiKey = properties.apiKey();
        String authToken = properties.authToken();
        String oauthToken = properties.oauthToken();
        boolean subscription = apiKey == null && authToken == null && oauthToken != null;
        for (Map.Entry<String, String> header : request.headers()) {
            boolean replaced = subscription && header.getKey().equals("anthropic-beta");
            if (!NOT_PASSED_ON.contains(header.getKey()) && !replaced) {
                builder.header(header.getKey(), header.getValue());
            }
        }
        builder.header("accept-encoding", "identity");
        if (apiKey != null) {
            builder.header("x-api-key", apiKey);
        } else if (authToken != null) {
            builder.header("authorization", "Bearer " + authToken);
        } else if (oauthToken != null) {
            String beta =
                    request.header("anthropic-beta").map(asked -> asked + ",").orElse("");
            builder.header("authorization", "Bearer " + oauthToken);
            builder.header("anthropic-beta", beta + OAUTH_BETA);
        }
        return builder.build();
    }

    private static List<Map.Entry<String, String>> passedBack(HttpResponse<?> answer) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !NOT_PASSED_BACK.contains(name)) {
                values.forEach(value -> headers.add(Map.entry(name, value)));
            }
        });
        return headers;
    }
}
