package io.codemaster.executor.codegen;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.executor.shared.WorkDirectory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerConfiguration {

    @Bean
    WorkDirectory workDirectory(WorkerProperties properties) {
        return new WorkDirectory(properties.workDir());
    }
}
