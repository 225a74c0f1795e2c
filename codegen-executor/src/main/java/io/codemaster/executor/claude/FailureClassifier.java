package io.codemaster.executor.claude;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationStep;

/**
 * Says why a run failed. Structured fields decide first, the words of a message last. A run succeeded if and only if its
 * process ended with 0 and its result line says success and no error.
 */
final class FailureClassifier {

    private static final int SIGNAL = 128;

    private static final int MAX_QUOTE = 600;

    private final LimitTexts limits;

    FailureClassifier(Clock clock) {
        this.limits = new LimitTexts(clock);
    }

    /** Why the run failed, null when it succeeded. */
    @Nullable Failure classify(RunEnd end, int exitCode, AgentReport report, String stderr, GenerationOptions options) {
        AgentReport.AgentResult result = report.result();
        boolean succeeded = exitCode == 0 && result != null && result.isSuccess();
        if (end == RunEnd.STOPPED) {
            return failure(FailureCode.INTERRUPTED, "The agent was stopped before it had finished.");
        }
        if (end == RunEnd.OUTPUT_LOST) {
            return failure(
                    FailureCode.INTERNAL,
                    "The agent's output could not be read to its end. The product's log says why.");
        }
        if (end == RunEnd.DISK_FULL) {
            return failure(
                    FailureCode.DISK_FULL,
                    "The agent's output could not be written to the work directory. Make room on its disk, then try again.");
        }
        if (succeeded) {
            return null;
        }
        if (end == RunEnd.TIME_LIMIT || end == RunEnd.INACTIVE) {
            return limitReached(end, report, options);
        }
        if (result != null) {
            return byResult(result, exitCode, report, stderr, options);
        }
        return withoutResult(exitCode, report, stderr);
    }

    private Failure limitReached(RunEnd end, AgentReport report, GenerationOptions options) {
        AgentRetry retry = report.retry();
        if (retry != null && (Objects.equals(retry.status(), 429) || "rate_limit".equals(retry.error()))) {
            return quota("The model's limit was reached, and the agent was waiting for it to pass.", report, "");
        }
        String waiting = retry == null
                ? ""
                : " It was waiting to ask the model again after an error ("
                        + (retry.status() == null ? retry.error() : "HTTP " + retry.status()) + ").";
        return end == RunEnd.TIME_LIMIT
                ? failure(
                        FailureCode.TIME_LIMIT,
                        "The agent was still working after "
                                + words(options.timeLimit().toSeconds())
                                + " and was stopped." + waiting
                                + " Make the requirement smaller or raise the time limit.")
                : failure(
                        FailureCode.INACTIVE,
                        "The agent printed nothing for "
                                + words(options.inactivityTimeout().toSeconds())
                                + " and was stopped." + waiting
                                + " Try again; if it happens again, check the way to the model.");
    }

    private Failure byResult(
            AgentReport.AgentResult result,
            int exitCode,
            AgentReport report,
            String stderr,
            GenerationOptions options) {
        if ("error_max_turns".equals(result.subtype())) {
            return failure(
                    FailureCode.MAX_TURNS,
                    "The agent used all of its " + options.maxTurns()
                            + " rounds and had not finished. Make the requirement smaller or allow more rounds.");
        }
        if ("error_max_budget_usd".equals(result.subtype())) {
            return failure(
                    FailureCode.BUDGET_EXHAUSTED,
                    "The agent used up its budget of $" + options.budgetUsd().toPlainString()
                            + " and had not finished. Make the requirement smaller or raise the budget.");
        }
        if ("error_max_structured_output_retries".equals(result.subtype())) {
            return answerInvalid(quote(result.text()));
        }
        String reason = result.terminalReason();
        if (result.startupFailure() != null) {
            return startFailed(quote(result.text()));
        }
        if ("prompt_too_long".equals(reason)
                || "blocking_limit".equals(reason)
                || Objects.equals(result.status(), 413)) {
            return contextOverflow();
        }
        if (reason.startsWith("aborted") || exitCode > SIGNAL) {
            return killed(exitCode);
        }
        if ("refusal".equals(result.stopReason()) || reason.contains("refusal")) {
            return refused();
        }
        if ("max_tokens".equals(result.stopReason())
                || reason.contains("max_tokens")
                || reason.contains("output_token")
                || "max_output_tokens".equals(report.lastError())) {
            return failure(
                    FailureCode.OUTPUT_LIMIT,
                    "An answer of the model was longer than it may be. Ask for less at once, or choose a model that may"
                            + " answer at greater length.");
        }
        Failure byError = byModelError(result, report);
        if (byError != null) {
            return byError;
        }
        if (!report.begun()) {
            return startFailed(quote(result.text().isBlank() ? stderr : result.text()));
        }
        if (exitCode == 0 && result.isSuccess()) {
            return failure(FailureCode.INTERNAL, "The agent's success was not recognised.");
        }
        return failure(
                FailureCode.NON_ZERO_EXIT,
                "The agent ended with exit code " + exitCode + " and says: " + quote(result.text()));
    }

