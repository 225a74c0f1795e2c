package io.codemaster.app.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.codemaster.app.admin.VersionSource;
import io.codemaster.app.roles.OnJoined;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which Axon Server the processes are joined by. It tells no client over gRPC; its usual HTTP port tells everybody who may
 * reach it. Where nobody may, the version stays unknown.
 */
@Component
@Conditional(OnJoined.class)
@Order(3)
class AxonServerVersion implements VersionSource {

    private static final Logger LOG = LoggerFactory.getLogger(AxonServerVersion.class);

    private static final int HTTP_PORT = 8024;

    private static final int OK = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final URI info;

    private final AtomicLong askAgainAt = new AtomicLong(System.nanoTime());

    private volatile @Nullable String version;

    AxonServerVersion(Environment environment) {
        var servers = Binder.get(environment)
                .bind("codemaster.axonserver.servers", Bindable.listOf(String.class))
                .get();
        info = URI.create("http://" + servers.get(0).strip().split(":", -1)[0] + ":" + HTTP_PORT + "/actuator/info");
        ask();
    }

    /** What was known last; the answer to a new question is for whoever asks next. */
    @Override
    public List<Part> parts() {
        ask();
        return List.of(new Part("AXON_SERVER", "Axon Server", version));
    }

    private void ask() {
        var due = askAgainAt.get();
        if (System.nanoTime() - due < 0 || !askAgainAt.compareAndSet(due, System.nanoTime() + FRESH.toNanos())) {
            return;
        }
        var request = HttpRequest.newBuilder(info).timeout(PATIENCE).build();
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(it -> version = it.statusCode() == OK ? read(it.body()) : null)
                .exceptionally(away -> {
                    LOG.debug("Axon Server does not tell its version at {}", info, away);
                    return null;
                });
        if (answer.isCompletedExceptionally()) {
            version = null;
        }
    }

    static @Nullable String read(String body) {
        try {
            var said = JsonMapper.shared().readTree(body).at("/app/version").asString("");
            return said.isBlank() ? null : said;
        } catch (JacksonException other) {
            return null;
        }
    }
}
