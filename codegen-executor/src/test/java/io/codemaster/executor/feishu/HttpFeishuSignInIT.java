package io.codemaster.executor.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.codemaster.executor.feishu.FeishuProperties.TokenApi;
import io.codemaster.executor.feishu.FeishuSignInException.Reason;
import io.codemaster.testing.feishu.TestingFeishu;
import io.codemaster.testing.feishu.TestingFeishu.Person;

class HttpFeishuSignInIT {

    private static final String REDIRECT = "https://codemaster.example.com/api/v1/auth/feishu/callback";

    private static final String VERIFIER = "a-verifier-of-forty-three-or-more-characters-";

    /** Its SHA-256 in base64url. */
    private static final String CHALLENGE = challenge();

    private final TestingFeishu feishu = TestingFeishu.start();

    @AfterEach
    void feishuStops() {
        feishu.close();
    }

    private static String challenge() {
        try {
            return java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(VERIFIER.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FeishuSignIn signIn(TokenApi api, @Nullable String appId, @Nullable String secret) {
        return new HttpFeishuSignIn(
                new FeishuProperties(appId, secret, REDIRECT, feishu.url(), feishu.url(), api, Duration.ofSeconds(5)));
    }

    private FeishuSignIn signIn(TokenApi api) {
        return signIn(api, feishu.appId(), feishu.appSecret());
    }

    private String code(FeishuSignIn signIn, Person person) {
        var app = signIn.app().orElseThrow();
        var there = URI.create(app.authorizePage() + "?client_id=" + app.id() + "&response_type=code&redirect_uri="
                + app.redirectUri() + "&state=s&code_challenge_method=S256&code_challenge=" + CHALLENGE);
        return feishu.consent(there, person).getQuery().replaceFirst("^code=([^&]+).*", "$1");
    }

    private static void refused(Runnable attempt, Reason reason) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        FeishuSignInException.class,
                        it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource(TokenApi.class)
    void bothTokenEndpointsTellWhoSignedIn(TokenApi api) {
        var signIn = signIn(api);
        var person = feishu.addPerson("Li Na");
        var found = signIn.person(code(signIn, person), REDIRECT, VERIFIER);
        assertThat(found.openId()).isEqualTo(person.openId());
        assertThat(found.tenantKey()).isEqualTo(person.tenantKey());
        assertThat(found.name()).isEqualTo("Li Na");
        assertThat(found.email()).isEqualTo("li.na@corp.example");
        assertThat(feishu.requests())
                .anyMatch(it ->
                        it.path().equals(api == TokenApi.V3 ? "/oauth/v3/token" : "/open-apis/authen/v2/oauth/token"))
                .noneMatch(it -> it.query().contains(feishu.appSecret()));
    }

    @Test
    void whatTheAppMayNotKnowIsLeftOut() {
        feishu.revoke(TestingFeishu.EMAIL_SCOPE);
        var signIn = signIn(TokenApi.V3);
        var found = signIn.person(code(signIn, feishu.addPerson("Li Na")), REDIRECT, VERIFIER);
        assertThat(found.email()).isNull();
    }

    @Test
    void aCodeIsGoodOnceForItsRedirectAndItsVerifier() {
        var signIn = signIn(TokenApi.V3);
        var person = feishu.addPerson("Li Na");
        var code = code(signIn, person);
        refused(() -> signIn.person(code, "https://evil.example/", VERIFIER), Reason.CODE_NOT_GOOD);
        refused(() -> signIn.person(code, REDIRECT, "another"), Reason.CODE_NOT_GOOD);
        signIn.person(code, REDIRECT, VERIFIER);
        refused(() -> signIn.person(code, REDIRECT, VERIFIER), Reason.CODE_NOT_GOOD);
        refused(() -> signIn.person("", REDIRECT, VERIFIER), Reason.CODE_NOT_GOOD);
    }

    @Test
    void whoIsBarredFromTheAppIsNotAllowed() {
        var signIn = signIn(TokenApi.V3);
        var person = feishu.addPerson("Li Na");
        feishu.bar(person);
        var code = code(signIn, person);
        refused(() -> signIn.person(code, REDIRECT, VERIFIER), Reason.NOT_ALLOWED);
    }

    @Test
    void aWrongSecretIsTheOperatorsMatter() {
        var code = code(signIn(TokenApi.V3), feishu.addPerson("Li Na"));
        refused(
                () -> signIn(TokenApi.V3, feishu.appId(), "wrong").person(code, REDIRECT, VERIFIER),
                Reason.UNAVAILABLE);
    }

    @Test
    void aFeishuThatIsGoneIsUnavailable() {
        var signIn = signIn(TokenApi.V3);
        feishu.close();
        refused(() -> signIn.person("code", REDIRECT, VERIFIER), Reason.UNAVAILABLE);
    }

    @Test
    void withoutAnAppNobodySignsIn() {
        assertThat(signIn(TokenApi.V3, null, null).app()).isEmpty();
    }

    @Test
    void aRedirectThatCannotWorkStopsTheStart() {
        assertThatThrownBy(() -> new FeishuProperties(
                        "id",
                        "secret",
                        "https://codemaster.example.com/callback",
                        feishu.url(),
                        feishu.url(),
                        TokenApi.V3,
                        Duration.ofSeconds(5)))
                .hasMessageContaining("codemaster.feishu.redirect-uri");
    }
}
