package io.codemaster.app.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the record was at a moment, signed by the installation.
 *
 * @param position of the last link then
 * @param hash that link's
 * @param publicKey the key to check the signature with: Ed25519, X.509, Base64
 * @param signature of {@link #text()}, Base64
 */
record Checkpoint(long position, String hash, Instant at, String publicKey, String signature) {

    /** What is signed. */
    byte[] text() {
        return text(position, hash, at);
    }

    static byte[] text(long position, String hash, Instant at) {
        return ("codemaster-record-checkpoint-1\n" + position + "\n" + hash + "\n" + at + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
