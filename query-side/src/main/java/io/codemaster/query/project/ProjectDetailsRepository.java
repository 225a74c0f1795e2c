package io.codemaster.query.project;

import org.springframework.data.jpa.repository.JpaRepository;

interface ProjectDetailsRepository extends JpaRepository<ProjectDetailsEntity, String> {}
