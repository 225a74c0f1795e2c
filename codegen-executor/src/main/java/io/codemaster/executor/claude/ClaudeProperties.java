package io.codemaster.executor.claude;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.executor.claude.process.Confinement;

/**
 * How the Claude Code CLI is run.
 *
 * @param command its path, or a name that is looked up on the PATH
 * @param model the model where a generation names none; null for the CLI's own default
 * @param apiKey known here only to be taken out of whatever the agent prints
 * @param authToken the same
 * @param oauthToken the same
 * @param confinement how its processes are kept under control
 * @param niceness how far its processes stand back where processors are short, 0 to 19: lines reach their readers although
 *     the agent takes every processor there is (nice(1))
 * @param modelRetries how often it asks the model again after an error that may pass
 * @param terminationGrace how long it may take to end by itself before everything is killed
 */
@ConfigurationProperties("codemaster.claude")
record ClaudeProperties(
        @DefaultValue("claude") String command,
        @Nullable String model,
        @Nullable String apiKey,
        @Nullable String authToken,
        @Nullable String oauthToken,
        @DefaultValue("auto") Confinement confinement,
        @DefaultValue("10") int niceness,
        @DefaultValue("4") int modelRetries,
        @DefaultValue("3s") Duration terminationGrace) {

    ClaudeProperties {
        if (command.isBlank()) {
            throw new IllegalArgumentException("codemaster.claude.command must not be blank, for instance: claude");
        }
        if (niceness < 0 || niceness > 19) {
            throw new IllegalArgumentException("codemaster.claude.niceness must be between 0 and 19, for instance: 10");
        }
        if (modelRetries < 0 || modelRetries > 20) {
            throw new IllegalArgumentException(
                    "codemaster.claude.model-retries must be between 0 and 20, for instance: 4");
        }
        if (terminationGrace.isNegative() || terminationGrace.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "codemaster.claude.termination-grace must be between 0s and 1m, for instance: 3s");
        }
    }

    /** The credentials that are configured. */
    Stream<String> secrets() {
        return Stream.of(apiKey, authToken, oauthToken)
                .flatMap(Stream::ofNullable)
                .filter(secret -> !secret.isBlank());
    }

    @Override
    public String toString() {
        return "ClaudeProperties[command=" + command + ", model=" + model + ", confinement=" + confinement.label()
                + ", terminationGrace=" + terminationGrace + "]";
    }
}
