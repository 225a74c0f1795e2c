package io.codemaster.executor.feishu;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The app that people sign in to and that reads documents, and where Feishu is.
 *
 * @param appId the app's id, null without Feishu
 * @param appSecret the app's secret, null without Feishu
 * @param redirectUri where people come back to after signing in, as the app has registered it; null for this server
 *     under the name that the browser used
 * @param openBaseUrl the open platform; Lark's is https://open.larksuite.com
 * @param accountsBaseUrl where people sign in; Lark's is https://accounts.larksuite.com
 * @param tokenApi which token endpoint is used: v3 at the accounts, or v2 at the open platform
 * @param timeout how long one request may take
 */
@ConfigurationProperties("codemaster.feishu")
record FeishuProperties(
        @Nullable String appId,
        @Nullable String appSecret,
        @Nullable String redirectUri,
        @DefaultValue("https://open.feishu.cn") String openBaseUrl,
        @DefaultValue("https://accounts.feishu.cn") String accountsBaseUrl,
        @DefaultValue("v3") TokenApi tokenApi,
        @DefaultValue("10s") Duration timeout) {

    FeishuProperties {
        appId = orNull(appId);
        appSecret = orNull(appSecret);
        redirectUri = orNull(redirectUri);
        openBaseUrl = openBaseUrl.strip().replaceFirst("/+$", "");
        accountsBaseUrl = accountsBaseUrl.strip().replaceFirst("/+$", "");
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
        checkBase("open-base-url", openBaseUrl, "https://open.feishu.cn");
        checkBase("accounts-base-url", accountsBaseUrl, "https://accounts.feishu.cn");
        if (redirectUri != null && !redirectUri.matches("https?://[^\\s#{}]+/api/v1/auth/feishu/callback")) {
            throw new IllegalArgumentException("codemaster.feishu.redirect-uri must be this server's own address with"
                    + " the path /api/v1/auth/feishu/callback, for example"
                    + " https://codemaster.example.com/api/v1/auth/feishu/callback");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "codemaster.feishu.timeout must be longer than nothing, for example 10s");
        }
    }

    /** The token endpoints of Feishu; answers are alike. */
    enum TokenApi {
        V2,
        V3
    }

    String tokenEndpoint() {
        return switch (tokenApi) {
            case V3 -> accountsBaseUrl + "/oauth/v3/token";
            case V2 -> openBaseUrl + "/open-apis/authen/v2/oauth/token";
        };
    }

    private static void checkBase(String key, String url, String example) {
        if (!url.matches("https?://[^/?#\\s@]+")) {
            throw new IllegalArgumentException("codemaster.feishu." + key + " must be an http or https address"
                    + " without user, path, query or fragment, for example " + example);
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
