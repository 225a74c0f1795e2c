package io.codemaster.executor.feishu;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The app that reads documents, and where Feishu is.
 *
 * @param appId the app's id, null without Feishu
 * @param appSecret the app's secret, null without Feishu
 * @param openBaseUrl the open platform; Lark's is https://open.larksuite.com
 * @param timeout how long one request may take
 */
@ConfigurationProperties("codemaster.feishu")
record FeishuProperties(
        @Nullable String appId,
        @Nullable String appSecret,
        @DefaultValue("https://open.feishu.cn") String openBaseUrl,
        @DefaultValue("10s") Duration timeout) {

    FeishuProperties {
        appId = orNull(appId);
        appSecret = orNull(appSecret);
        openBaseUrl = openBaseUrl.strip().replaceFirst("/+$", "");
        if (appId != null && appSecret == null) {
            throw new IllegalArgumentException(
                    "codemaster.feishu.app-secret is missing beside codemaster.feishu.app-id; the app's page in the"
                            + " developer console shows it");
        }
        if (appId == null && appSecret != null) {
            throw new IllegalArgumentException(
                    "codemaster.feishu.app-id is missing beside codemaster.feishu.app-secret, for example"
                            + " cli_a1b2c3d4e5f60708");
        }
        if (!openBaseUrl.matches("https?://[^/?#\\s@]+")) {
            throw new IllegalArgumentException("codemaster.feishu.open-base-url must be an http or https address"
                    + " without user, path, query or fragment, for example https://open.feishu.cn");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "codemaster.feishu.timeout must be longer than nothing, for example 10s");
        }
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "FeishuProperties[appId=" + appId + ", openBaseUrl=" + openBaseUrl + "]";
    }
}
