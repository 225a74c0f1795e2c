package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

/**
 * How the agent was started.
 *
 * @param sessionId the agent's session, so that a later run can resume it
 * @param cliVersion what the CLI says of itself
 * @param model the model asked for, null for the CLI's own default
 * @param demo whether the scripted demo model answers
 * @param confinement how its processes are kept under control: {@code pid-namespace} or {@code recorded-descendants}
 * @param resumedFrom the session of an earlier run that it goes on with, null where it began a new one
 */
public record AgentLaunch(
        String sessionId,
        String cliVersion,
        @Nullable String model,
        boolean demo,
        String confinement,
        @Nullable String resumedFrom) {

    /** A run that began a session of its own. */
    public AgentLaunch(String sessionId, String cliVersion, @Nullable String model, boolean demo, String confinement) {
        this(sessionId, cliVersion, model, demo, confinement, null);
    }
}
