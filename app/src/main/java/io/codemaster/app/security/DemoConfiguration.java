package io.codemaster.app.security;

import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.codemaster.app.web.start.InvalidConfigurationException;

/** Decides between demonstration and real work. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

    /** Whoever gives any of these wants the real model. */
    private static final List<String> REAL = List.of(
            "codemaster.claude.api-key",
            "codemaster.claude.auth-token",
            "codemaster.claude.oauth-token",
            "codemaster.claude.base-url",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_AUTH_TOKEN",
            "CLAUDE_CODE_OAUTH_TOKEN",
            "ANTHROPIC_BASE_URL");

    /** YAML reads a bare on and off as true and false. */
    @Bean
    DemoMode demoMode(DemoProperties properties, Environment environment) {
        var on = switch (properties.demo().strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> REAL.stream().noneMatch(it -> isSet(environment, it));
            case "on", "true" -> true;
            case "off", "false" -> false;
            default ->
                throw new InvalidConfigurationException(
                        "codemaster.demo",
                        "= \"" + properties.demo() + "\" is none of auto, on, off",
                        "codemaster.demo=auto");
        };
        return new DemoMode(on);
    }

    private static boolean isSet(Environment environment, String key) {
        var value = environment.getProperty(key);
        return value != null && !value.isBlank();
    }
}
