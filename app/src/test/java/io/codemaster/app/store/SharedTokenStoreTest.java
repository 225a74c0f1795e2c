package io.codemaster.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.GenericTokenTableFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SharedTokenStoreTest {

    private final JdbcDataSource database = new JdbcDataSource();

    private final Serializer serializer = Jackson3Serializer.builder().build();

    private JdbcTokenStore.Builder settings() {
        return JdbcTokenStore.builder()
                .connectionProvider(database::getConnection)
                .serializer(serializer);
    }

    @Test
    void twoProcessesThatBeginTogetherHaveOneName() throws Exception {
        database.setURL("jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1");
        var first = settings().build();
        first.createSchema(GenericTokenTableFactory.INSTANCE);

        var second = new SharedTokenStore(settings()) {

            /** The other one is faster. */
            @Override
            protected TrackingToken insertTokenEntry(
                    Connection connection, TrackingToken token, String processorName, int segment) throws SQLException {
                first.retrieveStorageIdentifier();
                return super.insertTokenEntry(connection, token, processorName, segment);
            }
        };

        assertThat(second.retrieveStorageIdentifier()).isPresent().isEqualTo(first.retrieveStorageIdentifier());
    }
}
