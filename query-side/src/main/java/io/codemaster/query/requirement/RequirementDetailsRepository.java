package io.codemaster.query.requirement;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface RequirementDetailsRepository extends JpaRepository<RequirementDetailsEntity, String> {

    Optional<RequirementDetailsEntity> findFirstByRequirementKeyOrderByCreatedAt(String requirementKey);

    Optional<RequirementDetailsEntity> findFirstByLatestTaskId(String taskId);
}
