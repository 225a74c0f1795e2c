package io.codemaster.app.record;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.roles.LivingProcesses;
import io.codemaster.app.roles.OnSaga;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.NodeId;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.event.AppendsUnderWay;
import io.codemaster.app.store.event.EventLog;

/** The record's chain in the running product, wherever the events are. Where several processes share it, one of them links. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

    @Bean
    CheckpointFile checkpointFile(DataDirectoryProperties data) {
        return new CheckpointFile(data.dataDir());
    }

    @Bean
    @Conditional(OnSaga.class)
    RecordKeeper recordKeeper(
            EventLog events,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            CheckpointFile file,
            DataDirectoryProperties data,
            DatabaseProperties database,
            ObjectProvider<AppendsUnderWay> appends,
            Roles roles,
            LivingProcesses living,
            NodeId node,
            Clock clock) {
        // nobody else has an embedded database
        var alone = database.address().isEmbedded();
        var patience = alone ? RecordChain.PATIENCE_EMBEDDED : RecordChain.PATIENCE_SERVER;
        return new RecordKeeper(
                new RecordChain(
                        events,
                        jdbc,
                        transactions,
                        file,
                        RecordKey.in(data.dataDir()),
                        patience,
                        alone ? appends.getIfAvailable() : null,
                        clock),
                roles.joined() ? new KeepersTurn(living, node.value()) : () -> true);
    }

    @Bean
    EventProof eventProof(EventLog events, JdbcTemplate jdbc) {
        return new EventProof(events, jdbc);
    }

    @Bean
    LinkedEvents linkedEvents(EventLog events, JdbcTemplate jdbc) {
        return new LinkedEvents(events, jdbc);
    }

    /** Only where it is asked for is there a key to sign it with. */
    @Bean
    @Lazy
    EvidenceBundle evidenceBundle(
            EventLog events,
            JdbcTemplate jdbc,
            ArtifactStore artifacts,
            CheckpointFile file,
            DataDirectoryProperties data,
            Clock clock) {
        return new EvidenceBundle(events, jdbc, artifacts, file, RecordKey.in(data.dataDir()), clock);
    }

    @Bean
    RecordVerification recordVerification(EventLog events, JdbcTemplate jdbc, CheckpointFile file, Clock clock) {
        return new RecordVerification(events, jdbc, file, clock);
    }
}
