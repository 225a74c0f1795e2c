package io.codemaster.executor.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people find the product. Used in links that leave it and for nothing else.
 *
 * @param publicUrl without a slash at the end, for instance https://codemaster.example.com; null when it is not known
 */
@ConfigurationProperties("codemaster")
public record PublicAddressProperties(@Nullable String publicUrl) {

    public PublicAddressProperties {
        publicUrl = publicUrl == null || publicUrl.isBlank()
                ? null
                : publicUrl.strip().replaceFirst("/+$", "");
        if (publicUrl != null && !publicUrl.matches("https?://[^/?#\\s@{}]+(/[^?#\\s@{}]*)?")) {
            throw new IllegalArgumentException("codemaster.public-url must be the http or https address at which people"
                    + " open the product, for example https://codemaster.example.com");
        }
    }
}
