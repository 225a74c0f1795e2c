package io.codemaster.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.codemaster.app.edge.TestServer;
import io.codemaster.app.record.RecordVerdict.Fault;
import io.codemaster.app.record.RecordVerdict.Kind;
import io.codemaster.app.store.event.AppendsUnderWay;
import io.codemaster.app.store.event.TableEventLog;

class RecordChainTest {

    @TempDir
    private Path data;

    private final JdbcDataSource source = new JdbcDataSource();

    private JdbcTemplate jdbc;

    private RecordChain chain;

    private long next = 1;

    private final TestServer.SteppingClock clock = new TestServer.SteppingClock();

    @BeforeEach
    void open() {
        source.setURL("jdbc:h2:file:" + data.resolve("db") + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V001__event_store.sql"),
                        new ClassPathResource("db/migration/V100__record_chain.sql"),
                        new ClassPathResource("db/migration/V140__links_by_event.sql"))
                .execute(source);
        jdbc = new JdbcTemplate(source);
        chain = chain();
    }

    private RecordChain chain() {
        return chain(null);
    }

    private RecordChain chain(@Nullable AppendsUnderWay appends) {
        return new RecordChain(
                new TableEventLog(jdbc),
                jdbc,
                new DataSourceTransactionManager(source),
                new CheckpointFile(data),
                RecordKey.in(data),
                RecordChain.PATIENCE_SERVER,
                appends,
                clock);
    }

    private void store(int events) {
        for (int i = 0; i < events; i++) {
            store(next++, Instant.now());
        }
    }

