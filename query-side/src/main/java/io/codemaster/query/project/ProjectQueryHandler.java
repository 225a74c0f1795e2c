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
import io.codemaster.api.project.FindProjectMembers;
import io.codemaster.api.project.FindProjects;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectMember;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.shared.Page;
import io.codemaster.query.project.ProjectDetailsEntity.Counts;
import io.codemaster.query.shared.NewestFirst;
import io.codemaster.query.shared.PeopleDetails;

@Component
class ProjectQueryHandler {

    private static final String MEMBERS =
            "SELECT project_id, COUNT(*) FROM project_member WHERE project_id IN (:ids) GROUP BY project_id";

    private static final String REPOSITORIES =
            "SELECT project_id, COUNT(*) FROM repository_details WHERE project_id IN (:ids) GROUP BY project_id";

    private static final String OPEN_REQUIREMENTS = "SELECT project_id, COUNT(*) FROM requirement_details"
            + " WHERE project_id IN (:ids) AND status NOT IN ('MERGED', 'CLOSED') GROUP BY project_id";

    private final ProjectDetailsRepository projects;

    private final ProjectMemberRepository members;

    private final EntityManager entities;

    private final JdbcClient jdbc;

    private final PeopleDetails people;

    ProjectQueryHandler(
            ProjectDetailsRepository projects,
            ProjectMemberRepository members,
            EntityManager entities,
            JdbcClient jdbc,
            PeopleDetails people) {
        this.projects = projects;
        this.members = members;
        this.entities = entities;
        this.jdbc = jdbc;
        this.people = people;
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
        return list.where("e.archived = :archived", "archived", query.archived())
                .holding(query.text(), "name", "projectKey", "description")
                .page(entities, query.page(), ProjectDetailsEntity::place, it -> views(it, query.reader()));
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindProjectMembers query) {
        return new NewestFirst<>(ProjectMemberEntity.class)
                .by("addedAt", "userId")
                .where("e.projectId = :project", "project", query.projectId().value())
                .page(entities, query.page(), ProjectMemberEntity::place, this::members);
    }

    @QueryHandler
    Optional<ProjectRole> handle(FindMembership query) {
        return members.findById(new ProjectMemberEntity.Key(
                        query.projectId().value(), query.userId().value()))
                .map(ProjectMemberEntity::role);
    }

    private List<ProjectMember> members(List<ProjectMemberEntity> found) {
        var known =
                people.detailsOf(found.stream().map(ProjectMemberEntity::userId).toList());
        return found.stream()
                .map(it -> it.view(known.getOrDefault(it.userId(), new PeopleDetails.Person(it.userId(), null, null))))
                .toList();
    }

    private List<ProjectDetails> views(List<ProjectDetailsEntity> found, UserId reader) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(ProjectDetailsEntity::id).toList();
        Map<String, ProjectRole> roles = members.findByUserIdAndProjectIdIn(reader.value(), ids).stream()
                .collect(Collectors.toMap(ProjectMemberEntity::projectId, ProjectMemberEntity::role));
        var people = counted(MEMBERS, ids);
        var repositories = counted(REPOSITORIES, ids);
        var open = counted(OPEN_REQUIREMENTS, ids);
        return found.stream()
                .map(it -> it.view(
                        roles.get(it.id()),
                        new Counts(
                                people.getOrDefault(it.id(), 0L),
                                repositories.getOrDefault(it.id(), 0L),
                                open.getOrDefault(it.id(), 0L))))
                .toList();
    }

    private Map<String, Long> counted(String sql, List<String> projectIds) {
        var counts = new HashMap<String, Long>();
        jdbc.sql(sql).param("ids", projectIds).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
