package io.codemaster.executor.codegen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.requirement.Attachment;

/**
 * Writes the prompt: who the agent is, what is wanted, and the rules of the house. Everything that people wrote stands
 * between markers, so that the agent can tell the task from its rules. Attachments enter it as far as there is room; the
 * agent is told what was left out.
 */
@Component
class PromptComposer {

    /** How much of the attachments a prompt holds. Of Chinese text it is about half of what a model reads at once. */
    static final int ATTACHMENT_CHARACTERS = 100_000;

    /** A piece shorter than this says nothing. */
    private static final int SHORTEST_PIECE = 1_000;

    private final ArtifactStore artifacts;

    PromptComposer(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    String compose(GenerationOrder order, String branch) {
        var prompt = new StringBuilder(order.description().length() + 2_000);
        prompt.append("""
                You are a senior software engineer on this project. Implement the requirement below in the repository that \
                is your working directory. Nobody can answer questions while you work: where the requirement leaves \
                something open, take the choice that fits the project best and say so at the end.

                # Requirement %s: %s

                <requirement>
                %s
                </requirement>
                """.formatted(
                order.requirementKey(), order.title(), order.description().strip()));
        appendAttachments(prompt, order.attachments());
        var context = order.options().extraContext();
        if (context != null) {
            prompt.append("""

                    # More to know

                    <context>
                    %s
                    </context>
                    """.formatted(context.strip()));
        }
        prompt.append("""

                # How to work

                1. Read before you write: find the code that the requirement touches, and the conventions around it.
                2. Keep a task list when there is more than one step.
                3. Follow the project's style, names and structure. Change only what the requirement needs.
                4. Write or adapt tests for what you change. Run the project's own checks (build, tests) and make them pass.
                5. Do not commit, push, switch branches or touch git's configuration: the platform commits your change to \
                `%s`, which starts from `%s`.
                6. Never write secrets, tokens or passwords into files or output.
                7. End with a short summary: what you changed and why, how you checked it, what you left open.
                """.formatted(branch, order.sourceBranch()));
        return prompt.toString();
    }

    private void appendAttachments(StringBuilder prompt, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        prompt.append("""

                # Attachments of the requirement
                """);
        var leftOut = new ArrayList<String>();
        var room = ATTACHMENT_CHARACTERS;
        for (var attachment : attachments) {
            var text = textOf(attachment);
            var shown = text.length() <= room ? text.length() : pieceOf(text, room);
            if (shown > 0 || text.isEmpty()) {
                append(prompt, attachment.name(), text.substring(0, shown));
                room -= shown;
            }
            if (shown < text.length()) {
                leftOut.add(
                        shown == 0
                                ? "all %,d characters of %s".formatted(text.length(), attachment.name())
                                : "the last %,d of %,d characters of %s"
                                        .formatted(text.length() - shown, text.length(), attachment.name()));
            }
        }
        if (!leftOut.isEmpty()) {
            prompt.append("\nLeft out, because there was no more room: ")
                    .append(String.join("; ", leftOut))
                    .append(". Where your work depends on it, say so at the end.\n");
        }
    }

    /** How much of a text that does not fit is shown: whole lines where it has them, never half a character. */
    private static int pieceOf(String text, int room) {
        if (room < SHORTEST_PIECE) {
            return 0;
        }
        var end = text.lastIndexOf('\n', room - 1) + 1;
        if (end >= SHORTEST_PIECE) {
            return end;
        }
        return Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    }

    /** The marker is one that the text does not hold, so that the text cannot end it. */
    private static void append(StringBuilder prompt, String name, String text) {
        var marker = "attachment";
        for (int n = 2; text.contains("</" + marker); n++) {
            marker = "attachment-" + n;
        }
        prompt.append("\n<%s name=\"%s\">\n".formatted(marker, name.replace('"', '\'')))
                .append(text.stripTrailing())
                .append("\n</%s>\n".formatted(marker));
    }

    private String textOf(Attachment attachment) {
        return artifacts
                .find(attachment.content())
                .map(it -> new String(it, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException(
                        "the attachment " + attachment.id() + " is not in the artifact store"));
    }
}
