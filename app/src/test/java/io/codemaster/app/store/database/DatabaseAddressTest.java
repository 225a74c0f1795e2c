package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.codemaster.app.web.start.InvalidConfigurationException;

class DatabaseAddressTest {

    @Test
    void whatMySqlNeedsIsAdded() {
        assertThat(DatabaseAddress.of("jdbc:mysql://db:3306/codemaster").url())
                .startsWith("jdbc:mysql://db:3306/codemaster?rewriteBatchedStatements=true&connectionTimeZone=UTC&")
                .contains("forceConnectionTimeZoneToSession=true", "characterEncoding=UTF-8");
    }

    @Test
    void whatTheAddressSaysItselfStays() {
        assertThat(DatabaseAddress.of("jdbc:mysql://db/x?RewriteBatchedStatements=false&serverTimezone=Asia/Shanghai")
                        .url())
                .startsWith("jdbc:mysql://db/x?RewriteBatchedStatements=false&serverTimezone=Asia/Shanghai&")
                .doesNotContain("rewriteBatchedStatements=true", "connectionTimeZone=UTC");
        assertThat(DatabaseAddress.of("jdbc:h2:file:./x;WRITE_DELAY=10").url())
                .startsWith("jdbc:h2:file:./x;WRITE_DELAY=10;MODE=MySQL")
                .doesNotContain("WRITE_DELAY=0");
    }

    @Test
    void anEmbeddedDatabaseNeedsNothingButItsFile() {
        assertThat(DatabaseAddress.of("jdbc:h2:file:./x").url())
                .isEqualTo("jdbc:h2:file:./x;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;"
                        + "WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void mariaDbsOwnFormIsRefusedWithTheFormToUse() {
        assertThatThrownBy(() -> DatabaseAddress.of("jdbc:mariadb://db:3306/x?password=planted"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("codemaster.database.url=jdbc:mysql://db:3306/x")
                .hasMessageNotContaining("planted");
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> DatabaseAddress.of("jdbc:postgresql://db/x"))
                .hasMessageContaining("must begin with jdbc:mysql:");
    }

    @Test
    void noPasswordIsShown() {
        assertThat(new DatabaseProperties("jdbc:mysql://db/x?password=planted", "u", "planted", 40).toString())
                .isEqualTo("DatabaseProperties[jdbc:mysql://db/x]");
    }

    @Test
    void aSmallPoolIsRefused() {
        assertThatThrownBy(() -> new DatabaseProperties("", "u", "", 3))
                .hasMessageContaining("codemaster.database.pool-size")
                .hasMessageContaining("24");
    }
}
