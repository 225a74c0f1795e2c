package io.codemaster.executor.git;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GitProperties.class, WorkspaceProperties.class})
@EnableScheduling
class GitConfiguration {}
