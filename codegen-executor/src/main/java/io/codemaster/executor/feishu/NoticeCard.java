package io.codemaster.executor.feishu;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeFacts;
import io.codemaster.api.notice.NoticeKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notice as a card, in Chinese and in English, because the reader's language is not known here. Every text is of the
 * kind that Feishu shows as it is, so that nothing that somebody wrote can mention people, link or pretend.
 */
final class NoticeCard {

    private static final int LONGEST_TITLE = 200;

    private static final int LONGEST_FACT = 400;

    /** Control characters, and those that turn the direction of writing or have no width. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Feishu's own tags, should one of its clients ever look for them here. */
    private static final Pattern TAG = Pattern.compile("<(?=/?\\s*[A-Za-z])");

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

    private final @Nullable String publicUrl;

    private final JsonMapper json = new JsonMapper();

    /** Cards whose buttons lead to the product there; without an address they have none. */
    NoticeCard(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The card as Feishu takes it: a JSON text of a few kilobytes at most. */
    String of(NoticeContent notice, @Nullable String actor) {
        var elements = new ArrayList<Map<String, ?>>();
        elements.add(Map.of(
                "tag",
                "div",
                "text",
                plainText(notice.requirementKey() + "  " + shown(notice.title(), LONGEST_TITLE))));
        var fields = fields(notice, actor);
        if (!fields.isEmpty()) {
            elements.add(Map.of("tag", "div", "fields", fields));
        }
        for (var name : List.of(NoticeFacts.MESSAGE, NoticeFacts.COMMENT)) {
            fact(notice, name).ifPresent(it -> elements.add(Map.of("tag", "div", "text", plainText(it))));
        }
        if (publicUrl != null) {
            elements.add(Map.of(
                    "tag",
                    "action",
                    "actions",
                    List.of(Map.of(
                            "tag",
                            "button",
                            "type",
                            "primary",
                            "text",
                            plainText("查看 · Open"),
                            "url",
                            publicUrl + notice.link()))));
        }
        return json.writeValueAsString(Map.of(
                "config", Map.of("wide_screen_mode", true),
                "header", Map.of("template", color(notice), "title", plainText(headline(notice.kind()))),
                "elements", elements));
    }

    private static String headline(NoticeKind kind) {
        return switch (kind) {
            case GENERATION_COMPLETED -> "代码已生成 · Code generated";
            case GENERATION_FAILED -> "代码生成失败 · Generation failed";
            case AI_REVIEW_COMPLETED -> "AI 评审完成 · AI review finished";
            case AI_REVIEW_FAILED -> "AI 评审失败 · AI review failed";
            case VERDICT -> "人工评审结论 · Verdict";
            case MERGE_REQUEST_OPENED -> "合并请求已创建 · Merge request opened";
            case MERGED -> "已合并 · Merged";
            case MERGE_REQUEST_CLOSED -> "合并请求已关闭 · Merge request closed";
            case BUDGET_WARNED -> "预算已用 80% · 80% of a budget is used";
            case BUDGET_EXHAUSTED -> "预算已用完 · A budget is used up";
        };
    }

    private static String color(NoticeContent notice) {
        return switch (notice.kind()) {
            case GENERATION_COMPLETED, MERGED -> "green";
            case GENERATION_FAILED, AI_REVIEW_FAILED -> "red";
            case AI_REVIEW_COMPLETED, MERGE_REQUEST_OPENED -> "blue";
            case MERGE_REQUEST_CLOSED -> "grey";
            case BUDGET_WARNED -> "orange";
            case BUDGET_EXHAUSTED -> "red";
            case VERDICT ->
                switch (notice.facts().getOrDefault(NoticeFacts.VERDICT, "")) {
                    case "APPROVED" -> "green";
                    case "REJECTED" -> "red";
                    default -> "orange";
                };
        };
    }

    private static List<Map<String, ?>> fields(NoticeContent notice, @Nullable String actor) {
        var fields = new ArrayList<Map<String, ?>>();
        fact(notice, NoticeFacts.VERDICT).ifPresent(it -> fields.add(field("结论 · Verdict", verdict(it))));
        if (actor != null) {
            fields.add(field("操作人 · By", shown(actor, LONGEST_FACT)));
        }
        fact(notice, NoticeFacts.LINE_COMMENTS).ifPresent(it -> fields.add(field("行评论 · Line comments", it)));
        fact(notice, NoticeFacts.SCORE).ifPresent(it -> fields.add(field("评分 · Score", it + " / 100")));
        fact(notice, NoticeFacts.FINDINGS).ifPresent(it -> fields.add(field("问题 · Findings", it)));
        fact(notice, NoticeFacts.RESOLVED)
                .filter(it -> !it.equals("0"))
                .ifPresent(it -> fields.add(field("已解决 · Resolved", it)));
        fact(notice, NoticeFacts.FILES)
                .ifPresent(it -> fields.add(field(
                        "改动文件 · Files",
                        "%s  (+%s −%s)"
                                .formatted(
                                        it,
                                        fact(notice, NoticeFacts.ADDITIONS).orElse("0"),
                                        fact(notice, NoticeFacts.DELETIONS).orElse("0")))));
        fact(notice, NoticeFacts.BUDGET).ifPresent(it -> fields.add(field("预算 · Budget", budget(it))));
        fact(notice, NoticeFacts.SPENT_USD)
                .ifPresent(it -> fields.add(field(
                        "已用 · Spent",
                        "$%s / $%s"
                                .formatted(
                                        it, fact(notice, NoticeFacts.LIMIT_USD).orElse("?")))));
        fact(notice, NoticeFacts.FAILURE).ifPresent(it -> fields.add(field("原因 · Reason", it)));
        fact(notice, NoticeFacts.NUMBER).ifPresent(it -> fields.add(field("编号 · Number", it)));
        fact(notice, NoticeFacts.COST_USD)
                .flatMap(NoticeCard::number)
                .ifPresent(it -> fields.add(field("费用 · Cost", "$" + it.setScale(2, RoundingMode.HALF_UP))));
        fact(notice, NoticeFacts.DURATION_MS)
                .flatMap(NoticeCard::number)
                .ifPresent(it -> fields.add(field("用时 · Duration", duration(it))));
        return fields;
    }

    private static String budget(String scope) {
        return switch (scope) {
            case "REQUIREMENT" -> "需求 · Requirement";
            case "PROJECT" -> "项目（本月） · Project, this month";
            default -> "全部项目（本月） · All projects, this month";
        };
    }

    private static Optional<String> fact(NoticeContent notice, String name) {
        return Optional.ofNullable(notice.facts().get(name))
                .map(it -> shown(it, LONGEST_FACT))
                .filter(it -> !it.isBlank());
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static String verdict(String name) {
        return switch (name) {
            case "APPROVED" -> "通过 · Approved";
            case "REJECTED" -> "拒绝 · Rejected";
            case "NEEDS_REVISION" -> "需要修改 · Needs revision";
            default -> name;
        };
    }

    private static String duration(BigDecimal millis) {
        var seconds = millis.divide(MILLIS, 0, RoundingMode.HALF_UP).longValue();
        return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
    }

    private static Map<String, ?> field(String label, String value) {
        return Map.of("is_short", true, "text", plainText(label + "\n" + value));
    }

    private static Map<String, String> plainText(String text) {
        return Map.of("tag", "plain_text", "content", text);
    }

    /** What somebody wrote, as one line that looks like what it is. */
    private static String shown(String text, int longest) {
        var line = TAG.matcher(UNSEEN.matcher(text).replaceAll(" "))
                .replaceAll("‹")
                .strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }
}
