package io.codemaster.query.codegen;

import java.util.Optional;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.query.shared.JsonText;

/** What the stream tells people about each step: stable English sentences. */
final class StatusMessage {

    private static final int SHORT_COMMIT = 8;

    private StatusMessage() {}

    /** The sentence, or empty for an event that the stream does not show. */
    static Optional<String> of(CodegenEvent event, String repository) {
        if (event instanceof AttemptQueued it) {
            return Optional.of(
                    it.attempt() == 1 ? "Waiting for a worker" : "Waiting for a worker, attempt " + it.attempt());
        }
        if (event instanceof AttemptClaimed) {
            return Optional.of("Cloning " + repository);
        }
        if (event instanceof WorkspacePrepared it) {
            return Optional.of("Prepared branch " + it.branch() + " at " + shortened(it.baseCommit()));
        }
        if (event instanceof PromptComposed) {
            return Optional.of("Composed the prompt");
        }
        if (event instanceof AgentStarted it) {
            return Optional.of(it.launch().demo() ? "The agent works with the demo model" : "The agent works");
        }
        return ofTheEnd(event);
    }

    private static Optional<String> ofTheEnd(CodegenEvent event) {
        if (event instanceof AgentFinished) {
            return Optional.of("The agent has ended");
        }
        if (event instanceof ChangesCaptured it) {
            return Optional.of("Captured " + summary(it.changes().stat()));
        }
        if (event instanceof BranchPushed it) {
            return Optional.of("Pushed branch " + it.branch());
        }
        if (event instanceof GenerationCompleted it) {
            return Optional.of("Completed on branch " + it.delivery().branch());
        }
        if (event instanceof AttemptFailed it && it.retryAt() != null) {
            return Optional.of("Trying again at " + JsonText.time(it.retryAt()));
        }
        if (event instanceof GenerationFailed) {
            return Optional.of("Failed");
        }
        return event instanceof GenerationCancelled ? Optional.of("Cancelled") : Optional.empty();
    }

    /** The attempt that an event is about, 0 for none. */
    static int attemptOf(CodegenEvent event) {
        if (event instanceof AttemptQueued it) {
            return it.attempt();
        }
        if (event instanceof AttemptClaimed it) {
            return it.attempt();
        }
        if (event instanceof WorkspacePrepared it) {
            return it.attempt();
        }
        if (event instanceof PromptComposed it) {
            return it.attempt();
        }
        if (event instanceof AgentStarted it) {
            return it.attempt();
        }
        if (event instanceof AgentFinished it) {
            return it.attempt();
        }
        return attemptOfTheEnd(event);
    }

    private static int attemptOfTheEnd(CodegenEvent event) {
        if (event instanceof ChangesCaptured it) {
            return it.attempt();
        }
        if (event instanceof BranchPushed it) {
            return it.attempt();
        }
        if (event instanceof GenerationCompleted it) {
            return it.attempt();
        }
        if (event instanceof AttemptFailed it) {
            return it.attempt();
        }
        if (event instanceof GenerationFailed it) {
            return it.attempt();
        }
        return event instanceof GenerationCancelled it ? it.attempt() : 0;
    }

    private static String summary(DiffStat stat) {
        return stat.files() + (stat.files() == 1 ? " changed file, +" : " changed files, +") + stat.additions() + " −"
                + stat.deletions() + " lines";
    }

    private static String shortened(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }
}
