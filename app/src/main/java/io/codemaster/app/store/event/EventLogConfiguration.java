package io.codemaster.app.store.event;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the running product's events are. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    private static final String AXON_SERVER = "axon.axonserver.enabled";

    @Bean
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "false")
    EventLog tableEventLog(JdbcTemplate jdbc) {
        return new TableEventLog(jdbc);
    }

    @Bean
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "true")
    EventLog axonServerEventLog(AxonServerConnectionManager connections, JdbcTemplate jdbc) {
        return new AxonServerEventLog(() -> connections.getConnection().eventChannel(), jdbc);
    }
}
