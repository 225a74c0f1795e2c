package io.codemaster.app.web.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.codemaster.app.edge.TestServer;

@ExtendWith(OutputCaptureExtension.class)
class StartFailuresTest {

    private static String sentence(String... arguments) {
        try (var server = TestServer.start(TestServer.newDirectory(), arguments)) {
            throw new AssertionError("the product started on port " + server.port());
        } catch (RuntimeException failure) {
            return StartFailures.explain(failure).orElseThrow(() -> new AssertionError("no sentence", failure));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--codemaster.demo=maybe | codemaster.demo | maybe | codemaster.demo=auto",
                "--codemaster.auth.jwt.lifetime=soon | codemaster.auth.jwt.lifetime | soon | 10m",
                "--codemaster.auth.jwt.lifetime=0s | codemaster.auth.jwt.lifetime | longer | 72h",
                "--codemaster.codegen.max-workers=many | codemaster.codegen.max-workers | many | =3",
                "--codemaster.codegen.max-workers=0 | codemaster.codegen.max-workers | 0 | =3",
                "--codemaster.claude.max-turns=0 | codemaster.claude.max-turns | 0 | =3",
                "--codemaster.claude.command= | codemaster.claude.command | blank | claude",
                "--codemaster.claude.model-retries=99 | codemaster.claude.model-retries | 20 | 4",
                "--codemaster.git.credential-users=x | codemaster.git.credential-users | x | =",
                "--codemaster.server.port=http | codemaster.server.port | http | 8080",
                "--codemaster.server.address=no.such.host.invalid | codemaster.server.address | no.such | 127.0.0.1",
                "--codemaster.bootstrap.admin-email=me | codemaster.bootstrap.admin-email | me | admin@example.com",
                "--codemaster.cors.allowed-origins=* | codemaster.cors.allowed-origins | * | https://",
                "--codemaster.database.url=jdbc:mysql://127.0.0.1:1/x | codemaster.database.url | reached | jdbc:mysql"
            })
    void aWrongValueStopsTheStartWithOneSentence(String argument, String key, String problem, String example) {
        var sentence = sentence(argument);
        assertThat(sentence).contains(key, problem, example).endsWith(".").doesNotContain("\n", "Exception");
    }

    @Test
    void aSecretsValueIsNeverShown() {
        assertThat(sentence("--codemaster.auth.jwt.secret=hunter2"))
                .contains("codemaster.auth.jwt.secret", "32 bytes")
                .doesNotContain("hunter2");
        assertThat(sentence("--codemaster.bootstrap.admin-password=short"))
                .contains("codemaster.bootstrap.admin-password", "8 to 72")
                .doesNotContain("= \"short\"");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(sentence("--codemaster.server.port=" + taken.getLocalPort()))
                    .contains("codemaster.server.port", Integer.toString(taken.getLocalPort()), "in use");
        }
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsNamed() {
        var failure = new java.sql.SQLException("Database may be already in use", "90020", 90020);
        assertThat(StartFailures.explain(new IllegalStateException(failure)).orElseThrow())
                .contains("codemaster.database.url", "another running CodeMaster", "codemaster.data-dir=");
        var refused = new java.sql.SQLException("Access denied", "28000", 1045);
        assertThat(StartFailures.explain(refused).orElseThrow()).contains("codemaster.database.password");
    }

    @Test
    void aConfigurationFileThatIsNoYamlIsNamed() throws Exception {
        var file = TestServer.newDirectory().resolve("codemaster.yml");
        Files.writeString(file, "codemaster:\n  server:\n port: [\n");
        assertThat(sentence("--spring.config.additional-location=file:" + file)).contains("YAML", "line");
    }

    @Test
    void theSentenceIsWhatIsPrintedAndNoStackTrace(CapturedOutput output) {
        sentence("--codemaster.demo=perhaps");
        assertThat(output.getAll()).contains("CodeMaster cannot start: codemaster.demo = \"perhaps\"");
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @Test
    void anUnknownKeyIsWarnedOf(CapturedOutput output) {
        try (var server = TestServer.start(
                TestServer.newDirectory(), "--codemaster.demo=on", "--codemaster.codegen.max-worker=7")) {
            assertThat(server.port()).isPositive();
        }
        assertThat(output.getAll())
                .contains("codemaster.codegen.max-worker is unknown", "Did you mean codemaster.codegen.max-workers?");
    }
}
