package io.codemaster.executor.inspection;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the agent may print nothing, the same as in a generation.
 *
 * @param inactivityTimeout until it is given up
 */
@ConfigurationProperties("codemaster.claude")
record AgentPatienceProperties(@DefaultValue("5m") Duration inactivityTimeout) {}
