package io.codemaster.app.security.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.security.DemoMode;
import io.codemaster.app.web.start.ConsoleNotice;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorRunTest {

    private static void run(TestServer server, BootstrapProperties properties) {
        new FirstAdministrator(
                        properties,
                        server.bean(DemoMode.class),
                        server.bean(LocalAccounts.class),
                        server.bean(UserRegistry.class),
                        server.bean(ConsoleNotice.class),
                        server.bean(Roles.class))
                .run(new DefaultApplicationArguments());
    }

    @Test
    void anInterruptedFirstStartIsCompletedByTheNext() {
        var server = TestServer.sharedWithoutDemo();
        var properties = new BootstrapProperties("Second@Example.com", "first password");
        run(server, properties);
        var id = server.login("second@example.com", "first password")
                .body()
                .at("/user/id")
                .asString();
        server.bean(JdbcTemplate.class).update("DELETE FROM local_credential WHERE user_id = ?", id);
        assertThat(server.login("second@example.com", "first password").status())
                .isEqualTo(401);
        run(server, properties);
        assertThat(server.login("second@example.com", "first password").status())
                .isEqualTo(200);
    }

    @Test
    void somebodyWhoIsNoAdministratorIsNotMadeOne() {
        var server = TestServer.sharedWithoutDemo();
        server.user("plain-user", UserRole.RD);
        server.bean(JdbcTemplate.class).update("DELETE FROM local_credential WHERE user_id = 'plain-user'");
        run(server, new BootstrapProperties("plain-user@example.com", "first password"));
        assertThat(server.login("plain-user@example.com", "first password").status())
                .isEqualTo(401);
    }

    @Test
    void theDemonstrationNeedsNoAdministratorWithAPassword(CapturedOutput output) {
        var server = TestServer.shared();
        run(server, new BootstrapProperties(null, null));
        assertThat(output.getAll()).doesNotContain("First sign-in");
    }
}