    private @Nullable Failure byModelError(AgentReport.AgentResult result, AgentReport report) {
        Integer status = result.status() == null ? report.lastErrorStatus() : result.status();
        String error = report.lastError() == null ? "" : report.lastError();
        String said = quote(result.text());
        if ("billing_error".equals(error) || Objects.equals(status, 402)) {
            return credit();
        }
        if (status != null) {
            Failure byStatus = byStatus(status, result, report, said);
            if (byStatus != null) {
                return byStatus;
            }
        }
        return switch (error) {
            case "authentication_failed", "oauth_org_not_allowed" -> notSignedIn(said);
            case "rate_limit" -> quota("The model's limit is reached.", report, result.text());
            case "model_not_found" -> modelNotFound(said);
            case "overloaded" -> overloaded();
            case "invalid_request" -> rejected(said);
            case "server_error" -> unavailable(said);
            default -> byText(result, report, said);
        };
    }

    private @Nullable Failure byStatus(int status, AgentReport.AgentResult result, AgentReport report, String said) {
        if (status >= 500) {
            return status == 529 ? overloaded() : unavailable(said);
        }
        return switch (status) {
            case 400 -> saysCredit(result.text()) ? credit() : rejected(said);
            case 401 -> notSignedIn(said);
            case 403 ->
                failure(
                        FailureCode.MODEL_FORBIDDEN,
                        "The model's provider does not allow this credential to do that: " + said
                                + " Check what the key may use.");
            case 404 -> modelNotFound(said);
            case 408 -> unavailable(said);
            case 429 -> quota("The model's limit is reached: " + said, report, result.text());
            default -> status >= 400 ? rejected(said) : null;
        };
    }

    /** The last resort: the agent's own words. */
    private @Nullable Failure byText(AgentReport.AgentResult result, AgentReport report, String said) {
        String text = result.text().toLowerCase(Locale.ROOT);
        if (!result.isError()) {
            return null;
        }
        if (saysCredit(text)) {
            return credit();
        }
        if (text.contains("not logged in") || text.contains("invalid api key") || text.contains("/login")) {
            return notSignedIn(said);
        }
        if (text.contains("limit reached") || text.contains("hit your limit") || text.contains("usage limit")) {
            return quota("The model's limit is reached: " + said, report, result.text());
        }
        if (text.contains("prompt is too long") || text.contains("context window")) {
            return contextOverflow();
        }
        if (text.contains("output token")) {
            return failure(FailureCode.OUTPUT_LIMIT, "An answer of the model was longer than it may be: " + said);
        }
        if (text.contains("usage policy") || text.contains("refus")) {
            return refused();
        }
        if (text.contains("overloaded")) {
            return overloaded();
        }
        boolean apiError = "api_error".equals(result.terminalReason()) || text.contains("unable to connect");
        return apiError || text.startsWith("api error") ? unavailable(said) : null;
    }

