package io.codemaster.app.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;

/**
 * Encrypts every stored secret anew with the key that encrypts now. Without configured keys it makes that key first. Each
 * secret is replaced by itself, so whatever interrupts it, the next run goes on where this one ended.
 */
final class KeyRotation {

    private static final int REPORT_EVERY = 100;

    private final EncryptionProperties properties;

    private final DataDirectoryProperties data;

    private final JdbcTemplate jdbc;

    KeyRotation(EncryptionProperties properties, DataDirectoryProperties data, JdbcTemplate jdbc) {
        this.properties = properties;
        this.data = data;
        this.jdbc = jdbc;
    }

    private record Stored(RepositoryId repositoryId, SealedSecret secret) {}

    /**
     * Does it.
     *
     * @param console what is read by the person who asked for it
     * @return whether every secret is encrypted with the current key now
     */
    boolean run(Consumer<String> console) {
        var all = hasTable() ? stored() : List.<Stored>of();
        if (all.isEmpty()) {
            console.accept("No secret is stored, so there is nothing to encrypt anew.");
            return true;
        }
        var keys = keys(all);
        var outdated = all.stream()
                .filter(it -> !it.secret().keyId().equals(keys.current()))
                .toList();
        if (outdated.isEmpty()) {
            console.accept(
                    "All %d stored secrets are encrypted with the key '%s' already. To change it, put another key before"
                                    .formatted(all.size(), keys.current())
                            + " it in codemaster.encryption.keys (openssl rand -base64 32) and run this again.");
            return true;
        }
        console.accept("Encrypting %d of %d stored secrets anew with the key '%s'."
                .formatted(outdated.size(), all.size(), keys.current()));
        return replace(outdated, keys, console);
    }

    /** An interrupted run has made its key already. */
    private EncryptionKeys keys(List<Stored> all) {
        var keys = EncryptionKeys.of(properties, data);
        var finished = all.stream().allMatch(it -> it.secret().keyId().equals(keys.current()));
        return properties.keys().isEmpty() && finished ? EncryptionKeys.withANewOne(properties, data) : keys;
    }

    private boolean replace(List<Stored> outdated, EncryptionKeys keys, Consumer<String> console) {
        var cipher = new SecretCipher(keys);
        var before = new TreeSet<String>();
        var unreadable = new ArrayList<String>();
        int done = 0;
        for (var stored : outdated) {
            before.add(stored.secret().keyId());
            try {
                replace(stored, cipher);
            } catch (IllegalStateException lost) {
                unreadable.add("%s: %s".formatted(stored.repositoryId(), lost.getMessage()));
            }
            done++;
            if (done % REPORT_EVERY == 0 && done < outdated.size()) {
                console.accept("%d of %d".formatted(done, outdated.size()));
            }
        }
        if (unreadable.isEmpty()) {
            console.accept(
                    "%d of %d. No stored secret needs these keys any more: %s. Keep them as long as you keep backups from"
                                    .formatted(done, outdated.size(), String.join(", ", before))
                            + " before today.");
            return true;
        }
        console.accept(
                "%d of %d; %d could not be read and are as they were. Give these repositories a new access token:"
                        .formatted(done - unreadable.size(), outdated.size(), unreadable.size()));
        unreadable.forEach(console);
        return false;
    }

    /** A secret that somebody changed meanwhile is encrypted with the current key already. */
    private void replace(Stored stored, SecretCipher cipher) {
        var old = stored.secret();
        var renewed = cipher.seal(stored.repositoryId(), cipher.unseal(stored.repositoryId(), old));
        jdbc.update(
                "UPDATE repository_secret SET key_id = ?, nonce = ?, ciphertext = ?"
                        + " WHERE repository_id = ? AND key_id = ? AND nonce = ?",
                renewed.keyId(),
                renewed.nonce(),
                renewed.ciphertext(),
                stored.repositoryId().value(),
                old.keyId(),
                old.nonce());
    }

    private List<Stored> stored() {
        return jdbc.query(
                "SELECT repository_id, key_id, nonce, ciphertext FROM repository_secret ORDER BY repository_id",
                (row, n) -> new Stored(
                        new RepositoryId(row.getString(1)),
                        new SealedSecret(row.getString(2), row.getString(3), row.getString(4))));
    }

    /** A data directory that was never started has none. */
    private boolean hasTable() throws DataAccessException {
        ConnectionCallback<Boolean> look = connection -> {
            for (var name : List.of("repository_secret", "REPOSITORY_SECRET")) {
                try (var found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
                    if (found.next()) {
                        return true;
                    }
                }
            }
            return false;
        };
        return Objects.requireNonNull(jdbc.execute(look));
    }
}
