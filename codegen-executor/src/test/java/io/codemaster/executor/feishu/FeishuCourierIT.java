package io.codemaster.executor.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.executor.shared.NoticeCourier.Outcome;
import io.codemaster.executor.shared.PublicAddressProperties;
import io.codemaster.testing.feishu.TestingFeishu;
import io.codemaster.testing.feishu.TestingFeishu.Person;

/** The adapter with Feishu's own SDK, against Feishu as tests see it. */
class FeishuCourierIT {

    private static final NoticeContent NOTICE = new NoticeContent(
            NoticeKind.GENERATION_COMPLETED,
            new RequirementId("requirement-1"),
            "PAY-1",
            "Refunds <at id=all></at>",
            new ProjectId("project-1"),
            new CodegenTaskId("task-1"),
            null,
            Map.of("files", "3"),
            "/codegen/task-1",
            Instant.EPOCH);

    private final TestingFeishu feishu = TestingFeishu.start();

    private final Person person = feishu.addPerson("Li Na");

    private final FeishuCourier courier = courier(feishu.appId(), feishu.appSecret(), feishu.url());

    @AfterEach
    void close() {
        feishu.close();
    }

    private static FeishuCourier courier(@Nullable String id, @Nullable String secret, String url) {
        return new FeishuCourier(
                new FeishuProperties(id, secret, null, url, url, FeishuProperties.TokenApi.V3, Duration.ofMillis(700)),
                new PublicAddressProperties("https://codemaster.example.com/"),
                Clock.systemUTC());
    }

    private static ExternalIdentity identity(Person person) {
        return new ExternalIdentity("feishu", person.tenantKey(), person.openId());
    }

    private Outcome take(String key) {
        return courier.take(NOTICE, null, identity(person), key);
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.reason() : outcome.toString();
    }

    @Test
    void aCardArrives() {
        assertThat(take("key-1")).isEqualTo(new Outcome.Delivered());

        assertThat(feishu.messages()).singleElement().satisfies(it -> {
            assertThat(it.openId()).isEqualTo(person.openId());
            assertThat(it.type()).isEqualTo("interactive");
            assertThat(it.uuid()).isEqualTo("key-1");
            assertThat(it.content())
                    .contains("PAY-1  Refunds ‹at", "https://codemaster.example.com/codegen/task-1")
                    .doesNotContain("<at");
        });
    }

    @Test
    void theSameKeyBringsNoSecondCard() {
        take("key-1");

        assertThat(take("key-1")).isEqualTo(new Outcome.Delivered());
        assertThat(feishu.messages()).hasSize(1);
    }

    @Test
    void aTokenThatEndedEarlyIsReplacedOnce() {
        take("key-1");
        feishu.expireTokens();

        assertThat(take("key-2")).isEqualTo(new Outcome.Delivered());
        assertThat(feishu.messages()).hasSize(2);
    }

    @Test
    void aRateLimitSaysWhenToComeBack() {
        feishu.limitRate("/im/");

        assertThat(take("key-1")).isEqualTo(new Outcome.Postponed("Feishu asks for a pause.", Duration.ofSeconds(1)));
    }

    @Test
    void aPersonToWhomTheAppIsNotAvailableGetsNothing() {
        feishu.bar(person);

        assertThat(reason(take("key-1"))).contains("230013", "availability");
    }

    @Test
    void aMissingPermissionIsNamedWithThePlaceWhereItIsGiven() {
        feishu.revoke(TestingFeishu.MESSAGE_SCOPE);

        assertThat(reason(take("key-1")))
                .contains("im:message:send_as_bot", feishu.url() + "/app/" + feishu.appId() + "/auth");
    }

    @Test
    void anAppThatFeishuDoesNotKnowIsSaidSo() {
        var wrong = courier(feishu.appId(), "wrong", feishu.url());

        assertThat(reason(wrong.take(NOTICE, null, identity(person), "key-1")))
                .contains("codemaster.feishu.app-secret");
    }

    @Test
    void somebodyElsesOpenIdIsRefused() {
        var stranger = new ExternalIdentity("feishu", "tenant_b", "ou_nobody");

        assertThat(reason(courier.take(NOTICE, null, stranger, "key-1"))).contains("230001");
    }

    @Test
    void aBrokenGatewayLeavesItUnclear() {
        take("key-0");
        feishu.breakDown("/im/");

        assertThat(take("key-1")).isInstanceOf(Outcome.Unclear.class);
    }

    @Test
    void anAnswerThatIsLostLeavesItUnclearAndTheKeyPreventsASecondCard() {
        take("key-0");
        feishu.loseAnswers("/im/");
        assertThat(take("key-1")).isInstanceOf(Outcome.Unclear.class);
        feishu.recover();

        assertThat(take("key-1")).isEqualTo(new Outcome.Delivered());
        assertThat(feishu.messages()).hasSize(2);
    }

    @Test
    void aFeishuThatHangsIsNotWaitedForLongAndLeavesItUnclear() {
        take("key-0");
        feishu.hold("/im/");

        assertThat(take("key-1")).isInstanceOf(Outcome.Unclear.class);
        feishu.recover();
    }

    @Test
    void withoutATokenNothingHasBeenSent() {
        feishu.breakDown("/auth/");
        assertThat(take("key-1")).isInstanceOf(Outcome.Postponed.class);
        feishu.recover();
        feishu.hold("/auth/");
        assertThat(take("key-1")).isInstanceOf(Outcome.Postponed.class);
        feishu.recover();
        feishu.limitRate("/auth/");
        assertThat(take("key-1")).isEqualTo(new Outcome.Postponed("Feishu asks for a pause.", Duration.ofSeconds(1)));
        assertThat(feishu.messages()).isEmpty();
    }

    @Test
    void afterTroubleTheNextAttemptBeginsWithAToken() {
        take("key-0");
        feishu.breakDown("/im/");
        take("key-1");
        feishu.breakDown("");

        assertThat(take("key-2")).isInstanceOf(Outcome.Postponed.class);
    }

    @Test
    void aFeishuThatIsNotThereHasReceivedNothing() {
        take("key-0");
        feishu.close();

        assertThat(take("key-1")).isInstanceOf(Outcome.Postponed.class);
    }

    @Test
    void onlyPeopleOfFeishuAreKnown() {
        assertThat(courier.knows(identity(person))).isTrue();
        assertThat(courier.knows(new ExternalIdentity("other", "t", "ou_1"))).isFalse();
        assertThat(courier.knows(new ExternalIdentity("feishu", "t", "../x"))).isFalse();
    }

    @Test
    void withoutAnAppThereIsNowhereToGo() {
        var none = courier(null, null, feishu.url());

        assertThat(none.isConfigured()).isFalse();
        assertThat(none.take(NOTICE, null, identity(person), "key-1")).isInstanceOf(Outcome.Refused.class);
    }
}
