package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed product on a real server of the MySQL protocol; its main job there is a part of {@link StoreJourney}. */
class MariaDbJourney {

    @TempDir
    private Path directory;

    @Test
    void aKilledProductGoesOnOnMariaDb() throws Exception {
        try (var database = new TestingMariaDb(directory.resolve("mariadb"));
                var product = database.configure(JourneyWorld.product(directory.resolve("data")))
                        .start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-edit");
            rd.awaitStatus(task, "CLONING", "RUNNING", "COMPLETED");
            product.kill();
            product.start();

            assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("COMPLETED");
        }
    }
}
