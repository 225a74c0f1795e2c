package io.codemaster.executor.feishu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.SelfBuiltTenantAccessTokenReq;
import com.lark.oapi.core.response.TenantAccessTokenResp;

/**
 * The token that the app acts with. It is kept here, because the SDK's own cache is shared by every client of the process
 * and never forgets a token that was ended early.
 */
final class AppToken {

    /** What would be fetched anew in a moment is not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(3);

    private final String appId;

    private final String appSecret;

    private final Client client;

    private final Clock clock;

    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    /** The configured app's; there must be one. */
    AppToken(FeishuProperties properties, Client client, Clock clock) {
        this.appId = Objects.requireNonNull(properties.appId());
        this.appSecret = Objects.requireNonNull(properties.appSecret());
        this.client = client;
        this.clock = clock;
    }

    private record Kept(String value, Instant goodUntil) {}

    /** A client of the configured app that keeps no tokens and waits no longer than is configured. */
    static Client client(FeishuProperties properties) {
        return Client.newBuilder(properties.appId(), properties.appSecret())
                .openBaseUrl(properties.openBaseUrl())
                .requestTimeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableTokenCache()
                .build();
    }

    /** The token that is good now, if there is one. */
    Optional<String> known() {
        return Optional.ofNullable(kept.get())
                .filter(it -> clock.instant().isBefore(it.goodUntil()))
                .map(Kept::value);
    }

    /** Asks for another one and keeps it, unless the answer is a refusal or holds none. */
    TenantAccessTokenResp ask() throws Exception { // as the SDK declares it
        var asked = new SelfBuiltTenantAccessTokenReq();
        asked.setAppId(appId);
        asked.setAppSecret(appSecret);
        var answer = client.ext().getTenantAccessTokenBySelfBuiltApp(asked);
        if (answer.getCode() == 0 && answer.getTenantAccessToken() != null) {
            kept.set(new Kept(
                    answer.getTenantAccessToken(),
                    clock.instant().plusSeconds(answer.getExpire()).minus(MARGIN)));
        }
        return answer;
    }

    void forget() {
        kept.set(null);
    }
}