    private static Failure withoutResult(int exitCode, AgentReport report, String stderr) {
        if (exitCode > SIGNAL) {
            return killed(exitCode);
        }
        if (exitCode == 0) {
            return failure(
                    FailureCode.NO_RESULT,
                    "The agent ended without a result, so it is not known whether it had finished. Try again.");
        }
        if (!report.begun()) {
            return startFailed(quote(stderr));
        }
        String said = stderr.isBlank() ? "it said nothing of why" : "it said: " + quote(stderr);
        return failure(
                FailureCode.NON_ZERO_EXIT,
                "The agent ended with exit code " + exitCode + " without a result; " + said + ".");
    }

    private Failure quota(String sentence, AgentReport report, String text) {
        Instant passesAt = report.limitedUntil();
        if (passesAt == null && report.retry() != null) {
            passesAt = report.retry().until();
        }
        if (passesAt == null) {
            passesAt = limits.passesAt(text);
        }
        String then = passesAt == null ? " Wait a while, then try again." : " It passes at " + passesAt + ".";
        return new Failure(FailureCode.QUOTA_EXHAUSTED, GenerationStep.GENERATE, sentence + then, passesAt);
    }

    /** The agent came to no answer in the form that was asked for. */
    static Failure answerInvalid(String said) {
        return failure(
                FailureCode.ANSWER_INVALID,
                "The agent gave no answer in the form that was asked for, asked twice"
                        + (said.isBlank() ? "." : ": " + said)
                        + " What it said is kept. Try again, or choose another model.");
    }

    private static Failure startFailed(String said) {
        return failure(
                FailureCode.CLI_START_FAILED,
                "Claude Code did not start" + (said.isBlank() ? "." : ": " + said)
                        + " Run ./codemaster doctor to check the installation.");
    }

    private static Failure killed(int exitCode) {
        return failure(
                FailureCode.KILLED,
                "The agent was ended from outside" + (exitCode > SIGNAL ? " by signal " + (exitCode - SIGNAL) : "")
                        + ". Look for a lack of memory on the machine, then try again.");
    }

    private static Failure notSignedIn(String said) {
        return failure(
                FailureCode.CLI_NOT_SIGNED_IN,
                "The model's provider does not accept the credential: " + said
                        + " Set a valid ANTHROPIC_API_KEY or codemaster.claude.api-key and start the product again.");
    }

    private static Failure modelNotFound(String said) {
        return failure(
                FailureCode.MODEL_NOT_FOUND,
                "The model does not exist or may not be used with this credential: " + said
                        + " Choose another model or correct codemaster.claude.model.");
    }

    private static Failure overloaded() {
        return failure(
                FailureCode.MODEL_OVERLOADED,
                "The model is overloaded and answered none of several tries. This usually passes; try again later.");
    }

    private static Failure unavailable(String said) {
        return failure(
                FailureCode.MODEL_UNAVAILABLE,
                "The model could not be reached or answered with an error of its own: " + said
                        + " Try again; if it happens again, check codemaster.claude.base-url and the network.");
    }

    private static Failure rejected(String said) {
        return failure(FailureCode.REQUEST_REJECTED, "The model rejected the agent's request: " + said);
    }

    private static Failure credit() {
        return failure(
                FailureCode.CREDIT_EXHAUSTED,
                "The credit at the model's provider is used up. Buy credit or use another key, then try again.");
    }

    private static Failure refused() {
        return failure(
                FailureCode.MODEL_REFUSED,
                "The model refused to work on this. Rewrite the requirement, then try again.");
    }

    private static Failure contextOverflow() {
        return failure(
                FailureCode.CONTEXT_OVERFLOW,
                "The conversation grew longer than the model can read. Make the requirement smaller, or name the files"
                        + " that matter.");
    }

    private static Failure failure(FailureCode code, String message) {
        return new Failure(code, GenerationStep.GENERATE, message, null);
    }

    private static boolean saysCredit(String text) {
        return text.toLowerCase(Locale.ROOT).contains("credit balance");
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String cut = line.length() > MAX_QUOTE ? line.substring(0, MAX_QUOTE) + "…" : line;
        return cut.isEmpty() || cut.matches(".*[.!?…]$") ? cut : cut + ".";
    }

    private static String words(long seconds) {
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
