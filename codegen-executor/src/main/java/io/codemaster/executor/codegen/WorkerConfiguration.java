package io.codemaster.executor.codegen;

import java.util.function.Predicate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.WorkDirectory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerConfiguration {

    @Bean
    WorkDirectory workDirectory(WorkerProperties properties) {
        return new WorkDirectory(properties.workDir());
    }

    /** Asked lazily, because the worker itself uses what is tidied up. */
    @Bean
    Predicate<AttemptKey> activeAttempts(ObjectProvider<CodegenWorker> worker) {
        return key -> worker.getObject().isActive(key);
    }
}
