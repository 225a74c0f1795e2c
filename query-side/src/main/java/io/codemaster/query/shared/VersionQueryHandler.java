package io.codemaster.query.shared;

import java.util.Locale;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Subject;

/** Knows which version of its aggregate each view shows; the column stands beside the view's own. */
@Component
class VersionQueryHandler {

    private final JdbcClient jdbc;

    VersionQueryHandler(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<Long> handle(FindVersion query) {
        var byId = version("SELECT version FROM " + table(query.subject()) + " WHERE id = :id", query.id());
        return query.subject() == Subject.REQUIREMENT
                ? byId.or(() -> version(
                        "SELECT version FROM requirement_details WHERE requirement_key = :id ORDER BY created_at",
                        query.id().toUpperCase(Locale.ROOT)))
                : byId;
    }

    private Optional<Long> version(String sql, String id) {
        return jdbc.sql(sql).param("id", id).query(Long.class).list().stream().findFirst();
    }

    private static String table(Subject subject) {
        return switch (subject) {
            case PROJECT -> "project_details";
            case REPOSITORY -> "repository_details";
            case REQUIREMENT -> "requirement_details";
            case USER -> "user_details";
        };
    }
}
