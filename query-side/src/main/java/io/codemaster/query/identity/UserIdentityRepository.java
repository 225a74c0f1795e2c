package io.codemaster.query.identity;

import org.springframework.data.jpa.repository.JpaRepository;

interface UserIdentityRepository extends JpaRepository<UserIdentityEntity, String> {}
