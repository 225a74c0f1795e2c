package io.codemaster.command.mergerequest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What follows a verdict by itself.
 *
 * @param openMergeRequest whether approval opens the merge request without being asked
 */
@ConfigurationProperties("codemaster.review")
record AutomationProperties(@DefaultValue("true") boolean openMergeRequest) {}
