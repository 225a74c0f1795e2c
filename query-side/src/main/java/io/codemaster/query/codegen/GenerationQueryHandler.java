package io.codemaster.query.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CountActiveGenerations;
import io.codemaster.api.codegen.DiffDetails;
import io.codemaster.api.codegen.FeedEntry;
import io.codemaster.api.codegen.FeedOrigin;
import io.codemaster.api.codegen.FindDiff;
import io.codemaster.api.codegen.FindFeed;
import io.codemaster.api.codegen.FindFeedEntry;
import io.codemaster.api.codegen.FindFeedOrigin;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.FindPatch;
import io.codemaster.api.codegen.FindPrompt;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.AgentRuns;
import io.codemaster.query.shared.NewestFirst;
import io.codemaster.query.shared.PeopleNames;
import io.codemaster.query.shared.RunQueue;

@Component
class GenerationQueryHandler {

    private static final int MOST_BYTES = 64 << 20;

    private static final EnumSet<GenerationStatus> NOT_OVER =
            EnumSet.of(GenerationStatus.PENDING, GenerationStatus.CLONING, GenerationStatus.RUNNING);

    private final GenerationDetailsRepository generations;

    private final FeedTable feed;

    private final FeedExport export;

    private final ChangeReader changes;

    private final EntityManager entities;

    private final PeopleNames names;

    private final RunQueue queue;

    private final List<AgentRuns> runs;

    private final ArtifactStore artifacts;

    GenerationQueryHandler(
            GenerationDetailsRepository generations,
            FeedTable feed,
            FeedExport export,
            ChangeReader changes,
            EntityManager entities,
            PeopleNames names,
            RunQueue queue,
            List<AgentRuns> runs,
            ArtifactStore artifacts) {
        this.queue = queue;
        this.runs = List.copyOf(runs);
        this.artifacts = artifacts;
        this.generations = generations;
        this.feed = feed;
        this.export = export;
        this.changes = changes;
        this.entities = entities;
        this.names = names;
    }

    @QueryHandler
    Optional<GenerationDetails> handle(FindGeneration query) {
        return generations
                .findById(query.taskId().value())
                .map(it -> views(List.of(it)).get(0));
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindGenerations query) {
        var list = new NewestFirst<>(GenerationDetailsEntity.class);
        if (!query.all()) {
            list.ofProjectsOf(query.reader(), "e.projectId");
        }
        var filter = query.filter();
        return list.where("e.projectId = :project", "project", text(filter.projectId()))
                .where("e.requirementId = :requirement", "requirement", text(filter.requirementId()))
                .where("e.status = :status", "status", filter.status())
                .where(
                        "e.requestedBy = :me",
                        "me",
                        filter.mine() ? query.reader().value() : null)
                .where("e.requestedBy = :requester", "requester", text(filter.requestedBy()))
                .where(
                        "e.status = FAILED and e.failure.failureCode = :failureCode",
                        "failureCode",
                        filter.failureCode())
                .where("e.model = :model", "model", filter.model())
                .where("e.firstVerdict = :verdict", "verdict", filter.verdict())
                .where("e.aiObjected = :objected", "objected", filter.aiObjected())
                .where(
                        Boolean.TRUE.equals(filter.followUp()) ? "e.reviewRound > :first" : "e.reviewRound = :first",
                        "first",
                        filter.followUp() == null ? null : 1)
                .where("e.createdAt >= :from", "from", filter.requested().from())
                .where("e.createdAt < :to", "to", filter.requested().to())
                .page(entities, query.page(), GenerationDetailsEntity::place, this::views);
    }

    @QueryHandler
    long handle(CountActiveGenerations query) {
        return generations.countByRepositoryIdAndStatusIn(query.repositoryId().value(), NOT_OVER);
    }

    @QueryHandler
    List<FeedEntry> handle(FindFeed query) {
        return feed.after(query.taskId().value(), query.after(), query.limit(), MOST_BYTES).stream()
                .map(it -> entry(it, new String(it.data(), StandardCharsets.UTF_8)))
                .toList();
    }

    @QueryHandler
    Optional<FeedEntry> handle(FindFeedEntry query) {
        return feed.find(query.taskId().value(), query.sequence()).map(it -> {
            try {
                return entry(it, export.whole(it));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @QueryHandler
    Optional<FeedOrigin> handle(FindFeedOrigin query) {
        return feed.origin(query.taskId().value(), query.sequence());
    }

    @QueryHandler
    Optional<String> handle(FindPrompt query) {
        return runs.stream()
                .flatMap(it -> it.prompt(query.taskId().value()).stream())
                .findFirst()
                .flatMap(artifacts::find)
                .map(it -> new String(it, StandardCharsets.UTF_8));
    }

    @QueryHandler
    Optional<DiffDetails> handle(FindDiff query) {
        return changes.diff(query.taskId().value(), query.scope());
    }

    @QueryHandler
    Optional<String> handle(FindPatch query) {
        var task = query.taskId().value();
        var path = query.path();
        var bytes = path == null
                ? changes.patch(task, query.scope()).map(GenerationQueryHandler::read)
                : changes.patch(task, path, query.scope());
        return bytes.map(it -> new String(it, StandardCharsets.UTF_8));
    }

    private static byte[] read(InputStream content) {
        try (content) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<GenerationDetails> views(List<GenerationDetailsEntity> found) {
        var known = names.of(
                found.stream().map(GenerationDetailsEntity::requestedBy).toList());
        var places = found.stream().anyMatch(GenerationDetailsEntity::isWaiting)
                ? queue.places()
                : Map.<String, Integer>of();
        var newest = feed.lastSequences(
                found.stream().map(GenerationDetailsEntity::id).toList());
        return found.stream()
                .map(it -> it.view(
                        known.getOrDefault(it.requestedBy(), it.requestedBy()),
                        places.get(it.id()),
                        newest.getOrDefault(it.id(), 0L)))
                .toList();
    }

    private static FeedEntry entry(FeedRow row, String data) {
        return new FeedEntry(row.sequence(), row.kind().text(), row.at(), data);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
