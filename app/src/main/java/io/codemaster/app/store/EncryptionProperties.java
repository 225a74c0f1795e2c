package io.codemaster.app.store;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys that protect stored secrets; the first encrypts, all decrypt.
 *
 * @param keys empty lets the product make one at the first start
 */
@ConfigurationProperties("codemaster.encryption")
record EncryptionProperties(@DefaultValue List<Key> keys) {

    /**
     * One key.
     *
     * @param id names it in what it encrypted
     * @param secret 32 bytes in base64
     */
    record Key(String id, String secret) {

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }
}
