package io.codemaster.command.mergerequest;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.CheckMergeRequestAutomation;

/** Knows what the operator wants to happen by itself. */
@Component
@EnableConfigurationProperties(AutomationProperties.class)
class MergeRequestAutomation {

    private final AutomationProperties properties;

    MergeRequestAutomation(AutomationProperties properties) {
        this.properties = properties;
    }

    @CommandHandler
    Boolean handle(CheckMergeRequestAutomation command) {
        return properties.openMergeRequest();
    }
}
