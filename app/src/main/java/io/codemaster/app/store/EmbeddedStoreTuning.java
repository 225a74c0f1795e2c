package io.codemaster.app.store;

import java.sql.DatabaseMetaData;
import javax.sql.DataSource;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * What only the embedded database needs, so that the migrations stay the same for every database.
 *
 * <p>H2 keeps a few values of an identity column in memory and makes a durable commit of its own for the next few: every
 * 32 events by default, a quarter of the time that an append took. More of them are kept here. After a crash the numbers
 * go on behind those that were kept, which Axon's tokens expect as gaps.
 *
 * <p>It also keeps a large object of more than 256 bytes outside its row, in a table of its own with a tree of its own;
 * nearly every event is longer than that and shorter than a page of text.
 */
@Component
class EmbeddedStoreTuning {

    private static final int KEPT_NUMBERS = 256;

    private static final int LONGEST_IN_ROW = 16 * 1024;

    private final DataSource dataSource;

    EmbeddedStoreTuning(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @EventListener(ApplicationStartedEvent.class)
    void tune() throws MetaDataAccessException {
        var product = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
        if ("H2".equals(product)) {
            var database = new JdbcTemplate(dataSource);
            database.execute("ALTER TABLE domain_event ALTER COLUMN global_index SET CACHE " + KEPT_NUMBERS);
            database.execute("SET MAX_LENGTH_INPLACE_LOB " + LONGEST_IN_ROW);
        }
    }
}
