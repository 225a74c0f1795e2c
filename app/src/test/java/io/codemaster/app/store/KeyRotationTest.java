package io.codemaster.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.codemaster.api.repository.RepositoryId;

@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTest {

    @TempDir
    private Path data;

    private SingleConnectionDataSource source;

    private JdbcTemplate jdbc;

    private final List<String> console = new ArrayList<>();

    @BeforeEach
    void aDatabase() {
        open();
        jdbc.execute("CREATE TABLE repository_secret (repository_id VARCHAR(64) PRIMARY KEY, key_id VARCHAR(64),"
                + " nonce VARCHAR(64), ciphertext VARCHAR(8000))");
    }

    @AfterEach
    void close() {
        source.destroy();
    }

    @Test
    void everySecretIsEncryptedAnewAndTheOldKeyMayGo() {
        keep(vault("k1"), 250);

        assertThat(rotation("k2", "k1").run(console::add)).isTrue();

        assertThat(keyIds()).containsExactly("k2");
        assertThat(console).first().asString().contains("250 of 250", "'k2'");
        assertThat(console)
                .contains("100 of 250", "200 of 250")
                .last()
                .asString()
                .contains("250 of 250", "k1");
        var later = vault("k2");
        for (int i = 0; i < 250; i++) {
            assertThat(later.reveal(id(i))).contains("glpat-" + i);
        }
        assertThat(String.join("\n", console)).doesNotContain("glpat", secret("k1"), secret("k2"));
    }

    @Test
    void anInterruptedRunIsContinued() {
        keep(vault("k1"), 3);
        var vault = vault("k2", "k1");
        vault.keep(id(1), vault.seal(id(1), "glpat-1"));

        assertThat(rotation("k2", "k1").run(console::add)).isTrue();

        assertThat(console).first().asString().contains("2 of 3");
        assertThat(vault("k2").reveal(id(1))).contains("glpat-1");
        console.clear();
        assertThat(rotation("k2", "k1").run(console::add)).isTrue();
        assertThat(console).singleElement().asString().contains("already");
    }

    @Test
    void whatCannotBeReadStaysAsItIsAndIsNamed() {
        keep(vault("k1"), 3);
        jdbc.update("UPDATE repository_secret SET ciphertext = 'AAAA' WHERE repository_id = 'repository-1'");
        jdbc.update("UPDATE repository_secret SET key_id = 'lost' WHERE repository_id = 'repository-2'");

        assertThat(rotation("k2", "k1").run(console::add)).isFalse();

        assertThat(keyIds()).containsExactlyInAnyOrder("k2", "k1", "lost");
        assertThat(String.join("\n", console))
                .contains("2 could not be read", "repository-1:", "repository-2:", "'lost'");
    }

    @Test
    void withoutConfiguredKeysANewOneIsGenerated() {
        keep(vault(), 2);
        assertThat(keyIds()).containsExactly("generated");

        assertThat(rotation().run(console::add)).isTrue();

        assertThat(keyIds()).containsExactly("generated-2");
        assertThat(vault().reveal(id(1))).contains("glpat-1");
        assertThat(data.resolve("secrets/encryption-key-2")).exists();
        assertThat(rotation().run(console::add)).isTrue();
        assertThat(keyIds()).containsExactly("generated-3");
    }

    @Test
    void anInterruptedRunMakesNoSecondKey() {
        keep(vault(), 2);
        EncryptionKeys.withANewOne(properties(), new DataDirectoryProperties(data));

        assertThat(rotation().run(console::add)).isTrue();

        assertThat(keyIds()).containsExactly("generated-2");
    }

    @Test
    void withoutSecretsThereIsNothingToDo() {
        assertThat(rotation("k2").run(console::add)).isTrue();
        jdbc.execute("DROP TABLE repository_secret");
        assertThat(rotation("k2").run(console::add)).isTrue();

        assertThat(console).hasSize(2).allMatch(it -> it.contains("No secret is stored"));
    }

    @Test
    void theCommandReadsTheProductsOwnSettings(CapturedOutput output) {
        keep(vault("k1"), 2);
        source.destroy();

        assertThat(KeyRotationProgram.run(arguments())).isZero();

        assertThat(output).contains("2 of 2").doesNotContain("glpat", secret("k1"));
        open();
        assertThat(keyIds()).containsExactly("k2");
        jdbc.update("UPDATE repository_secret SET key_id = 'k1' WHERE repository_id = 'repository-1'");
        source.destroy();
        assertThat(KeyRotationProgram.run(arguments())).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsInUseIsSaidSo(CapturedOutput output) throws IOException {
        keep(vault("k1"), 1);
        source.destroy();

        // as another process does it
        try (var file = FileChannel.open(data.resolve("db/codemaster.mv.db"), StandardOpenOption.WRITE);
                var lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> KeyRotationProgram.run(arguments())).isNotNull();
        }

        assertThat(output).contains("another running CodeMaster has open");
        open();
        assertThat(keyIds()).containsExactly("k1");
    }

    private String[] arguments() {
        return new String[] {
            KeyRotationProgram.WORD,
            "--codemaster.data-dir=" + data,
            "--codemaster.encryption.keys[0].id=k2",
            "--codemaster.encryption.keys[0].secret=" + secret("k2"),
            "--codemaster.encryption.keys[1].id=k1",
            "--codemaster.encryption.keys[1].secret=" + secret("k1"),
            "--logging.threshold.console=WARN"
        };
    }

    private void open() {
        source = new SingleConnectionDataSource(url(), "codemaster", "", true);
        jdbc = new JdbcTemplate(source);
    }

    private String url() {
        return "jdbc:h2:file:" + data
                + "/db/codemaster;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    }

    private static void keep(AesSecretVault vault, int count) {
        for (int i = 0; i < count; i++) {
            vault.keep(id(i), vault.seal(id(i), "glpat-" + i));
        }
    }

    private List<String> keyIds() {
        return jdbc.queryForList("SELECT DISTINCT key_id FROM repository_secret", String.class);
    }

    private KeyRotation rotation(String... ids) {
        return new KeyRotation(properties(ids), new DataDirectoryProperties(data), jdbc);
    }

    private AesSecretVault vault(String... ids) {
        return new AesSecretVault(properties(ids), new DataDirectoryProperties(data), jdbc);
    }

    private static EncryptionProperties properties(String... ids) {
        return new EncryptionProperties(Arrays.stream(ids)
                .map(it -> new EncryptionProperties.Key(it, secret(it)))
                .toList());
    }

    private static String secret(String id) {
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOf(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), 32));
    }

    private static RepositoryId id(int number) {
        return new RepositoryId("repository-" + number);
    }
}
