package io.codemaster.app.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import io.codemaster.app.security.DemoMode;
import io.codemaster.app.web.start.InvalidConfigurationException;

class RolesTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void aProcessHasEveryRoleByDefaultAndNeedsNoOther() {
        var roles = Roles.of(environment);
        assertThat(roles.areAll()).isTrue();
        assertThat(roles.joined()).isFalse();
        assertThat(roles).hasToString("command,query,saga,executor");
    }

    @Test
    void aPartOfTheRolesIsGivenAsAList() {
        set("codemaster.roles", "executor, saga").set("codemaster.axonserver.servers", "localhost:8124");
        var roles = Roles.of(environment);
        assertThat(roles.has(Role.SAGA)).isTrue();
        assertThat(roles.has(Role.QUERY)).isFalse();
        assertThat(roles.serveHttp()).isFalse();
        assertThat(roles).hasToString("saga,executor");
    }

    @Test
    void anUnknownRoleStopsTheStart() {
        refused(
                "codemaster.roles = \"cook\" is none of command, query, saga, executor",
                "codemaster.roles",
                "query,cook");
    }

    @Test
    void aPartOfTheRolesStopsTheStartWhereNothingJoinsTheProcesses() {
        refused("codemaster.axonserver.servers does not say how to reach them", "codemaster.roles", "command");
    }

    @Test
    void processesThatAreJoinedMakeNoSecretsOfTheirOwn() {
        set("codemaster.axonserver.servers", "localhost:8124");
        startRefused("codemaster.auth.jwt.secret is not configured");
        set("codemaster.auth.jwt.secret", "x".repeat(40));
        startRefused("codemaster.encryption.keys is not configured");
        set("codemaster.encryption.keys[0].id", "k1").set("codemaster.database.url", "jdbc:h2:file:./data");
        startRefused("codemaster.database.url names an embedded database");
    }

    @Test
    void aServerThatIsNoAddressStopsTheStart() {
        set("codemaster.axonserver.servers", "http://localhost");
        startRefused("codemaster.axonserver.servers holds something that is no host:port");
    }

    @Test
    void aLimitBelowTheLargestMessageStopsTheStart() {
        set("codemaster.axonserver.servers", "localhost").set("codemaster.axonserver.max-message-size", "1MB");
        startRefused("codemaster.axonserver.max-message-size must be from 8MB");
    }

    @Test
    void theDemonstrationNeedsEveryRoleInOneProcess() {
        set("codemaster.roles", "query").set("codemaster.axonserver.servers", "localhost");
        assertThat(DemoMode.of(environment).on()).isFalse();
        set("codemaster.demo", "on");
        assertThatThrownBy(() -> DemoMode.of(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("needs all roles in one process");
    }

    private RolesTest set(String key, String value) {
        environment.setProperty(key, value);
        return this;
    }

    private void refused(String sentence, String key, String value) {
        set(key, value);
        assertThatThrownBy(() -> Roles.of(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    private void startRefused(String sentence) {
        try (var context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            assertThatThrownBy(() -> new RolesInitializer().initialize(context))
                    .hasStackTraceContaining("InvalidConfigurationException: " + sentence);
        }
    }
}
