package io.codemaster.app.processing;

import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every processing group the processor that {@link ProcessorTable} describes. */
@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

    /**
     * They begin with the first event, sagas too. A handler's failure is passed on, so that the processor can decide about
     * it. What is held is asked for lazily, because it needs a database and this is needed to make Axon.
     */
    @Bean
    ConfigurerModule eventProcessors(ProcessorTable table, ObjectProvider<HeldSequences> held) {
        return configurer -> configurer.eventProcessing(processing -> {
            processing
                    .registerEventProcessorFactory((name, axon, invoker) ->
                            IsolatingEventProcessor.of(table.get(name), held.getObject(), axon, invoker))
                    .registerDefaultListenerInvocationErrorHandler(axon -> (exception, event, handler) -> {
                        throw exception;
                    });
            table.all().forEach(it -> processing.registerSequencingPolicy(it.group(), axon -> it.keys()));
        });
    }
}
