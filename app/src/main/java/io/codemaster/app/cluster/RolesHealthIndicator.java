package io.codemaster.app.cluster;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import io.codemaster.app.roles.OnJoined;
import io.codemaster.app.roles.Roles;

/** Whether this process can do what its roles promise to the others: it reaches Axon Server, and its processors run. */
@Component
@Conditional(OnJoined.class)
class RolesHealthIndicator implements HealthIndicator {

    private final Roles roles;

    private final ObjectProvider<AxonServerConnectionManager> connections;

    private final ObjectProvider<EventProcessingConfiguration> processing;

    RolesHealthIndicator(
            Roles roles,
            ObjectProvider<AxonServerConnectionManager> connections,
            ObjectProvider<EventProcessingConfiguration> processing) {
        this.roles = roles;
        this.connections = connections;
        this.processing = processing;
    }

    @Override
    public Health health() {
        var answer = Health.up().withDetail("roles", roles.toString());
        var connected =
                connections.getObject().isConnected(connections.getObject().getDefaultContext());
        if (!connected) {
            answer.down().withDetail("axonServer", "not connected");
        }
        var stopped = processing.getObject().eventProcessors().values().stream()
                .filter(it -> !it.isRunning())
                .map(EventProcessor::getName)
                .sorted()
                .toList();
        if (!stopped.isEmpty()) {
            answer.down().withDetail("stoppedProcessors", stopped);
        }
        return answer.build();
    }
}
