package io.codemaster.app.store;

import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;

/** Keeps encrypted secrets in a table. */
@Component
class AesSecretVault implements SecretVault {

    private final SecretCipher cipher;

    private final JdbcTemplate jdbc;

    AesSecretVault(EncryptionProperties properties, DataDirectoryProperties data, JdbcTemplate jdbc) {
        this.cipher = new SecretCipher(EncryptionKeys.of(properties, data));
        this.jdbc = jdbc;
    }

    @Override
    public SealedSecret seal(RepositoryId repositoryId, String token) {
        return cipher.seal(repositoryId, token);
    }

    @Override
    public String unseal(RepositoryId repositoryId, SealedSecret sealed) {
        return cipher.unseal(repositoryId, sealed);
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
