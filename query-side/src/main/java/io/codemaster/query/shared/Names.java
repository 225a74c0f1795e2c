package io.codemaster.query.shared;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows what users are called, for the views that name people. */
@Component
class Names implements PeopleNames {

    private final JdbcClient jdbc;

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, String> of(Collection<String> userIds) {
        var names = new HashMap<String, String>();
        userIds.forEach(it -> names.put(it, it));
        if (!names.isEmpty()) {
            jdbc.sql("SELECT id, name FROM user_details WHERE id IN (:ids)")
                    .param("ids", Set.copyOf(names.keySet()))
                    .query(row -> {
                        names.put(row.getString(1), row.getString(2));
                    });
        }
        return names;
    }
}
