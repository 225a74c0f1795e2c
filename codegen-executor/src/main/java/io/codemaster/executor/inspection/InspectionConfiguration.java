package io.codemaster.executor.inspection;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AnalysisProperties.class,
    ReviewRunProperties.class,
    AgentPatienceProperties.class,
    SecondTryProperties.class
})
class InspectionConfiguration {}