    private void store(long index, Instant at) {
        jdbc.update(
                "INSERT INTO domain_event (global_index, event_identifier, aggregate_identifier, sequence_number,"
                        + " aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data)"
                        + " VALUES (?, ?, ?, ?, 'Transcript', ?, 'OutputLineRecorded', '1', ?, ?)",
                index,
                "event-" + index,
                "run-" + index % 3,
                index,
                at.toString(),
                ("{\"line\":\"" + index + "\"}").getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void link() {
        while (chain.advance()) {
            // there is more
        }
    }

    private void linked(int events) {
        store(events);
        link();
        chain.checkpoint();
    }

    private RecordVerdict verdict() {
        return new RecordVerification(new TableEventLog(jdbc), jdbc, new CheckpointFile(data), Clock.systemUTC())
                .run(done -> {});
    }

    private Fault fault() {
        var verdict = verdict();
        assertThat(verdict.intact()).isFalse();
        return Objects.requireNonNull(verdict.fault());
    }

    private List<Long> order() {
        return jdbc.queryForList("SELECT global_index FROM record_link ORDER BY position", Long.class);
    }

    @Test
    void everyEventIsLinkedInOrderOverBatches() {
        linked(2 * RecordChain.BATCH + 500);
        var verdict = verdict();
        assertThat(verdict.fault()).isNull();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(2 * RecordChain.BATCH + 500);
        assertThat(verdict.pending()).isZero();
        assertThat(verdict.checkpoints()).isEqualTo(2);
        assertThat(verdict.keys()).hasSize(1);
    }

    @Test
    void whatIsStoredMeanwhileWaitsForItsLink() {
        linked(5);
        store(3);
        var verdict = verdict();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(5);
        assertThat(verdict.pending()).isEqualTo(3);
    }

    @Test
    void anEmptyRecordIsIntact() {
        link();
        chain.checkpoint();
        assertThat(verdict().intact()).isTrue();
        assertThat(verdict().entries()).isZero();
    }

    @Test
    void anotherLifeGoesOnWhereThisOneEnded() {
        linked(5);
        chain = chain();
        linked(5);
        assertThat(verdict().intact()).isTrue();
        assertThat(verdict().entries()).isEqualTo(10);
        assertThat(verdict().keys()).hasSize(1);
    }

    @Test
    void aNumberThatIsMissingIsWaitedFor() {
        store(1, Instant.now());
        store(3, Instant.now());
        link();
        assertThat(order()).containsExactly(1L);
        store(2, Instant.now());
        link();
        assertThat(order()).containsExactly(1L, 2L, 3L);
        assertThat(verdict().intact()).isTrue();
    }

    @Test
    void aNumberThatNeverComesHoldsNothingUpForEver() {
        store(1, Instant.now());
        store(3, Instant.now());
        store(5, Instant.now());
        link();
        clock.step(RecordChain.PATIENCE_SERVER.minusSeconds(5));
        link();
        assertThat(order()).containsExactly(1L);
        clock.step(Duration.ofSeconds(6));
        link();
        assertThat(order()).containsExactly(1L, 3L, 5L);
        assertThat(verdict().intact()).isTrue();
    }

    @Test
    void aNumberIsWaitedForAsLongAsATransactionThatMayHaveIt() {
        var appends = new AppendsUnderWay();
        chain = chain(appends);
        appends.during(() -> {
            store(1, Instant.now());
            store(3, Instant.now());
            link();
            link();
            assertThat(order()).containsExactly(1L);
            store(2, Instant.now());
        });
        link();
        assertThat(order()).containsExactly(1L, 2L, 3L);
        assertThat(verdict().intact()).isTrue();
    }

    @Test
    void aNumberOfATransactionThatWasRolledBackIsNotWaitedFor() {
        var appends = new AppendsUnderWay();
        chain = chain(appends);
        assertThatThrownBy(() -> appends.during(() -> {
                    store(1, Instant.now());
                    throw new IllegalStateException("2 is never stored");
                }))
                .hasMessageContaining("never");
        store(3, Instant.now());
        store(6, Instant.now());
        link();
        assertThat(order()).containsExactly(1L);
        appends.during(() -> {
            // began after 6 was there: it has neither 2 nor 4
            link();
            store(8, Instant.now());
            link();
            assertThat(order()).containsExactly(1L, 3L, 6L);
            store(7, Instant.now());
        });
        link();
        assertThat(order()).containsExactly(1L, 3L, 6L, 7L, 8L);
    }

    @Test
    void gapsFromBeforeThisLifeAreNotWaitedFor() {
        var before = Instant.now().minus(Duration.ofHours(1));
        store(1, before);
        store(257, before);
        store(513, before);
        link();
        assertThat(order()).containsExactly(1L, 257L, 513L);
    }

    @Test
    void twoProcessesMakeOneChain() {
        store(4 * RecordChain.BATCH);
        var others = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 3; i++) {
            var other = chain();
            others.add(CompletableFuture.runAsync(() -> {
                while (other.advance()) {
                    // there is more
                }
            }));
        }
        others.forEach(CompletableFuture::join);
        link();
        assertThat(order()).hasSize(4 * RecordChain.BATCH).isSorted();
        assertThat(verdict().intact()).isTrue();
    }

    // ---- what somebody does to it ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = CAST('{\"line\":\"x\"}' AS BINARY VARYING)",
                "meta_data = NULL",
                "meta_data = CAST('{\"a\":1}' AS BINARY VARYING)",
                "payload_type = 'Other'",
                "payload_revision = '2'",
                "payload_revision = NULL",
                "aggregate_identifier = 'run-9'",
                "aggregate_type = 'Other'",
                "sequence_number = 700",
                "time_stamp = '2020-01-01T00:00:00Z'"
            })
    void anEventThatWasAlteredIsNamed(String change) {
        linked(20);
        jdbc.update("UPDATE domain_event SET " + change + " WHERE global_index = 7");
        assertThat(fault().kind()).isEqualTo(Kind.ALTERED);
        assertThat(fault().sequence()).isEqualTo(7);
        assertThat(fault().eventId()).isEqualTo("event-7");
    }

    @Test
    void anEventThatWasRemovedIsNamed() {
        linked(20);
        jdbc.update("DELETE FROM domain_event WHERE global_index = 7");
        assertThat(fault().kind()).isEqualTo(Kind.REMOVED);
        assertThat(fault().sequence()).isEqualTo(7);
        assertThat(fault().eventId()).isEqualTo("event-7");
    }

    @Test
    void theLastEventThatWasRemovedIsNamed() {
        linked(20);
        jdbc.update("DELETE FROM domain_event WHERE global_index = 20");
        assertThat(fault().kind()).isEqualTo(Kind.REMOVED);
        assertThat(fault().sequence()).isEqualTo(20);
    }

    @Test
    void anEventThatWasPutInIsNamed() {
        store(1, Instant.now().minusSeconds(60));
        store(3, Instant.now().minusSeconds(60));
        chain = chain();
        link();
        store(2, Instant.now());
        assertThat(fault().kind()).isEqualTo(Kind.INSERTED);
        assertThat(fault().sequence()).isEqualTo(2);
        assertThat(fault().eventId()).isEqualTo("event-2");
    }

    @Test
    void eventsThatChangedPlacesAreNamed() {
        linked(20);
        jdbc.update("UPDATE domain_event SET global_index = 100 WHERE global_index = 7");
        jdbc.update("UPDATE domain_event SET global_index = 7 WHERE global_index = 9");
        jdbc.update("UPDATE domain_event SET global_index = 9 WHERE global_index = 100");
        assertThat(fault().kind()).isEqualTo(Kind.REORDERED);
        assertThat(fault().sequence()).isEqualTo(7);
    }

    @Test
    void aLinkThatWasTakenOutWithItsEventIsNamed() {
        linked(20);
        jdbc.update("DELETE FROM domain_event WHERE global_index = 7");
        jdbc.update("DELETE FROM record_link WHERE position = 7");
        assertThat(fault().kind()).isEqualTo(Kind.LINK_BROKEN);
        assertThat(fault().sequence()).isEqualTo(7);
        jdbc.update("UPDATE record_link SET position = position - 1 WHERE position > 7");
        assertThat(fault().sequence()).isEqualTo(7);
    }

    @Test
    void aRecordThatWasWrittenAnewIsNotWhatWasSigned() {
        linked(20);
        jdbc.update("UPDATE domain_event SET payload_type = 'Other' WHERE global_index = 7");
        jdbc.update("DELETE FROM record_link");
        jdbc.update("DELETE FROM record_checkpoint");
        chain = chain();
        link();
        assertThat(fault().kind()).isEqualTo(Kind.CHECKPOINT_BROKEN);
        assertThat(fault().sequence()).isEqualTo(20);
    }

    @Test
    void aRecordThatWasCutOffIsNotWhatWasSigned() {
        linked(20);
        jdbc.update("DELETE FROM domain_event WHERE global_index > 10");
        jdbc.update("DELETE FROM record_link WHERE position > 10");
        jdbc.update("DELETE FROM record_checkpoint");
        assertThat(fault().kind()).isEqualTo(Kind.CHECKPOINT_BROKEN);
        assertThat(fault().message()).contains("cut off");
    }

    @Test
    void aCheckpointThatNobodySignedIsNamed() throws IOException {
        linked(20);
        var file = new CheckpointFile(data).path();
        Files.writeString(file, Files.readString(file).replaceFirst("^20 ", "19 "));
        assertThat(fault().kind()).isEqualTo(Kind.CHECKPOINT_BROKEN);
        assertThat(fault().message()).contains("not what was signed");
    }

    @Test
    void aLineThatACrashCutIsNoFault() throws IOException {
        linked(20);
        var file = new CheckpointFile(data).path();
        Files.writeString(file, Files.readString(file) + "31 abc");
        assertThat(verdict().intact()).isTrue();
    }
}
