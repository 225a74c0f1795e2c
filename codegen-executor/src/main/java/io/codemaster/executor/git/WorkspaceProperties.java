package io.codemaster.executor.git;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How work trees are named and how long they stay.
 *
 * @param branchPattern the name of a requirement's branch; {@code {key}} stands for the requirement's key
 * @param keepWorkspaces how long the directory of an attempt that is over may stay
 * @param maxDisk what all directories of attempts may take together
 * @param keepSessions how long the agent's conversation of a successful attempt may stay
 * @param maxSessions what all kept conversations may take together
 */
@ConfigurationProperties("codemaster.codegen")
record WorkspaceProperties(
        @DefaultValue("feature/req-{key}") String branchPattern,
        @DefaultValue("24h") Duration keepWorkspaces,
        @DefaultValue("20GB") DataSize maxDisk,
        @DefaultValue("30d") Duration keepSessions,
        @DefaultValue("2GB") DataSize maxSessions) {

    WorkspaceProperties {
        if (!branchPattern.contains("{key}")
                || !org.eclipse.jgit.lib.Repository.isValidRefName(
                        "refs/heads/" + branchPattern.replace("{key}", "KEY-1"))) {
            throw new IllegalArgumentException("codemaster.codegen.branch-pattern must be a branch name that holds"
                    + " {key}, for example feature/req-{key}");
        }
        if (keepWorkspaces.isNegative()) {
            throw new IllegalArgumentException(
                    "codemaster.codegen.keep-workspaces must not be negative, for example 24h");
        }
        if (maxDisk.isNegative()) {
            throw new IllegalArgumentException("codemaster.codegen.max-disk must not be negative, for example 20GB");
        }
        if (keepSessions.isNegative()) {
            throw new IllegalArgumentException(
                    "codemaster.codegen.keep-sessions must not be negative, for example 30d");
        }
        if (maxSessions.isNegative()) {
            throw new IllegalArgumentException("codemaster.codegen.max-sessions must not be negative, for example 2GB");
        }
    }
}
