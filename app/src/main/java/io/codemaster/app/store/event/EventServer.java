package io.codemaster.app.store.event;

import java.util.concurrent.TimeUnit;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.roles.AxonServerProperties;

/** A connection to Axon Server for a program that is not the product. */
public final class EventServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long LOOK_MILLIS = 100;

    private final AxonServerConnectionManager connections;

    private EventServer(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    /**
     * Connects.
     *
     * @throws EventServerException where nobody answers
     */
    public static EventServer connect(AxonServerProperties given) throws InterruptedException {
        var settings = new AxonServerConfiguration();
        settings.setServers(String.join(",", given.servers()));
        settings.setContext(given.context());
        settings.setMaxMessageSize((int) given.maxMessageSize().toBytes());
        settings.setSslEnabled(given.tls());
        if (given.token() != null && !given.token().isBlank()) {
            settings.setToken(given.token());
        }
        if (given.certificate() != null) {
            settings.setCertFile(given.certificate().toString());
        }
        var server = new EventServer(AxonServerConnectionManager.builder()
                .axonServerConfiguration(settings)
                .build());
        try {
            server.awaitConnection(given);
        } catch (EventServerException | InterruptedException nobody) {
            server.close();
            throw nobody;
        }
        return server;
    }

    private void awaitConnection(AxonServerProperties given) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!connections.getConnection().isConnected()) {
            if (System.nanoTime() - end > 0) {
                throw new EventServerException(("No Axon Server lets us in at %s, context %s. See its log, and"
                                + " codemaster.axonserver.servers, context, token and tls")
                        .formatted(given.servers(), given.context()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Its events.
     *
     * @param chain the database that has the links
     */
    public AxonServerEventLog log(JdbcTemplate chain) {
        return new AxonServerEventLog(() -> connections.getConnection().eventChannel(), chain);
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
