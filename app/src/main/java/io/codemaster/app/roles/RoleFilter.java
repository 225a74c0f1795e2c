package io.codemaster.app.roles;

import java.util.Objects;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.web.bind.annotation.RestController;

/**
 * Leaves out what belongs to a role that this process does not have. The sides' modules are the roles; what serves HTTP, of
 * either side, is in every process with the role command or query, because commands and queries travel.
 */
final class RoleFilter extends TypeExcludeFilter {

    private static final String OURS = "io.codemaster.";

    /** Signing in by Feishu is a part of HTTP. */
    private static final String SIGN_IN = "io.codemaster.executor.feishu.";

    private final Roles roles;

    RoleFilter(Roles roles) {
        this.roles = roles;
    }

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
        var type = reader.getAnnotationMetadata();
        var name = type.getClassName();
        return name.startsWith(OURS)
                && !type.hasAnnotation(ConfigurationProperties.class.getName())
                && belongsElsewhere(name, type);
    }

    private boolean belongsElsewhere(String name, AnnotationMetadata type) {
        if (name.startsWith(OURS + "saga.")) {
            return !roles.has(Role.SAGA);
        }
        if (name.startsWith(OURS + "executor.")) {
            return !roles.has(Role.EXECUTOR)
                    && (!name.startsWith(SIGN_IN) || handles(type, CommandHandler.class.getName()));
        }
        if (name.startsWith(OURS + "command.")) {
            return isDecider(name, type) ? !roles.has(Role.COMMAND) : !roles.serveHttp();
        }
        if (name.startsWith(OURS + "query.")) {
            return isRememberer(type) ? !roles.has(Role.QUERY) : !roles.serveHttp();
        }
        return !roles.serveHttp() && type.hasAnnotation(RestController.class.getName());
    }

    private static boolean isDecider(String name, AnnotationMetadata type) {
        return type.hasAnnotation(Aggregate.class.getName())
                || handles(type, CommandHandler.class.getName())
                || name.equals(OURS + "command.identity.RecordedAdministrators");
    }

    private static boolean isRememberer(AnnotationMetadata type) {
        return type.hasAnnotation(ProcessingGroup.class.getName()) || handles(type, QueryHandler.class.getName());
    }

    private static boolean handles(AnnotationMetadata type, String handler) {
        return !type.getAnnotatedMethods(handler).isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoleFilter filter && filter.roles.equals(roles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(roles);
    }
}
