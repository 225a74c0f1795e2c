package io.codemaster.app.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the repository's id is associated data. */
@Component
class AesSecretVault implements SecretVault {

    private static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    private final String currentKey;

    private final SecureRandom random = new SecureRandom();

    private final JdbcTemplate jdbc;

    AesSecretVault(EncryptionProperties properties, DataDirectoryProperties data, JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        for (var key : properties.keys().isEmpty() ? List.of(generated(data)) : properties.keys()) {
            keys.put(key.id(), new SecretKeySpec(decoded(key), "AES"));
        }
        currentKey = keys.keySet().iterator().next();
    }

    private EncryptionProperties.Key generated(DataDirectoryProperties data) {
        var secret = SecretFile.in(data.dataDir(), "encryption-key").readOrMake(() -> {
            var bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
        return new EncryptionProperties.Key("generated", secret);
    }

    private static byte[] decoded(EncryptionProperties.Key key) {
        try {
            var bytes = Base64.getDecoder().decode(key.secret());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same sentence says what is wrong
        }
        throw new IllegalStateException(
                "codemaster.encryption.keys: the secret of key '%s' must be 32 bytes in base64; make one with: openssl rand -base64 32"
                        .formatted(key.id()));
    }

    @Override
    public SealedSecret seal(RepositoryId repositoryId, String token) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var ciphertext =
                crypt(Cipher.ENCRYPT_MODE, currentKey, nonce, repositoryId, token.getBytes(StandardCharsets.UTF_8));
        var base64 = Base64.getEncoder();
        return new SealedSecret(currentKey, base64.encodeToString(nonce), base64.encodeToString(ciphertext));
    }

    @Override
    public String unseal(RepositoryId repositoryId, SealedSecret sealed) {
        var base64 = Base64.getDecoder();
        var plain = crypt(
                Cipher.DECRYPT_MODE,
                sealed.keyId(),
                base64.decode(sealed.nonce()),
                repositoryId,
                base64.decode(sealed.ciphertext()));
        return new String(plain, StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, String keyId, byte[] nonce, RepositoryId repositoryId, byte[] input) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException(
                    "A stored secret needs the encryption key '%s'; add it to codemaster.encryption.keys"
                            .formatted(keyId));
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(repositoryId.value().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A stored secret cannot be read with the encryption key '%s'; it was altered or belongs elsewhere"
                            .formatted(keyId),
                    e);
        }
    }

    @Override
    public void keep(RepositoryId repositoryId, SealedSecret sealed) {
        var updated = jdbc.update(
                "UPDATE repository_secret SET key_id = ?, nonce = ?, ciphertext = ? WHERE repository_id = ?",
                sealed.keyId(),
                sealed.nonce(),
                sealed.ciphertext(),
                repositoryId.value());
        if (updated == 0) {
            jdbc.update(
                    "INSERT INTO repository_secret (repository_id, key_id, nonce, ciphertext) VALUES (?, ?, ?, ?)",
                    repositoryId.value(),
                    sealed.keyId(),
                    sealed.nonce(),
                    sealed.ciphertext());
        }
    }

    @Override
    public void forget(RepositoryId repositoryId) {
        jdbc.update("DELETE FROM repository_secret WHERE repository_id = ?", repositoryId.value());
    }

    @Override
    public Optional<String> reveal(RepositoryId repositoryId) {
        return jdbc
                .query(
                        "SELECT key_id, nonce, ciphertext FROM repository_secret WHERE repository_id = ?",
                        (row, n) -> new SealedSecret(row.getString(1), row.getString(2), row.getString(3)),
                        repositoryId.value())
                .stream()
                .findFirst()
                .map(secret -> unseal(repositoryId, secret));
    }
}
