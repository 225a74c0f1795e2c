package io.codemaster.app.analytics;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.identity.UserId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Which project an event belongs to, and which projects a reader does. */
@Component
class EventProjects {

    /** An aggregate that is named after another one: {@code review:<task>}. */
    private static final Pattern NAMED_AFTER = Pattern.compile("(?:inspection|review|mr):(.+)");

    /** A part of another aggregate: {@code <task>:<attempt>}. */
    private static final Pattern PART_OF = Pattern.compile("([^:]+):\\d+");

    private static final List<String> NAMES = List.of("projectId", "requirementId", "taskId", "runId", "repositoryId");

    private final JdbcTemplate jdbc;

    private final JsonMapper json = new JsonMapper();

    /** Nothing ever moves to another project; absence is not remembered. */
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    EventProjects(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The projects that the user belongs to now. */
    Set<String> of(UserId user) {
        return new HashSet<>(jdbc.queryForList(
                "SELECT project_id FROM project_member WHERE user_id = ?", String.class, user.value()));
    }

    /**
     * The project of an event; empty for what belongs to none.
     *
     * @param aggregate what it happened to; most events are known by that alone
     */
    Optional<String> of(String aggregate, byte[] payload) {
        var named = NAMED_AFTER.matcher(aggregate);
        var id = named.matches() ? named.group(1) : aggregate;
        var part = PART_OF.matcher(id);
        return ofObject(part.matches() ? part.group(1) : id).or(() -> ofPayload(payload));
    }

    private Optional<String> ofObject(String id) {
        return Optional.ofNullable(known.get(
                id,
                it -> jdbc.queryForList("SELECT project_id FROM audit_object WHERE id = ?", String.class, it).stream()
                        .filter(project -> project != null)
                        .findFirst()
                        .orElse(null)));
    }

    private Optional<String> ofPayload(byte[] payload) {
        try {
            var event = json.readTree(payload);
            // what everybody has spent together is for who may see everybody's
            if (event.path("scope").asString("").equals(BudgetScope.INSTALLATION.name())) {
                return Optional.empty();
            }
            return NAMES.stream()
                    .map(it -> event.path(it).asString(""))
                    .filter(it -> !it.isEmpty())
                    .flatMap(it -> ofObject(it).stream())
                    .findFirst();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
