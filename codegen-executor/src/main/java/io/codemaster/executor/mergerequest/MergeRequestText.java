package io.codemaster.executor.mergerequest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestOrder;

/**
 * What a merge request says of itself on the platform.
 *
 * @param title at most 255 characters
 * @param description Markdown, at most {@link #LONGEST_DESCRIPTION} characters
 */
record MergeRequestText(String title, String description) {

    /** GitHub's limit is 65,536; the rest is for what counts differently there. */
    static final int LONGEST_DESCRIPTION = 60_000;

    static final int LONGEST_TITLE = 255;

    private static final int LONGEST_OPINION = 20_000;

    private static final String CUT =
            "\n\n*The rest was cut, because the platform takes no more. CodeMaster has all of it.*";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * Writes it.
     *
     * @param publicUrl where people reach the product, without a slash at the end; null when that is not configured
     * @param names what users are called
     */
    static MergeRequestText of(
            MergeRequestOrder order,
            MergeRequestBrief brief,
            @Nullable String publicUrl,
            Function<UserId, String> names) {
        var footer = footer(order, publicUrl);
        var body = String.join(
                "\n\n",
                "## Requirement",
                requirement(order, brief, publicUrl),
                "## Change",
                change(order, brief),
                "## AI review",
                ai(brief.ai()),
                "## Human review",
                decisions(brief.decisions(), names));
        var room = LONGEST_DESCRIPTION - footer.length();
        return new MergeRequestText(
                title(order, brief),
                (body.length() <= room ? body : Neutral.cut(body, room - CUT.length()) + CUT) + footer);
    }

    private static String title(MergeRequestOrder order, MergeRequestBrief brief) {
        var wanted = order.title();
        var title = wanted == null ? order.requirementKey() + " " + brief.requirementTitle() : wanted;
        return Neutral.cut(Neutral.plain(title), LONGEST_TITLE);
    }

    private static String requirement(MergeRequestOrder order, MergeRequestBrief brief, @Nullable String publicUrl) {
        var name = order.requirementKey() + " "
                + Neutral.line(brief.requirementTitle()).replace("[", "\\[").replace("]", "\\]");
        return publicUrl == null
                ? name
                : "[" + name + "](" + publicUrl + "/requirements/" + order.requirementKey() + ")";
    }

    private static String change(MergeRequestOrder order, MergeRequestBrief brief) {
        var stat = brief.stat();
        var lines = new ArrayList<String>();
        lines.add("%s changed, %s added, %s removed.%s"
                .formatted(
                        counted(stat.files(), "file"),
                        counted(stat.additions(), "line"),
                        counted(stat.deletions(), "line"),
                        brief.round() > 1 ? " Round " + brief.round() + "." : ""));
        lines.add("`%s` at `%s`, into `%s`."
                .formatted(
                        code(order.sourceBranch()),
                        order.headCommit()
                                .substring(0, Math.min(12, order.headCommit().length())),
                        code(order.targetBranch())));
        return String.join("\n", lines);
    }

    private static String ai(MergeRequestBrief.@Nullable AiOpinion ai) {
        if (ai == null) {
            return "No AI review came to a result.";
        }
        return "Score %d of 100, security %s. Findings: %d critical, %s, %s, %s.%s"
                .formatted(
                        ai.score(),
                        ai.securityPassed() ? "passed" : "**not passed**",
                        ai.critical(),
                        counted(ai.errors(), "error"),
                        counted(ai.warnings(), "warning"),
                        counted(ai.notes(), "note"),
                        quoted(ai.summary()));
    }

    private static String decisions(List<MergeRequestBrief.Decision> decisions, Function<UserId, String> names) {
        if (decisions.isEmpty()) {
            return "Nobody has decided.";
        }
        return String.join(
                "\n\n", decisions.stream().map(it -> decision(it, names)).toList());
    }

    private static String decision(MergeRequestBrief.Decision decision, Function<UserId, String> names) {
        var comment = decision.comment();
        return "**%s** %s on %s%s.%s"
                .formatted(
                        Neutral.cut(Neutral.line(names.apply(decision.by())), 120)
                                .replace("*", "\\*"),
                        switch (decision.verdict()) {
                            case APPROVED -> "approved it";
                            case REJECTED -> "rejected it";
                            case NEEDS_REVISION -> "sent it back";
                        },
                        time(decision.at()),
                        decision.lineComments() == 0
                                ? ""
                                : " with " + counted(decision.lineComments(), "comment") + " on lines",
                        comment == null ? "" : quoted(comment));
    }

    private static String footer(MergeRequestOrder order, @Nullable String publicUrl) {
        var key = order.requirementKey();
        var product = publicUrl == null ? "CodeMaster" : "[CodeMaster](" + publicUrl + ")";
        return "\n\n---\n\n%s wrote this change from %s. It updates this text when a later round is approved."
                .formatted(product, key);
    }

    /** A quotation ends whatever its author left open. */
    private static String quoted(String written) {
        var text = Neutral.text(Neutral.cut(written, LONGEST_OPINION));
        return text.isEmpty() ? "" : "\n\n> " + text.replace("\n", "\n> ");
    }

    private static String code(String branch) {
        return branch.replace("`", "'");
    }

    private static String time(Instant at) {
        return MINUTE.format(at);
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
