package io.codemaster.query.identity;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface UserDetailsRepository extends JpaRepository<UserDetailsEntity, String> {

    Optional<UserDetailsEntity> findFirstByEmailOrderByCreatedAt(String email);
}
