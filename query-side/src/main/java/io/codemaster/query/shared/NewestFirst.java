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
 * {@code id}, unless the list says which others stand for them; in conditions its name is {@code e}.
 */
public final class NewestFirst<E> {

    private static final int MOST_WORDS = 8;

    private final Class<E> entity;

    private final List<String> conditions = new ArrayList<>();

    private final Map<String, Object> parameters = new HashMap<>();

    private @Nullable String rank;

    private String time = "createdAt";

    private String id = "id";

    /** Everything of this entity, until conditions are added. */
    public NewestFirst(Class<E> entity) {
        this.entity = entity;
    }

    /** Another attribute is the time, and another one makes equal times unequal. */
    public NewestFirst<E> by(String time, String id) {
        this.time = time;
        this.id = id;
        return this;
    }

    /** The list runs from the highest of this attribute to the lowest, and only within it in the order of time. */
    public NewestFirst<E> within(String rank) {
        this.rank = rank;
        return this;
    }

    /** Adds a condition on one parameter, unless its value is null. */
    public NewestFirst<E> where(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Adds the condition that each word of the text is in one of these attributes, unless there is no word. */
    public NewestFirst<E> holding(@Nullable String text, String... attributes) {
        if (text == null || text.isBlank()) {
            return this;
        }
        var words = text.strip().split("\\s+", MOST_WORDS);
        for (int i = 0; i < words.length; i++) {
            var word = "word" + i;
            var alternatives = new ArrayList<String>();
            for (var attribute : attributes) {
                alternatives.add("lower(e." + attribute + ") like :" + word + " escape '" + LikePattern.ESCAPE + "'");
            }
            where("(" + String.join(" or ", alternatives) + ")", word, LikePattern.containing(words[i]));
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
            goOnAfter(Cursor.decoded(request.cursor(), order()));
        }
        var sorted = (rank == null ? "" : "e." + rank + " desc, ") + "e." + time + " desc, e." + id + " desc";
        var query = entities.createQuery(
                "select e from " + entity.getSimpleName() + " e" + where() + " order by " + sorted, entity);
        parameters.forEach(query::setParameter);
        var found = query.setMaxResults(request.limit() + 1).getResultList();
        boolean more = found.size() > request.limit();
        var items = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                views.apply(items),
                more ? place.apply(items.get(items.size() - 1)).encoded(order()) : null);
    }

    private String order() {
        return rank == null ? time : rank;
    }

    /** How many there are on all pages together. */
    public long count(EntityManager entities) {
        var query = entities.createQuery("select count(*) from " + entity.getSimpleName() + " e" + where(), Long.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    private String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private void goOnAfter(Cursor cursor) {
        var inTime = "(e.%1$s < :cursorAt or (e.%1$s = :cursorAt and e.%2$s < :cursorId))".formatted(time, id);
        parameters.put("cursorAt", cursor.at());
        parameters.put("cursorId", cursor.id());
        if (rank == null) {
            conditions.add(inTime);
            return;
        }
        conditions.add("(e.%1$s < :cursorRank or (e.%1$s = :cursorRank and %2$s))".formatted(rank, inTime));
        parameters.put("cursorRank", cursor.rank());
    }
}
