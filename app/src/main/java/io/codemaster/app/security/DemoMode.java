package io.codemaster.app.security;

import java.util.List;
import java.util.Locale;

import org.springframework.core.env.Environment;

import io.codemaster.app.roles.Roles;
import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Whether the product demonstrates itself: a scripted model answers the agent, and sign-in takes one click.
 *
 * @param on true for the demonstration, false when a real model answers
 */
public record DemoMode(boolean on) {

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

    /**
     * Decides by {@code codemaster.demo}: {@code auto} demonstrates when no access to a model is configured, and this
     * process has every role.
     *
     * @throws InvalidConfigurationException when the value is none of auto, on, off, or on where other processes have roles
     */
    public static DemoMode of(Environment environment) {
        var roles = Roles.of(environment);
        var demo = environment.getProperty("codemaster.demo", "auto").strip().toLowerCase(Locale.ROOT);
        // YAML reads a bare on and off as true and false
        var on = switch (demo) {
            case "auto" -> roles.areAll() && REAL.stream().noneMatch(it -> isSet(environment, it));
            case "on", "true" -> true;
            case "off", "false" -> false;
            default ->
                throw new InvalidConfigurationException(
                        "codemaster.demo", "= \"" + demo + "\" is none of auto, on, off", "codemaster.demo=auto");
        };
        if (on && !roles.areAll()) {
            throw new InvalidConfigurationException(
                    "codemaster.demo",
                    "= \"on\" needs all roles in one process, and codemaster.roles = \"" + roles + "\"",
                    "codemaster.demo=off");
        }
        return new DemoMode(on);
    }

    private static boolean isSet(Environment environment, String key) {
        var value = environment.getProperty(key);
        return value != null && !value.isBlank();
    }
}
