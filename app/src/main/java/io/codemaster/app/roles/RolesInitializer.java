package io.codemaster.app.roles;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

import io.codemaster.app.web.start.InvalidConfigurationException;

/** Before anything is made: which parts this process has, and whether they talk through Axon Server. */
public final class RolesInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The settings of the connection that follow from the product's own. */
    public static final String CONNECTOR = "codemaster-axonserver";

    private static final String AXON = "axon.axonserver.";

    /** Queries and commands that this process handles at once, for all processes. */
    private static final int THREADS = 16;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        join(context, Map.of("management.endpoint.health.group.readiness.include", "readinessState,roles"));
        if (Roles.of(context.getEnvironment()).joined()) {
            refuseGeneratedSecrets(context.getEnvironment());
        }
    }

    /** The same for a part of the product that makes nothing which others would have to know. */
    public static void join(ConfigurableApplicationContext context) {
        join(context, Map.of());
    }

    private static void join(ConfigurableApplicationContext context, Map<String, Object> more) {
        var environment = context.getEnvironment();
        var roles = Roles.of(environment);
        var beans = context.getBeanFactory();
        beans.registerSingleton("roles", roles);
        beans.registerSingleton("roleFilter", new RoleFilter(roles));
        if (roles.joined()) {
            var settings = connector(environment);
            settings.putAll(more);
            environment.getPropertySources().addFirst(new MapPropertySource(CONNECTOR, settings));
        }
    }

    private static Map<String, Object> connector(Environment environment) {
        var given = Binder.get(environment).bindOrCreate("codemaster.axonserver", AxonServerProperties.class);
        var connector = new HashMap<String, Object>();
        connector.put(AXON + "enabled", true);
        connector.put(AXON + "servers", String.join(",", given.servers()));
        connector.put(AXON + "context", given.context());
        if (given.token() != null && !given.token().isBlank()) {
            connector.put(AXON + "token", given.token());
        }
        connector.put(AXON + "ssl-enabled", given.tls());
        if (given.certificate() != null) {
            connector.put(AXON + "cert-file", given.certificate().toString());
        }
        connector.put(AXON + "max-message-size", (int) given.maxMessageSize().toBytes());
        connector.put(AXON + "suppress-download-message", true);
        connector.put(AXON + "command-threads", THREADS);
        connector.put(AXON + "query-threads", THREADS);
        connector.put(AXON + "shortcut-queries-to-local-handlers", true);
        // a processor that is not told of an event does not know either that it has passed it, which others wait for
        connector.put(AXON + "event-block-listing-enabled", false);
        connector.put("codemaster.feed.shared", true);
        return connector;
    }

    /** What one process makes for itself the others would not know. */
    private static void refuseGeneratedSecrets(Environment environment) {
        if (!isSet(environment, "codemaster.auth.jwt.secret")
                && !isSet(environment, "codemaster.auth.jwt.keys[0].id")) {
            throw new InvalidConfigurationException(
                    "codemaster.auth.jwt.secret",
                    "is not configured, and the processes that Axon Server joins need the same one",
                    "the output of \"openssl rand -base64 48\" in each of them");
        }
        if (!isSet(environment, "codemaster.encryption.keys[0].id")) {
            throw new InvalidConfigurationException(
                    "codemaster.encryption.keys",
                    "is not configured, and the processes that Axon Server joins need the same ones",
                    "id: k1 and the output of \"openssl rand -base64 32\" as its secret in each of them");
        }
        if (environment.getProperty("codemaster.database.url", "").startsWith("jdbc:h2:")) {
            throw new InvalidConfigurationException(
                    "codemaster.database.url",
                    "names an embedded database, which the processes that Axon Server joins cannot share",
                    "codemaster.database.url=jdbc:mysql://db.example.com/codemaster");
        }
    }

    private static boolean isSet(Environment environment, String key) {
        return Binder.get(environment)
                .bind(key, String.class)
                .map(it -> !it.isBlank())
                .orElse(false);
    }
}
