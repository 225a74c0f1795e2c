package io.codemaster.app.telemetry;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has every handler of a command or an event log for whom it works. */
@Configuration(proxyBeanMethods = false)
class LogLabelConfiguration {

    @Bean
    ConfigurerModule logLabels() {
        var labels = new LogLabels();
        return configurer -> {
            configurer.eventProcessing(
                    processing -> processing.registerDefaultHandlerInterceptor((configuration, name) -> labels));
            configurer.onInitialize(configuration -> configuration.onStart(
                    Integer.MIN_VALUE, () -> configuration.commandBus().registerHandlerInterceptor(labels)));
        };
    }
}
