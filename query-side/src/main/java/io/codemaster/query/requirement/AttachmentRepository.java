package io.codemaster.query.requirement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface AttachmentRepository extends JpaRepository<AttachmentEntity, String> {

    List<AttachmentEntity> findByRequirementIdInOrderByAddedAtAscIdAsc(Collection<String> requirementIds);

    Optional<AttachmentEntity> findByIdAndRequirementId(String id, String requirementId);
}
