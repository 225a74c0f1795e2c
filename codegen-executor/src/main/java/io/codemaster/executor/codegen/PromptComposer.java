package io.codemaster.executor.codegen;

import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationOrder;

/**
 * Writes the prompt: who the agent is, what is wanted, and the rules of the house. Everything that people wrote stands
 * between markers, so that the agent can tell the task from its rules.
 */
@Component
class PromptComposer {

    private final PromptMaterial material;

    private final PromptAnalysis analysis;

    PromptComposer(PromptMaterial material, PromptAnalysis analysis) {
        this.analysis = analysis;
        this.material = material;
    }

    String compose(GenerationOrder order, String branch) {
        return task(order) + rules(order, branch);
    }

    /** Who the agent is and what is wanted. */
    String task(GenerationOrder order) {
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
        var context = order.options().extraContext();
        if (context != null) {
            prompt.append("""

                    # More to know

                    <context>
                    %s
                    </context>
                    """.formatted(context.strip()));
        }
        prompt.append(analysis.compose(order.analysis()));
        prompt.append(material.compose(Objects.requireNonNullElse(order.material(), List.of())));
        return prompt.toString();
    }

    /** The rules of the house. */
    String rules(GenerationOrder order, String branch) {
        return """

                # How to work

                1. Read before you write: find the code that the requirement touches, and the conventions around it.
                2. Keep a task list when there is more than one step.
                3. Follow the project's style, names and structure. Change only what the requirement needs.
                4. Write or adapt tests for what you change. Run the project's own checks (build, tests) and make them pass.
                5. Do not commit, push, switch branches or touch git's configuration: the platform commits your change to \
                `%s`, which starts from `%s`.
                6. Never write secrets, tokens or passwords into files or output.
                7. End with a short summary: what you changed and why, how you checked it, what you left open.
                """.formatted(branch, order.sourceBranch());
    }
}
