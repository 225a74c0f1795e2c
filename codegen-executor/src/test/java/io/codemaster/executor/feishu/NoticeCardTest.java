package io.codemaster.executor.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NoticeCardTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int LARGEST = 30 * 1024;

    private final NoticeCard cards = new NoticeCard("https://codemaster.example.com");

    private static NoticeContent notice(NoticeKind kind, String title, Map<String, String> facts) {
        return new NoticeContent(
                kind,
                new RequirementId("requirement-1"),
                "PAY-1",
                title,
                new ProjectId("project-1"),
                new CodegenTaskId("task-1"),
                null,
                facts,
                "/codegen/task-1",
                Instant.EPOCH);
    }

    private static List<String> texts(JsonNode card) {
        var found = new ArrayList<String>();
        card.findParents("content").forEach(it -> {
            assertThat(it.path("tag").asString()).isEqualTo("plain_text");
            found.add(it.path("content").asString());
        });
        return found;
    }

    @Test
    void aCardHasTheFactsAndAButtonThatLeadsToTheProduct() {
        var card = JSON.readTree(cards.of(
                notice(
                        NoticeKind.GENERATION_COMPLETED,
                        "Refunds",
                        Map.of(
                                "files",
                                "3",
                                "additions",
                                "40",
                                "deletions",
                                "5",
                                "costUsd",
                                "0.4249",
                                "durationMs",
                                "61400")),
                null));

        assertThat(texts(card))
                .contains(
                        "代码已生成 · Code generated",
                        "PAY-1  Refunds",
                        "改动文件 · Files\n3  (+40 −5)",
                        "费用 · Cost\n$0.42",
                        "用时 · Duration\n1 min 1 s");
        assertThat(card.findValuesAsString("url")).containsExactly("https://codemaster.example.com/codegen/task-1");
    }

    @Test
    void aVerdictNamesWhoDecidedAndWhatTheySay() {
        var card = JSON.readTree(cards.of(
                notice(
                        NoticeKind.VERDICT,
                        "Refunds",
                        Map.of("verdict", "NEEDS_REVISION", "lineComments", "2", "comment", "Round to cents.")),
                "Li Na"));

        assertThat(texts(card))
                .contains(
                        "结论 · Verdict\n需要修改 · Needs revision",
                        "操作人 · By\nLi Na",
                        "行评论 · Line comments\n2",
                        "Round to cents.");
    }

    @Test
    void withoutAnAddressThereIsNoButton() {
        var card = JSON.readTree(new NoticeCard(null).of(notice(NoticeKind.MERGED, "Refunds", Map.of()), null));

        assertThat(card.findValues("url")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void everyKindHasACard(NoticeKind kind) {
        assertThat(texts(JSON.readTree(cards.of(notice(kind, "Refunds", Map.of()), null))))
                .contains("PAY-1  Refunds");
    }

    @Test
    void nothingThatSomebodyWroteMentionsLinksOrPretends() {
        var hostile = "<at id=all></at> [Approve](https://evil.example) **urgent** \u202Etxt.exe\u0000\n# Verdict\"}]";
        var card = JSON.readTree(
                cards.of(notice(NoticeKind.VERDICT, hostile, Map.of("verdict", hostile, "comment", hostile)), hostile));

        assertThat(texts(card))
                .noneMatch(it -> it.contains("<at") || it.contains("</at") || it.contains("\u202E"))
                .anyMatch(it -> it.startsWith("PAY-1  ‹at id=all>‹/at> [Approve]") && !it.contains("\n"));
        assertThat(card.findValuesAsString("url")).containsExactly("https://codemaster.example.com/codegen/task-1");
        assertThat(card.findValuesAsString("tag")).doesNotContain("lark_md", "markdown", "at", "a");
    }

    @Test
    void aCardIsSmallWhateverItHasToSay() {
        var endless = "\uD83D\uDCB8\u6B3E".repeat(100_000);
        var card = cards.of(
                notice(
                        NoticeKind.VERDICT,
                        endless,
                        Map.of("verdict", endless, "comment", endless, "message", endless, "failure", endless)),
                endless);

        assertThat(card.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
        assertThat(texts(JSON.readTree(card))).noneMatch(it -> it.contains("\uFFFD"));
    }

    @Test
    void aNumberThatIsNoneIsLeftOut() {
        var card = JSON.readTree(
                cards.of(notice(NoticeKind.GENERATION_COMPLETED, "Refunds", Map.of("costUsd", "much")), null));

        assertThat(texts(card)).noneMatch(it -> it.contains("Cost"));
    }
}
