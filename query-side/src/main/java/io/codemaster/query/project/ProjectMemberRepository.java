package io.codemaster.query.project;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface ProjectMemberRepository extends JpaRepository<ProjectMemberEntity, ProjectMemberEntity.Key> {

    List<ProjectMemberEntity> findByUserIdAndProjectIdIn(String userId, Collection<String> projectIds);
}
