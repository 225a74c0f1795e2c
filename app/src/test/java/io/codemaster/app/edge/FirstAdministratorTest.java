package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {

    private static final String OFF = "--codemaster.demo=off";

    /** Of people only: every start adds the worker's own event. */
    private static long identityEvents(TestServer server) {
        var count = server.bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT COUNT(*) FROM domain_event WHERE payload_type LIKE 'io.codemaster.api.identity.%'",
                        Long.class);
        return count == null ? 0 : count;
    }

    @Test
    void theConfiguredAdministratorSignsInAndStaysTheSameOverRestarts() {
        var data = TestServer.newDirectory();
        var email = "--codemaster.bootstrap.admin-email=Boss@Example.com";
        String id;
        long events;
        try (var server = TestServer.start(data, OFF, email, "--codemaster.bootstrap.admin-password=first password")) {
            var login = server.login("boss@example.com", "first password");
            assertThat(login.status()).isEqualTo(200);
            assertThat(login.body().at("/user/role").asString()).isEqualTo("ADMIN");
            id = login.body().at("/user/id").asString();
            events = identityEvents(server);
            assertThat(events).isPositive();
        }
        try (var server = TestServer.start(data, OFF, email, "--codemaster.bootstrap.admin-password=other password")) {
            assertThat(identityEvents(server)).isEqualTo(events);
            assertThat(server.login("boss@example.com", "other password").status())
                    .as("a password that exists is not changed")
                    .isEqualTo(401);
            assertThat(server.login("boss@example.com", "first password")
                            .body()
                            .at("/user/id")
                            .asString())
                    .isEqualTo(id);
        }
    }

    @Test
    void aPasswordIsMadeAndShownOnceOnTheConsoleOnly(CapturedOutput output) throws Exception {
        var data = TestServer.newDirectory();
        var log = data.resolve("codemaster.log");
        String password;
        try (var server = TestServer.start(data, OFF, "--logging.file.name=" + log)) {
            var shown = Pattern.compile("password {2}(\\S+)").matcher(output.getOut());
            assertThat(shown.find()).isTrue();
            password = shown.group(1);
            assertThat(server.login("admin@codemaster.local", password).status())
                    .isEqualTo(200);
        }
        var printedOnce = output.getOut().indexOf(password);
        try (var server = TestServer.start(data, OFF, "--logging.file.name=" + log)) {
            assertThat(output.getOut().lastIndexOf(password)).isEqualTo(printedOnce);
            assertThat(server.login("admin@codemaster.local", password).status())
                    .isEqualTo(200);
        }
        assertThat(Files.exists(log) ? Files.readString(log) : "").doesNotContain(password);
    }
}
