package io.codemaster.app.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.api.project.FindMembership;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.FindRepository;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.shared.AwaitProjections;

/** Just enough of a read side for the edge, in builds that have no other: it reads the record whenever it is asked. */
@Component
@ConditionalOnMissingClass("io.codemaster.query.identity.IdentityQueryHandler")
class InMemoryReadSide {

    private final EventStore events;

    private final Map<String, UserDetails> users = new ConcurrentHashMap<>();

    private final Map<String, ProjectRole> members = new ConcurrentHashMap<>();

    private final Map<String, RepositoryDetails> repositories = new ConcurrentHashMap<>();

    private final Map<String, RequirementDetails> requirements = new ConcurrentHashMap<>();

    private final Map<String, GenerationDetails> generations = new ConcurrentHashMap<>();

    final AtomicInteger timesAwaited = new AtomicInteger();

    volatile CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);

    private @org.jspecify.annotations.Nullable TrackingToken seen;

    InMemoryReadSide(EventStore events) {
        this.events = events;
    }

    private synchronized void catchUp() {
        try (var stream = events.openStream(seen)) {
            while (stream.hasNextAvailable(0, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                var event = stream.nextAvailable();
                seen = event.trackingToken();
                on(event.getPayload(), event.getTimestamp());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void on(Object payload, Instant at) {
        if (payload instanceof UserRegistered event) {
            users.put(
                    event.userId().value(),
                    new UserDetails(event.userId(), event.name(), event.email(), null, event.role(), List.of()));
        } else if (payload instanceof UserRoleChanged event) {
            users.computeIfPresent(
                    event.userId().value(),
                    (id, it) -> new UserDetails(it.id(), it.name(), it.email(), null, event.role(), List.of()));
        } else if (payload instanceof ProjectCreated event) {
            members.put(event.projectId() + "/" + event.createdBy(), ProjectRole.OWNER);
        } else if (payload instanceof ProjectMemberAdded event) {
            members.put(event.projectId() + "/" + event.userId(), event.role());
        } else if (payload instanceof RepositoryLinked event) {
            repositories.put(
                    event.repositoryId().value(),
                    new RepositoryDetails(
                            event.repositoryId(),
                            event.projectId(),
                            event.gitUrl(),
                            event.platform(),
                            event.defaultBranch(),
                            new RepositoryDetails.CredentialSummary(false, null),
                            at,
                            event.demo()));
        } else if (payload instanceof RequirementSubmitted event) {
            var details = details(event, at);
            requirements.put(event.requirementId().value(), details);
            requirements.put(event.key().toLowerCase(Locale.ROOT), details);
        } else if (payload instanceof GenerationRequested event) {
            generations.put(event.taskId().value(), details(event, at));
        }
    }

    private static RequirementDetails details(RequirementSubmitted event, Instant at) {
        return new RequirementDetails(
                event.requirementId(),
                event.key(),
                event.projectId(),
                event.title(),
                event.description(),
                event.priority(),
                RequirementStatus.DRAFT,
                null,
                null,
                null,
                null,
                null,
                new RequirementDetails.Author(event.submittedBy(), "somebody"),
                at,
                at,
                null,
                null,
                List.of());
    }

    private static GenerationDetails details(GenerationRequested event, Instant at) {
        return new GenerationDetails(
                event.taskId(),
                event.order().requirementId(),
                event.order().requirementKey(),
                event.order().title(),
                event.order().projectId(),
                event.order().repositoryId(),
                GenerationStatus.PENDING,
                GenerationStep.QUEUE,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                false,
                new GenerationDetails.Requester(event.requestedBy(), "somebody"),
                at,
                null,
                null,
                null,
                Duration.ofMinutes(10).toMillis(),
                false,
                null,
                null,
                null,
                0,
                null);
    }

    @QueryHandler
    CompletableFuture<Boolean> handle(AwaitProjections query) {
        timesAwaited.incrementAndGet();
        return gate;
    }

    @QueryHandler
    Optional<UserDetails> handle(FindUser query) {
        catchUp();
        return Optional.ofNullable(users.get(query.userId().value()));
    }

    @QueryHandler
    Optional<UserDetails> handle(FindUserByEmail query) {
        catchUp();
        return users.values().stream()
                .filter(it -> it.email().equals(query.email().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    @QueryHandler
    Optional<ProjectRole> handle(FindMembership query) {
        catchUp();
        return Optional.ofNullable(members.get(query.projectId() + "/" + query.userId()));
    }

    @QueryHandler
    Optional<RepositoryDetails> handle(FindRepository query) {
        catchUp();
        return Optional.ofNullable(repositories.get(query.repositoryId().value()));
    }

    @QueryHandler
    Optional<RequirementDetails> handle(FindRequirement query) {
        catchUp();
        var byId = requirements.get(query.idOrKey());
        return Optional.ofNullable(
                byId == null ? requirements.get(query.idOrKey().toLowerCase(Locale.ROOT)) : byId);
    }

    @QueryHandler
    Optional<GenerationDetails> handle(FindGeneration query) {
        catchUp();
        return Optional.ofNullable(generations.get(query.taskId().value()));
    }
}
