package io.codemaster.query.repository;

import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.FindRepositories;
import io.codemaster.api.repository.FindRepository;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.NewestFirst;

@Component
class RepositoryQueryHandler {

    private final RepositoryDetailsRepository repositories;

    private final EntityManager entities;

    RepositoryQueryHandler(RepositoryDetailsRepository repositories, EntityManager entities) {
        this.repositories = repositories;
        this.entities = entities;
    }

    @QueryHandler
    Optional<RepositoryDetails> handle(FindRepository query) {
        return repositories.findById(query.repositoryId().value()).map(RepositoryDetailsEntity::view);
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindRepositories query) {
        return new NewestFirst<>(RepositoryDetailsEntity.class)
                .where("e.projectId = :project", "project", query.projectId().value())
                .page(
                        entities,
                        query.page(),
                        RepositoryDetailsEntity::place,
                        found -> found.stream()
                                .map(RepositoryDetailsEntity::view)
                                .toList());
    }
}
