package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

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
                .startsWith("jdbc:h2:patient:./x;WRITE_DELAY=10;MODE=MySQL")
                .doesNotContain("WRITE_DELAY=0");
    }

    @Test
    void anEmbeddedDatabaseNeedsNothingButItsFile() {
        assertThat(DatabaseAddress.of("jdbc:h2:file:./x").url())
                .isEqualTo("jdbc:h2:patient:./x;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;"
                        + "WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void theProfileMysqlLeadsToAServerUnlessTheAddressDoes() {
        assertThat(url("--codemaster.data-dir=/srv/cm")).isEqualTo("jdbc:h2:file:/srv/cm/db/codemaster");
        assertThat(url("--spring.profiles.active=mysql")).isEqualTo("jdbc:mysql://localhost:3306/codemaster");
        assertThat(url("--spring.profiles.active=mysql", "--codemaster.database.url=jdbc:mysql://db/x"))
                .isEqualTo("jdbc:mysql://db/x");
    }

    private static String url(String... arguments) {
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            return context.getBean(DatabaseProperties.class).url();
        }
    }

    @EnableConfigurationProperties(DatabaseProperties.class)
    private static final class Parts {}

    @Test
    void theFileOfAnEmbeddedOneIsFound() {
        assertThat(DatabaseAddress.of("jdbc:h2:file:/srv/cm/db/codemaster;MODE=MySQL")
                        .file())
                .isEqualTo("/srv/cm/db/codemaster.mv.db");
        assertThat(DatabaseAddress.of("jdbc:h2:file:./x;MODE=MySQL").shown()).isEqualTo("jdbc:h2:file:./x");
        assertThat(DatabaseAddress.of("jdbc:h2:mem:x").url()).startsWith("jdbc:h2:mem:x;");
        assertThat(DatabaseAddress.of("jdbc:h2:~/cm").file()).isEqualTo(System.getProperty("user.home") + "/cm.mv.db");
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
