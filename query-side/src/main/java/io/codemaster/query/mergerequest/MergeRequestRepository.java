package io.codemaster.query.mergerequest;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface MergeRequestRepository extends JpaRepository<MergeRequestEntity, String> {

    Optional<MergeRequestEntity> findByRequirementId(String requirementId);

    Optional<MergeRequestEntity> findFirstByRepositoryIdAndNumberOrderByRequestedAtDesc(
            String repositoryId, long number);
}
