package io.codemaster.query.project;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.FindMembership;
import io.codemaster.api.project.FindProject;
import io.codemaster.api.project.FindProjects;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.LikePattern;
import io.codemaster.query.shared.NewestFirst;

@Component
class ProjectQueryHandler {

    private final ProjectDetailsRepository projects;

    private final ProjectMemberRepository members;

    private final EntityManager entities;

    private final JdbcClient jdbc;

    ProjectQueryHandler(
            ProjectDetailsRepository projects,
            ProjectMemberRepository members,
            EntityManager entities,
            JdbcClient jdbc) {
        this.projects = projects;
        this.members = members;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<ProjectDetails> handle(FindProject query) {
        return projects.findById(query.projectId().value())
                .map(it -> views(List.of(it), query.reader()).get(0));
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindProjects query) {
        var list = new NewestFirst<>(ProjectDetailsEntity.class);
        if (!query.all()) {
            list.ofProjectsOf(query.reader(), "e.id");
        }
        var text = query.text();
        return list.where(
                        "(lower(e.name) like :text escape '!' or lower(e.projectKey) like :text escape '!')",
                        "text",
                        text == null || text.isBlank() ? null : LikePattern.containing(text.strip()))
                .page(entities, query.page(), ProjectDetailsEntity::place, it -> views(it, query.reader()));
    }

    @QueryHandler
    Optional<ProjectRole> handle(FindMembership query) {
        return members.findById(new ProjectMemberEntity.Key(
                        query.projectId().value(), query.userId().value()))
                .map(ProjectMemberEntity::role);
    }

    private List<ProjectDetails> views(List<ProjectDetailsEntity> found, UserId reader) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(ProjectDetailsEntity::id).toList();
        Map<String, ProjectRole> roles = members.findByUserIdAndProjectIdIn(reader.value(), ids).stream()
                .collect(Collectors.toMap(ProjectMemberEntity::projectId, ProjectMemberEntity::role));
        var open = new HashMap<String, Long>();
        jdbc.sql("SELECT project_id, COUNT(*) FROM requirement_details"
                        + " WHERE project_id IN (:ids) AND status NOT IN ('MERGED', 'CLOSED') GROUP BY project_id")
                .param("ids", ids)
                .query(row -> {
                    open.put(row.getString(1), row.getLong(2));
                });
        return found.stream()
                .map(it -> it.view(roles.get(it.id()), open.getOrDefault(it.id(), 0L)))
                .toList();
    }
}
