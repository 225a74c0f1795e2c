package io.codemaster.query.requirement;

import org.springframework.data.jpa.repository.JpaRepository;

interface RequirementDocumentRepository extends JpaRepository<RequirementDocumentEntity, String> {}
