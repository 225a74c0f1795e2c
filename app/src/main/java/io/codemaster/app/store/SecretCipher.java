package io.codemaster.app.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the repository's id is associated data. */
final class SecretCipher {

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final EncryptionKeys keys;

    private final SecureRandom random = new SecureRandom();

    SecretCipher(EncryptionKeys keys) {
        this.keys = keys;
    }

    SealedSecret seal(RepositoryId repositoryId, String token) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var ciphertext =
                crypt(Cipher.ENCRYPT_MODE, keys.current(), nonce, repositoryId, token.getBytes(StandardCharsets.UTF_8));
        var base64 = Base64.getEncoder();
        return new SealedSecret(keys.current(), base64.encodeToString(nonce), base64.encodeToString(ciphertext));
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException when the key is missing, or the secret was altered or belongs elsewhere
     */
    String unseal(RepositoryId repositoryId, SealedSecret sealed) {
        var nonce = decoded(sealed.nonce(), sealed);
        var ciphertext = decoded(sealed.ciphertext(), sealed);
        // the JDK's cipher answers a text shorter than its tag with an error of its own kind
        if (nonce.length != NONCE_BYTES || ciphertext.length < TAG_BITS / Byte.SIZE) {
            throw unreadable(sealed.keyId(), null);
        }
        var plain = crypt(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, repositoryId, ciphertext);
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String text, SealedSecret sealed) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException altered) {
            throw unreadable(sealed.keyId(), altered);
        }
    }

    private byte[] crypt(int mode, String keyId, byte[] nonce, RepositoryId repositoryId, byte[] input) {
        var key = keys.find(keyId);
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
        } catch (GeneralSecurityException failure) {
            throw unreadable(keyId, failure);
        }
    }

    private static IllegalStateException unreadable(String keyId, @Nullable Exception cause) {
        return new IllegalStateException(
                "A stored secret cannot be read with the encryption key '%s'; it was altered or belongs elsewhere"
                        .formatted(keyId),
                cause);
    }
}
