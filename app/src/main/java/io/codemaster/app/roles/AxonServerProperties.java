package io.codemaster.app.roles;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Where commands, queries and events travel when there are several processes. Without servers nothing of this is touched.
 *
 * @param servers host, or host:port, of each node; empty for a product of one process
 * @param context the context in Axon Server
 * @param token what Axon Server asks of its clients; null when it asks for nothing
 * @param tls whether the connections are encrypted
 * @param certificate the certificate to trust, in PEM; null for those that Java trusts
 * @param maxMessageSize of one command, query, answer or event with its transaction; the server's limit must be the same
 */
@ConfigurationProperties(AxonServerProperties.PREFIX)
public record AxonServerProperties(
        @DefaultValue List<String> servers,
        @DefaultValue("default") String context,
        @Nullable String token,
        @DefaultValue("false") boolean tls,
        @Nullable Path certificate,
        @DefaultValue("16MB") DataSize maxMessageSize) {

    /** Where its settings are. */
    public static final String PREFIX = "codemaster.axonserver";

    private static final DataSize LEAST = DataSize.ofMegabytes(8);

    private static final DataSize MOST = DataSize.ofMegabytes(256);

    public AxonServerProperties {
        servers =
                servers.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        for (var server : servers) {
            if (!server.matches("[A-Za-z0-9._-]+(:[0-9]{1,5})?")) {
                throw new InvalidConfigurationException(
                        Roles.SERVERS, "holds something that is no host:port", Roles.SERVERS + "=axonserver:8124");
            }
        }
        if (maxMessageSize.compareTo(LEAST) < 0 || maxMessageSize.compareTo(MOST) > 0) {
            throw new InvalidConfigurationException(
                    "codemaster.axonserver.max-message-size",
                    "must be from 8MB, which the product's largest messages need, to 256MB",
                    "codemaster.axonserver.max-message-size=16MB");
        }
    }

    /** As it would stand in the configuration of a process with every role. */
    public Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put(Roles.KEY, "command,query,saga,executor");
        settings.put(Roles.SERVERS, String.join(",", servers));
        settings.put(PREFIX + ".context", context);
        settings.put(PREFIX + ".token", token == null ? "" : token);
        settings.put(PREFIX + ".tls", tls);
        if (certificate != null) {
            settings.put(PREFIX + ".certificate", certificate.toString());
        }
        settings.put(PREFIX + ".max-message-size", maxMessageSize.toString());
        return settings;
    }

    /** Whether there is one at all. */
    public boolean isGiven() {
        return !servers.isEmpty();
    }

    @Override
    public String toString() {
        return "AxonServerProperties[servers=" + servers + ", context=" + context + "]";
    }
}
