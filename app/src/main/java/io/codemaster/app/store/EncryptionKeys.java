package io.codemaster.app.store;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * The keys that protect stored secrets: those that are configured, else those that were generated. The first encrypts, all
 * decrypt; what was generated before keys were configured goes on decrypting.
 */
record EncryptionKeys(Map<String, SecretKey> byId) {

    private static final int KEY_BYTES = 32;

    private static final int LONGEST_ID = 64;

    private static final String GENERATED = "generated";

    private static final String FILE = "encryption-key";

    /** The keys as they are; makes the first where there is none at all. */
    static EncryptionKeys of(EncryptionProperties properties, DataDirectoryProperties data) {
        var keys = configured(properties);
        var generated = generated(data);
        if (keys.isEmpty() && generated.isEmpty()) {
            generated.add(make(data, 1));
        }
        generated.forEach(it -> keys.putIfAbsent(it.id(), key(it)));
        return new EncryptionKeys(keys);
    }

    /** The same with one more generated key before the others. */
    static EncryptionKeys withANewOne(EncryptionProperties properties, DataDirectoryProperties data) {
        make(data, generated(data).size() + 1);
        return of(properties, data);
    }

    /** Which key encrypts. */
    String current() {
        return byId.keySet().iterator().next();
    }

    /** A key, null when nobody has it any more. */
    @Nullable SecretKey find(String id) {
        return byId.get(id);
    }

    @Override
    public String toString() {
        return "EncryptionKeys" + byId.keySet();
    }

    private static Map<String, SecretKey> configured(EncryptionProperties properties) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (var key : properties.keys()) {
            if (key.id().isBlank() || key.id().length() > LONGEST_ID) {
                throw wrong("every key needs an id of at most 64 characters", "id: k2");
            }
            if (keys.put(key.id(), key(key)) != null) {
                throw wrong("two keys have the id '%s'".formatted(key.id()), "id: k2 for the new one");
            }
        }
        return keys;
    }

    private static SecretKey key(EncryptionProperties.Key key) {
        try {
            var bytes = Base64.getDecoder().decode(key.secret());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException notBase64) {
            // the same sentence says what is wrong
        }
        throw wrong(
                "the secret of key '%s' must be 32 bytes in base64".formatted(key.id()),
                "what this prints: openssl rand -base64 32");
    }

    private static InvalidConfigurationException wrong(String problem, String example) {
        return new InvalidConfigurationException("codemaster.encryption.keys:", problem, example);
    }

    /** The newest first. */
    private static List<EncryptionProperties.Key> generated(DataDirectoryProperties data) {
        var keys = new ArrayList<EncryptionProperties.Key>();
        for (int number = 1; Files.exists(file(data, number).path()); number++) {
            keys.add(0, make(data, number));
        }
        return keys;
    }

    private static EncryptionProperties.Key make(DataDirectoryProperties data, int number) {
        var secret = file(data, number).readOrMake(() -> {
            var bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
        return new EncryptionProperties.Key(number == 1 ? GENERATED : GENERATED + "-" + number, secret);
    }

    private static SecretFile file(DataDirectoryProperties data, int number) {
        return SecretFile.in(data.dataDir(), number == 1 ? FILE : FILE + "-" + number);
    }
}
