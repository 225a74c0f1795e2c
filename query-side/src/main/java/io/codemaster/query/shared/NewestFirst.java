package io.codemaster.query.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;

/**
 * A list of entities that runs from the newest to the oldest. The entity has the attributes {@code createdAt} and
 * {@code id}; in conditions its name is {@code e}.
 */
public final class NewestFirst<E> {

    private final Class<E> entity;

    private final List<String> conditions = new ArrayList<>();

    private final Map<String, Object> parameters = new HashMap<>();

    /** Everything of this entity, until conditions are added. */
    public NewestFirst(Class<E> entity) {
        this.entity = entity;
    }

    /** Adds a condition on one parameter, unless its value is null. */
    public NewestFirst<E> where(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Adds the condition that the reader is a member of the project. */
    public NewestFirst<E> ofProjectsOf(UserId reader, String projectId) {
        return where(
                projectId + " in (select m.projectId from ProjectMemberEntity m where m.userId = :reader)",
                "reader",
                reader.value());
    }

    /** Reads one page. */
    public <V> Page<V> page(
            EntityManager entities, PageRequest request, Function<E, Cursor> place, Function<List<E>, List<V>> views) {
        if (request.cursor() != null) {
            var cursor = Cursor.decoded(request.cursor());
            conditions.add("(e.createdAt < :cursorAt or (e.createdAt = :cursorAt and e.id < :cursorId))");
            parameters.put("cursorAt", cursor.at());
            parameters.put("cursorId", cursor.id());
        }
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var query = entities.createQuery(
                "select e from " + entity.getSimpleName() + " e" + where + " order by e.createdAt desc, e.id desc",
                entity);
        parameters.forEach(query::setParameter);
        var found = query.setMaxResults(request.limit() + 1).getResultList();
        boolean more = found.size() > request.limit();
        var items = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                views.apply(items),
                more ? place.apply(items.get(items.size() - 1)).encoded() : null);
    }
}
