package io.codemaster.app.web;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.app.roles.Roles;

/** Makes every message say where it comes from. */
@Configuration(proxyBeanMethods = false)
class MessageOriginConfiguration {

    @Bean
    CommandGateway commandGateway(CommandBus commandBus, Roles roles) {
        return new OriginCommandGateway(commandBus, roles.joined());
    }

    @Bean
    CorrelationDataProvider originCorrelation() {
        return new OriginCorrelation();
    }
}
