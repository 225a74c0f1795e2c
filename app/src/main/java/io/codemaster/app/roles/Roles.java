package io.codemaster.app.roles;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * What this process hosts.
 *
 * @param hosted the roles, at least one
 * @param joined whether other processes share commands, queries and events with this one, through Axon Server
 */
public record Roles(Set<Role> hosted, boolean joined) {

    static final String KEY = "codemaster.roles";

    static final String SERVERS = "codemaster.axonserver.servers";

    public Roles {
        hosted = Set.copyOf(hosted);
    }

    /**
     * Decides by {@code codemaster.roles}, all by default.
     *
     * @throws InvalidConfigurationException for an unknown role, none at all, or a part of them without Axon Server
     */
    public static Roles of(Environment environment) {
        var words =
                Binder.get(environment).bind(KEY, Bindable.listOf(String.class)).orElse(List.of());
        var hosted = EnumSet.noneOf(Role.class);
        for (var word : words) {
            hosted.add(role(word.strip().toLowerCase(Locale.ROOT)));
        }
        if (hosted.isEmpty()) {
            hosted = EnumSet.allOf(Role.class);
        }
        var servers = environment.getProperty(SERVERS, "");
        var roles = new Roles(hosted, !servers.isBlank());
        if (!roles.areAll() && !roles.joined()) {
            throw new InvalidConfigurationException(
                    KEY,
                    "= \"" + roles + "\" leaves roles to other processes, and " + SERVERS
                            + " does not say how to reach them",
                    SERVERS + "=axonserver:8124");
        }
        return roles;
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigurationException(
                        KEY,
                        "= \"" + word.replaceAll("[^a-z0-9 _-]", "?") + "\" is none of command, query, saga, executor",
                        KEY + "=command,saga"));
    }

    /** Whether this process hosts the role. */
    public boolean has(Role role) {
        return hosted.contains(role);
    }

    /** Whether this process needs no other. */
    public boolean areAll() {
        return hosted.size() == Role.values().length;
    }

    /** Whether this process serves the API and the web client. */
    public boolean serveHttp() {
        return has(Role.COMMAND) || has(Role.QUERY);
    }

    @Override
    public String toString() {
        return Arrays.stream(Role.values()).filter(this::has).map(Role::word).collect(Collectors.joining(","));
    }
}
