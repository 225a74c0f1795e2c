package io.codemaster.app.record;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

import io.codemaster.app.store.SecretFile;

/** The installation's own key (Ed25519, RFC 8032), made at the first start and kept with its secrets. */
final class RecordKey {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;

    private final String publicKey;

    private RecordKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Reads it, or makes it. */
    static RecordKey in(Path dataDir) {
        var kept = SecretFile.in(dataDir, "record-key").readOrMake(RecordKey::make);
        var parts = kept.split(" ", 2);
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[0]));
            return new RecordKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec), parts[1]);
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The file secrets/record-key in the data directory holds no key any more. Put it back from a backup, or"
                            + " delete it: a new one is made, and what the old one signed still verifies.",
                    e);
        }
    }

    /** Both halves in one line. */
    private static String make() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded()) + " "
                    + base64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** X.509, Base64. */
    String publicKey() {
        return publicKey;
    }

    Checkpoint sign(RecordLink link, Instant at) {
        var signature = sign(Checkpoint.text(link.position(), link.hash(), at));
        return new Checkpoint(link.position(), link.hash(), at, publicKey, signature);
    }

    /** The signature of these bytes, Base64. */
    String sign(byte[] text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the record's key cannot sign", e);
        }
    }

    /** Whether the key that a checkpoint names has signed it. */
    static boolean hasSigned(Checkpoint checkpoint) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(checkpoint.publicKey()));
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(spec));
            signature.update(checkpoint.text());
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return false;
        }
    }
}
