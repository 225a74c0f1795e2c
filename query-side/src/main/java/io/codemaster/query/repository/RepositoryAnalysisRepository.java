package io.codemaster.query.repository;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface RepositoryAnalysisRepository extends JpaRepository<RepositoryAnalysisEntity, String> {

    Optional<RepositoryAnalysisEntity> findByRunId(String runId);
}
