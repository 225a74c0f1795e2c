package io.codemaster.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.app.web.start.InvalidConfigurationException;

/** What must hold of every token, every key and every change to what is stored; the tries come from a fixed seed. */
class SecretCipherTest {

    private static final int TRIES = 2_000;

    private final Random random = new Random(20261122);

    @TempDir
    private Path data;

    @Test
    void whatIsSealedIsUnsealedWhateverItIs() {
        var cipher = cipher("k1");
        for (int i = 0; i < TRIES; i++) {
            var token = text(random.nextInt(4_000));
            var sealed = cipher.seal(id(i), token);
            assertThat(cipher.unseal(id(i), sealed)).isEqualTo(token);
            assertThat(sealed.ciphertext().length()).isLessThanOrEqualTo(24_000);
            if (token.length() > 8) {
                assertThat(sealed.toString()).doesNotContain(token);
            }
        }
    }

    @Test
    void theSameTokenNeverLooksTheSame() {
        var cipher = cipher("k1");
        var seen = new HashSet<String>();
        for (int i = 0; i < TRIES; i++) {
            var sealed = cipher.seal(id(1), "glpat-the-same");
            assertThat(seen.add(sealed.nonce())).isTrue();
            assertThat(seen.add(sealed.ciphertext())).isTrue();
        }
    }

    @Test
    void aSecretOpensNothingButItsOwnRepository() {
        var cipher = cipher("k1");
        for (int i = 0; i < TRIES; i++) {
            var sealed = cipher.seal(id(i), text(40));
            var other = i + 1 + random.nextInt(TRIES);
            assertThatThrownBy(() -> cipher.unseal(id(other), sealed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anyChangedBitIsNoticed() {
        var cipher = cipher("k1");
        for (int i = 0; i < TRIES; i++) {
            var sealed = cipher.seal(id(i), text(1 + random.nextInt(60)));
            var changed = i % 2 == 0
                    ? new SealedSecret(sealed.keyId(), flipped(sealed.nonce()), sealed.ciphertext())
                    : new SealedSecret(sealed.keyId(), sealed.nonce(), flipped(sealed.ciphertext()));
            var repository = id(i);
            assertThatThrownBy(() -> cipher.unseal(repository, changed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("altered or belongs elsewhere");
        }
    }

    @Test
    void whatWasCutOffOrIsNoBase64IsNoticed() {
        var cipher = cipher("k1");
        var sealed = cipher.seal(id(1), "glpat-secret");
        var bytes = Base64.getDecoder().decode(sealed.ciphertext());
        for (int length = 0; length < bytes.length; length++) {
            var cut = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> cipher.unseal(id(1), new SealedSecret("k1", sealed.nonce(), cut)))
                    .isInstanceOf(IllegalStateException.class);
        }
        for (var wrong : List.of("", "AA==", "not base64!")) {
            assertThatThrownBy(() -> cipher.unseal(id(1), new SealedSecret("k1", wrong, sealed.ciphertext())))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theFirstKeyEncryptsAndEveryKeyDecrypts() {
        for (int i = 0; i < 200; i++) {
            var token = text(40);
            var sealed = cipher("k1").seal(id(i), token);
            var later = cipher("k3", "k2", "k1");
            assertThat(later.unseal(id(i), sealed)).isEqualTo(token);
            assertThat(later.seal(id(i), token).keyId()).isEqualTo("k3");
            var repository = id(i);
            assertThatThrownBy(() -> cipher("k2").unseal(repository, sealed))
                    .hasMessageContaining("'k1'")
                    .hasMessageContaining("codemaster.encryption.keys")
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void anotherSecretUnderTheSameIdIsNoticed() {
        var sealed = cipher("k1").seal(id(1), "glpat-secret");
        var impostor = new SecretCipher(keys(new EncryptionProperties.Key("k1", secret("other"))));

        assertThatThrownBy(() -> impostor.unseal(id(1), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasGeneratedGoesOnDecryptingBesideConfiguredKeys() {
        var generated = new SecretCipher(keys());
        var sealed = generated.seal(id(1), "glpat-secret");
        assertThat(sealed.keyId()).isEqualTo("generated");

        assertThat(cipher("k1").unseal(id(1), sealed)).isEqualTo("glpat-secret");
        assertThat(cipher("k1").seal(id(1), "x").keyId()).isEqualTo("k1");
    }

    @Test
    void aWrongKeyStopsTheStartWithoutShowingIt() {
        for (var secret : List.of("", "short", "AAAA", "!".repeat(44), secret("k1") + "AAAA")) {
            assertThatThrownBy(() -> keys(new EncryptionProperties.Key("k1", secret)))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("codemaster.encryption.keys")
                    .hasMessageContaining("openssl")
                    .hasMessageNotContaining(secret.length() < 5 ? "\0" : secret);
        }
        assertThatThrownBy(() -> cipher("k1", "k1")).hasMessageContaining("two keys");
        assertThatThrownBy(() -> cipher(" ")).hasMessageContaining("needs an id");
    }

    private SecretCipher cipher(String... ids) {
        return new SecretCipher(keys(Arrays.stream(ids)
                .map(it -> new EncryptionProperties.Key(it, secret(it)))
                .toArray(EncryptionProperties.Key[]::new)));
    }

    private EncryptionKeys keys(EncryptionProperties.Key... keys) {
        return EncryptionKeys.of(new EncryptionProperties(List.of(keys)), new DataDirectoryProperties(data));
    }

    private static String secret(String id) {
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOf(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), 32));
    }

    private static RepositoryId id(int number) {
        return new RepositoryId("repository-" + number);
    }

    /** Letters of every plane, without halves of characters. */
    private String text(int length) {
        return random.ints(length, 0, 0x2FFFF)
                .map(it -> it >= 0xD800 && it <= 0xDFFF ? 'x' : it)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String flipped(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Base64.getEncoder().encodeToString(bytes);
    }
}
