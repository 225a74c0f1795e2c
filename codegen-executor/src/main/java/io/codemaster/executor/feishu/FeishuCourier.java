package io.codemaster.executor.feishu;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.CreateMessageResp;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.executor.shared.NoticeCourier;
import io.codemaster.executor.shared.PublicAddressProperties;

/** Takes notices to people as cards from the configured app. */
@Component
class FeishuCourier implements NoticeCourier {

    static final String PROVIDER = "feishu";

    /** What an app needs to write to people. */
    private static final String SCOPE = "im:message:send_as_bot";

    private static final int NOT_AVAILABLE_TO_THE_PERSON = 230013;

    private static final int BOT_SWITCHED_OFF = 230006;

    private static final int STILL_BEING_SENT = 230049;

    /** Feishu remembers a key for an hour; what is told late may not arrive later than that. */
    private static final Duration KEY_LIFETIME = Duration.ofMinutes(50);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final String RESET = "x-ogw-ratelimit-reset";

    private static final Pattern OPEN_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private final FeishuProperties properties;

    private final NoticeCard cards;

    private final @Nullable Messages messages;

    FeishuCourier(FeishuProperties properties, PublicAddressProperties address, Clock clock) {
        this.properties = properties;
        this.cards = new NoticeCard(address.publicUrl());
        this.messages = properties.appId() == null ? null : new Messages(properties, clock);
    }

    /** The open platform's part for messages; there is one where an app is configured. */
    private static final class Messages {

        private final Client client;

        private final AppToken token;

        Messages(FeishuProperties properties, Clock clock) {
            this.client = AppToken.client(properties);
            this.token = new AppToken(properties, client, clock);
        }

        CreateMessageResp send(CreateMessageReq message, String token) throws Exception { // as the SDK declares it
            return client.im()
                    .v1()
                    .message()
                    .create(
                            message,
                            RequestOptions.newBuilder().tenantAccessToken(token).build());
        }
    }

    @Override
    public boolean isConfigured() {
        return messages != null;
    }

    @Override
    public boolean knows(ExternalIdentity person) {
        return person.provider().equals(PROVIDER)
                && OPEN_ID.matcher(person.subject()).matches();
    }

    @Override
    public Duration keyLifetime() {
        return KEY_LIFETIME;
    }

    /** A token, the message, and both again when the token was ended early. */
    @Override
    public Duration patience() {
        return properties.timeout().multipliedBy(4);
    }

    @Override
    public Outcome take(NoticeContent notice, @Nullable String actor, ExternalIdentity recipient, String key) {
        if (messages == null) {
            return new Outcome.Refused("No Feishu app is configured.");
        }
        var message = CreateMessageReq.newBuilder()
                .receiveIdType("open_id")
                .createMessageReqBody(CreateMessageReqBody.newBuilder()
                        .receiveId(recipient.subject())
                        .msgType("interactive")
                        .content(cards.of(notice, actor))
                        .uuid(key)
                        .build())
                .build();
        return send(messages, message, true);
    }

    /** Feishu may have ended a token early; then it is asked for anew, once. */
    private Outcome send(Messages messages, CreateMessageReq message, boolean first) {
        var known = messages.token.known();
        String token;
        if (known.isPresent()) {
            token = known.get();
        } else {
            try {
                var asked = messages.token.ask();
                if (asked.getCode() != 0 || asked.getTenantAccessToken() == null) {
                    return withoutToken(asked);
                }
                token = asked.getTenantAccessToken();
            } catch (Exception failure) {
                return new Outcome.Postponed("Feishu gives out no token: " + name(failure), Duration.ZERO);
            }
        }
        try {
            var answer = messages.send(message, token);
            if (FeishuAnswers.isTokenEnded(answer)) {
                messages.token.forget();
                return first
                        ? send(messages, message, false)
                        : new Outcome.Postponed("Feishu does not accept its own token.", Duration.ZERO);
            }
            return outcome(answer);
        } catch (Exception failure) {
            // so that the next attempt begins with a question that may be asked any number of times
            messages.token.forget();
            return isUnsent(failure)
                    ? new Outcome.Postponed("Feishu cannot be reached: " + name(failure), Duration.ZERO)
                    : new Outcome.Unclear("Feishu did not answer as it should: " + name(failure));
        }
    }

    private Outcome withoutToken(BaseResponse<?> answer) {
        if (FeishuAnswers.isRateLimited(answer)) {
            return new Outcome.Postponed("Feishu asks for a pause.", pause(answer));
        }
        if (FeishuAnswers.status(answer) >= 500 || answer.getCode() == 0) {
            return new Outcome.Postponed("Feishu gives out no token at the moment.", Duration.ZERO);
        }
        return new Outcome.Refused("Feishu does not accept the configured app (code %d). Check codemaster.feishu.app-id"
                        .formatted(answer.getCode())
                + " and codemaster.feishu.app-secret, and that the app is enabled.");
    }

    private Outcome outcome(BaseResponse<?> answer) {
        if (answer.success()) {
            return new Outcome.Delivered();
        }
        if (FeishuAnswers.isRateLimited(answer)) {
            return new Outcome.Postponed("Feishu asks for a pause.", pause(answer));
        }
        if (FeishuAnswers.status(answer) >= 500 || answer.getCode() == STILL_BEING_SENT) {
            return new Outcome.Unclear("Feishu has trouble (status %d).".formatted(FeishuAnswers.status(answer)));
        }
        return new Outcome.Refused(refusal(answer));
    }

    private String refusal(BaseResponse<?> answer) {
        int code = answer.getCode();
        if (FeishuAnswers.isScopeMissing(answer)) {
            return "The Feishu app lacks the permission %s. Add it at %s/app/%s/auth and publish a version of the app."
                    .formatted(
                            String.join(" or ", FeishuAnswers.missingScopes(answer, SCOPE)),
                            properties.openBaseUrl(),
                            properties.appId());
        }
        if (FeishuAnswers.isAppRefused(answer)) {
            return "Feishu does not accept the configured app (code %d). Check that it is enabled.".formatted(code);
        }
        return switch (code) {
            case NOT_AVAILABLE_TO_THE_PERSON ->
                "The Feishu app is not available to this person (code 230013). Widen its availability in the developer"
                        + " console and publish a version.";
            case BOT_SWITCHED_OFF ->
                "The Feishu app has no bot (code 230006). Add the bot capability in the developer console and publish a"
                        + " version.";
            default -> "Feishu refuses the card: %s (code %d).".formatted(FeishuAnswers.words(answer.getMsg()), code);
        };
    }

    /** What Feishu says, within reason. */
    private static Duration pause(BaseResponse<?> answer) {
        var raw = answer.getRawResponse();
        Map<String, List<String>> headers = raw == null || raw.getHeaders() == null ? Map.of() : raw.getHeaders();
        return headers.entrySet().stream()
                .filter(it -> it.getKey() != null
                        && it.getKey().toLowerCase(Locale.ROOT).equals(RESET))
                .flatMap(it -> it.getValue().stream())
                .filter(it -> SECONDS.matcher(it).matches())
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .map(it -> it.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : it)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** Whether the request cannot have left this machine. */
    private static boolean isUnsent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
