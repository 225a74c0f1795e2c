package io.codemaster.app.roles;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether other processes share commands, queries and events with this one. */
public class OnJoined implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Roles.of(context.getEnvironment()).joined();
    }
}
