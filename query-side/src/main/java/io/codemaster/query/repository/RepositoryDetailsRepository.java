package io.codemaster.query.repository;

import org.springframework.data.jpa.repository.JpaRepository;

interface RepositoryDetailsRepository extends JpaRepository<RepositoryDetailsEntity, String> {}
