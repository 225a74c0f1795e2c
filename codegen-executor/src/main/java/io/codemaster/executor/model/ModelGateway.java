package io.codemaster.executor.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.ModelAccess;

/**
 * The only way from an agent to the model: on loopback, with a token that is good for one run. The real credential stays
 * on this side of it.
 */
@Component
@EnableConfigurationProperties({ModelProperties.class, DemoProperties.class})
final class ModelGateway implements ModelAccess, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ModelGateway.class);

    private static final Set<String> ANSWERED = Set.of("/v1/messages", "/v1/messages/count_tokens");

    /** Up before anything runs an agent, down after the last one. */
    private static final int PHASE = Integer.MIN_VALUE + 1000;

    private final boolean demo;

    private final Upstream upstream;

    private final Set<RunGrant> grants = ConcurrentHashMap.newKeySet();

    private @Nullable LoopbackServer server;

    ModelGateway(ModelProperties properties, DemoProperties demoProperties) {
        this.demo = demoProperties.demo() == DemoProperties.Mode.ON
                || (demoProperties.demo() == DemoProperties.Mode.AUTO && !properties.isConfigured());
        this.upstream = demo
                ? new ScriptedModel(ScenarioLibrary.load(demoProperties.demoScenarios()))
                : new RealModel(properties);
        LOG.info(demo ? "The scripted demo model answers" : "The model is at {}", properties.base());
    }

    @Override
    public Grant open(AttemptKey key) {
        var grant = new RunGrant(key, "http://127.0.0.1:" + running().port(), this::closed);
        grants.add(grant);
        return grant;
    }

    @Override
    public boolean isDemo() {
        return demo;
    }

    @Override
    public void start() {
        running();
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.warn("The model gateway did not close", e);
            }
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private synchronized LoopbackServer running() {
        LoopbackServer current = server;
        if (current == null) {
            try {
                current = new LoopbackServer(this::answer);
            } catch (IOException e) {
                throw new UncheckedIOException("the model gateway cannot listen on 127.0.0.1", e);
            }
            server = current;
        }
        return current;
    }

    private void answer(ModelRequest request, ModelResponse response) throws IOException, InterruptedException {
        if (request.path().equals("/") && Set.of("GET", "HEAD").contains(request.method())) {
            response.json(200, List.of(), "{}".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        Optional<RunGrant> grant = offered(request).flatMap(this::granted);
        if (grant.isEmpty()) {
            response.error(401, "authentication_error", "This token is not, or no longer, good for the model.");
            return;
        }
        if (!request.method().equals("POST") || !ANSWERED.contains(request.path())) {
            response.error(404, "not_found_error", "Only the Messages API can be reached here.");
            return;
        }
        grant.get().begins(response);
        try {
            upstream.answer(request, response);
        } finally {
            grant.get().ends(response);
        }
    }

    private Optional<RunGrant> granted(String token) {
        return grants.stream().filter(grant -> grant.accepts(token)).findFirst();
    }

    private void closed(RunGrant grant) {
        if (grants.remove(grant)) {
            LOG.info("The model was asked by {}", grant);
        }
    }

    private static Optional<String> offered(ModelRequest request) {
        return request.header("x-api-key")
                .or(() -> request.header("authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring("Bearer ".length())));
    }
}
