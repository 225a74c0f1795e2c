package io.codemaster.app.security;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.FindInspection;
import io.codemaster.api.inspection.InspectionDetails;
import io.codemaster.api.project.FindMembership;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.FindRepository;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.app.security.AccessRule.ObjectKind;
import io.codemaster.query.shared.RightsChanged;

/** How an object leads to its project, and a user to a role in it. Absence is never remembered. */
@Component
class ProjectAccess {

    private static final long PATIENCE_SECONDS = 5;

    private final QueryGateway queries;

    /** No object ever moves to another project. */
    private final Cache<String, ProjectId> projects = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private final Cache<FindMembership, ProjectRole> roles = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    ProjectAccess(QueryGateway queries) {
        this.queries = queries;
    }

    Optional<ProjectRole> role(ProjectId project, UserId user) {
        return Optional.ofNullable(roles.get(
                new FindMembership(project, user),
                question -> ask(question, ProjectRole.class).orElse(null)));
    }

    /** Before those who go on with something ask here again. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(RightsChanged change) {
        roles.asMap().keySet().removeIf(it -> it.userId().equals(change.userId()));
    }

    Optional<ProjectId> project(ObjectKind kind, String id) {
        try {
            if (kind == ObjectKind.PROJECT) {
                return Optional.of(new ProjectId(id));
            }
            var key = kind + ":" + id.toLowerCase(Locale.ROOT);
            var known = projects.getIfPresent(key);
            if (known != null) {
                return Optional.of(known);
            }
            var found = lookUp(kind, id);
            found.ifPresent(it -> projects.put(key, it));
            return found;
        } catch (IllegalArgumentException noSuchId) {
            return Optional.empty();
        }
    }

    boolean isAuthor(String requirement, UserId user) {
        return ask(new FindRequirement(requirement), RequirementDetails.class)
                .filter(it -> it.createdBy().id().equals(user))
                .isPresent();
    }

    private Optional<ProjectId> lookUp(ObjectKind kind, String id) {
        return switch (kind) {
            case PROJECT -> Optional.of(new ProjectId(id));
            case REPOSITORY ->
                ask(new FindRepository(new RepositoryId(id)), RepositoryDetails.class)
                        .map(RepositoryDetails::projectId);
            case REQUIREMENT ->
                ask(new FindRequirement(id), RequirementDetails.class).map(RequirementDetails::projectId);
            case GENERATION ->
                ask(new FindGeneration(new CodegenTaskId(id)), GenerationDetails.class)
                        .map(GenerationDetails::projectId)
                        .or(() -> ask(new FindInspection(new CodegenTaskId(id)), InspectionDetails.class)
                                .map(InspectionDetails::projectId));
        };
    }

    private <T> Optional<T> ask(Object query, Class<T> view) {
        try {
            return queries.query(query, ResponseTypes.optionalInstanceOf(view))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
