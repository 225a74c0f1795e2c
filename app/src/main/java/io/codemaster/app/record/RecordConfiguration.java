package io.codemaster.app.record;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;

/** The record's chain in the running product, where the events are in its database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class RecordConfiguration {

    @Bean
    CheckpointFile checkpointFile(DataDirectoryProperties data) {
        return new CheckpointFile(data.dataDir());
    }

    @Bean
    RecordKeeper recordKeeper(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            CheckpointFile file,
            DataDirectoryProperties data,
            DatabaseProperties database,
            Clock clock) {
        var patience = database.address().isEmbedded() ? RecordChain.PATIENCE_EMBEDDED : RecordChain.PATIENCE_SERVER;
        return new RecordKeeper(
                new RecordChain(jdbc, transactions, file, RecordKey.in(data.dataDir()), patience, clock));
    }

    @Bean
    EventProof eventProof(JdbcTemplate jdbc) {
        return new EventProof(jdbc);
    }

    @Bean
    LinkedEvents linkedEvents(JdbcTemplate jdbc) {
        return new LinkedEvents(jdbc);
    }

    @Bean
    EvidenceBundle evidenceBundle(
            JdbcTemplate jdbc,
            ArtifactStore artifacts,
            CheckpointFile file,
            DataDirectoryProperties data,
            Clock clock) {
        return new EvidenceBundle(jdbc, artifacts, file, RecordKey.in(data.dataDir()), clock);
    }

    @Bean
    RecordVerification recordVerification(JdbcTemplate jdbc, CheckpointFile file, Clock clock) {
        return new RecordVerification(jdbc, file, clock);
    }
}
