package io.codemaster.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.api.codegen.WorkerId;
import io.codemaster.app.store.NodeId;

/** Gives the worker of this process its name. */
@Configuration(proxyBeanMethods = false)
class WorkerIdentity {

    @Bean
    WorkerId workerId(NodeId node) {
        return new WorkerId(node.value());
    }
}
