package io.codemaster.query.inspection;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

import io.codemaster.api.codegen.GenerationStatus;

interface InspectionDetailsRepository extends JpaRepository<InspectionDetailsEntity, String> {

    List<InspectionDetailsEntity> findByStatusAndQueuedAtNotNull(GenerationStatus status);

    long countByRepositoryIdAndStatusIn(String repositoryId, Collection<GenerationStatus> statuses);

    @Query("select e.projectId as projectId, count(e) as attempts from InspectionDetailsEntity e"
            + " where e.status in :statuses group by e.projectId")
    List<Running> countByProject(Collection<GenerationStatus> statuses);

    /** How many attempts of a project hold a slot. */
    interface Running {

        String getProjectId();

        int getAttempts();
    }
}
