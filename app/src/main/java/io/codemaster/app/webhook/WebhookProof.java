package io.codemaster.app.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/** Whether a delivery comes from who knows the secret. Both comparisons take the same time wherever they differ. */
final class WebhookProof {

    private static final String SCHEME = "sha256=";

    private WebhookProof() {}

    /** GitHub signs the bytes of the body. */
    static boolean isSigned(byte[] body, String secret, @Nullable String signature) {
        if (signature == null || !signature.startsWith(SCHEME)) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var expected = HexFormat.of().formatHex(mac.doFinal(body));
            return isSame(expected, signature.substring(SCHEME.length()).toLowerCase(Locale.ROOT));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** GitLab sends the secret itself. */
    static boolean isToken(String secret, @Nullable String token) {
        return token != null && isSame(secret, token);
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
