package io.codemaster.app.cluster;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.codemaster.app.roles.Roles;

/** Whether this process has health and metrics, and nothing else of HTTP. */
class OnNoHttp implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !Roles.of(context.getEnvironment()).serveHttp();
    }
}
