package io.codemaster.app.demo;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.codemaster.app.security.DemoMode;

/** Whether the demonstration is on. */
class OnDemo implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return DemoMode.of(context.getEnvironment()).on();
    }
}
