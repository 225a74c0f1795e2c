package io.codemaster.app.cluster;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.store.InstallationName;

/** The name that the first process gives to an installation, and the others find. */
final class SharedName {

    private SharedName() {}

    static InstallationName of(JdbcTemplate jdbc, String mine) {
        try {
            jdbc.update("INSERT INTO installation (id, name) VALUES (1, ?)", mine);
            return new InstallationName(mine);
        } catch (DuplicateKeyException named) {
            return new InstallationName(jdbc.queryForList("SELECT name FROM installation WHERE id = 1", String.class)
                    .get(0));
        }
    }
}
