package io.codemaster.query.identity;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

import io.codemaster.api.identity.UserSource;

interface UserDetailsRepository extends JpaRepository<UserDetailsEntity, String> {

    Optional<UserDetailsEntity> findFirstByEmailAndSourceNotOrderByCreatedAt(String email, UserSource source);
}
