package io.codemaster.executor.feishu;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.executor.feishu.FeishuSignInException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sign-in over Feishu's own two calls. Feishu's SDK knows only the retired token endpoints, and a generic OAuth client
 * does not understand that an answer of status 200 can be a refusal.
 */
@Component
class HttpFeishuSignIn implements FeishuSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFeishuSignIn.class);

    private static final String AUTHORIZE = "/open-apis/authen/v1/authorize";

    private static final String USER_INFO = "/open-apis/authen/v1/user_info";

    /** Code invalid, run out, used, of another challenge, of another redirect. */
    private static final Set<Integer> CODE_NOT_GOOD = Set.of(20003, 20004, 20049, 20065, 20071);

    private static final int NO_RIGHT_TO_THE_APP = 20010;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final int LONGEST_NAME = 120;

    private static final int LONGEST_EMAIL = 320;

    private static final int LONGEST_AVATAR = 2_000;

    private final FeishuProperties properties;

    private final JsonMapper json = new JsonMapper();

    private final HttpClient http;

    HttpFeishuSignIn(FeishuProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Optional<App> app() {
        return Optional.ofNullable(properties.appId())
                .map(id -> new App(id, properties.accountsBaseUrl() + AUTHORIZE, properties.redirectUri()));
    }

    @Override
    public Person person(String code, String redirectUri, String codeVerifier) {
        return person(userInfo(accessToken(code, redirectUri, codeVerifier)));
    }

    private String accessToken(String code, String redirectUri, String codeVerifier) {
        var body = new LinkedHashMap<String, @Nullable String>();
        body.put("grant_type", "authorization_code");
        body.put("client_id", properties.appId());
        body.put("client_secret", properties.appSecret());
        body.put("code", code);
        body.put("redirect_uri", redirectUri);
        body.put("code_verifier", codeVerifier);
        var answer = ask(HttpRequest.newBuilder(URI.create(properties.tokenEndpoint()))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
        var token = answer.path("access_token").asString("");
        if (token.isEmpty()) {
            throw unavailable("the token endpoint answers without a token");
        }
        return token;
    }

    private JsonNode userInfo(String accessToken) {
        return ask(HttpRequest.newBuilder(URI.create(properties.openBaseUrl() + USER_INFO))
                        .header("Authorization", "Bearer " + accessToken)
                        .GET())
                .path("data");
    }

    private static Person person(JsonNode data) {
        var tenant = data.path("tenant_key").asString("");
        var openId = data.path("open_id").asString("");
        if (!ID.matcher(tenant).matches() || !ID.matcher(openId).matches()) {
            throw unavailable("the user info has no tenant or no open id");
        }
        var name = text(data, "name", LONGEST_NAME)
                .or(() -> text(data, "en_name", LONGEST_NAME))
                .orElse(openId);
        var email = text(data, "email", LONGEST_EMAIL)
                .or(() -> text(data, "enterprise_email", LONGEST_EMAIL))
                .map(it -> it.toLowerCase(Locale.ROOT))
                .orElse(null);
        var avatar = text(data, "avatar_url", LONGEST_AVATAR)
                .filter(it -> it.startsWith("https://"))
                .orElse(null);
        return new Person(tenant, openId, name, email, avatar);
    }

    private static Optional<String> text(JsonNode data, String field, int longest) {
        var text = data.path(field).asString("").replaceAll("\\p{Cntrl}", " ").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var end = text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length())));
        return Optional.of(text.substring(0, end));
    }

    /** An answer whose code is 0; waits for all of it no longer than is configured. */
    private JsonNode ask(HttpRequest.Builder request) {
        var sent = http.sendAsync(request.timeout(properties.timeout()).build(), HttpResponse.BodyHandlers.ofString());
        try {
            return read(sent.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            sent.cancel(true);
            throw unavailable("no answer within " + properties.timeout().toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw unavailable(
                    failed.getCause() instanceof IOException io
                            ? io.getClass().getSimpleName()
                            : String.valueOf(failed.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable("the product is stopping");
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (JacksonException noJson) {
            throw unavailable("status " + response.statusCode() + " without JSON");
        }
        var code = answer.path("code").asInt(-1);
        if (code == 0) {
            return answer;
        }
        if (CODE_NOT_GOOD.contains(code)) {
            throw new FeishuSignInException(Reason.CODE_NOT_GOOD, "Feishu does not accept the code: " + code);
        }
        if (code == NO_RIGHT_TO_THE_APP) {
            throw new FeishuSignInException(Reason.NOT_ALLOWED, "the person has no right to the app");
        }
        throw unavailable("status " + response.statusCode() + ", code " + code);
    }

    /** Logged here, because the person who signs in can do nothing about it. */
    private static FeishuSignInException unavailable(String why) {
        LOG.warn("Nobody can sign in by Feishu right now: {}", why);
        return new FeishuSignInException(Reason.UNAVAILABLE, why);
    }
}
