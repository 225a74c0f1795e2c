package io.codemaster.app.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Decides between demonstration and real work. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

    @Bean
    DemoMode demoMode(Environment environment) {
        return DemoMode.of(environment);
    }
}
