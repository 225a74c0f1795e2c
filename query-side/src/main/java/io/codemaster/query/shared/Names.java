package io.codemaster.query.shared;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows what users are called and how they are reached, for the views that name people. */
@Component
class Names implements PeopleNames, PeopleDetails {

    private final JdbcClient jdbc;

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, String> of(Collection<String> userIds) {
        return detailsOf(userIds).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().name()));
    }

    @Override
    public Map<String, Person> detailsOf(Collection<String> userIds) {
        var people = new HashMap<String, Person>();
        userIds.forEach(it -> people.put(it, new Person(it, null, null)));
        if (!people.isEmpty()) {
            jdbc.sql("SELECT id, name, email, avatar_url FROM user_details WHERE id IN (:ids)")
                    .param("ids", Set.copyOf(people.keySet()))
                    .query(row -> {
                        people.put(row.getString(1), new Person(row.getString(2), row.getString(3), row.getString(4)));
                    });
        }
        return people;
    }
}
