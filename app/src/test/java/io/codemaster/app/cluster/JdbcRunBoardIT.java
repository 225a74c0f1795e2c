package io.codemaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.ReleaseAttempt;
import io.codemaster.api.codegen.StopAttempt;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.app.store.database.MigratedDatabase;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.RunBoard;
import io.codemaster.executor.shared.RunKind;

class JdbcRunBoardIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final WorkerId ONE = new WorkerId("worker-one");

    private static final WorkerId TWO = new WorkerId("worker-two");

    private static JdbcConnectionPool pool;

    private static JdbcTemplate jdbc;

    private static RunBoard board;

    @BeforeAll
    static void migrate() {
        pool = MigratedDatabase.open("board");
        jdbc = new JdbcTemplate(pool);
        board = new JdbcRunBoard(
                jdbc,
                new DataSourceTransactionManager(pool),
                Jackson3Serializer.builder().lenientDeserialization().build());
    }

    @AfterAll
    static void close() {
        pool.dispose();
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM run_queue");
        jdbc.update("DELETE FROM worker_task");
    }

    @Test
    void anAttemptIsHandedToOneWorkerOnly() {
        enqueue("a", "p", 1);
        enqueue("a", "p", 1);
        assertThat(board.takeNext(ONE, MINUTE)).map(RunBoard.Lease::key).contains(key("a"));
        assertThat(board.takeNext(TWO, MINUTE)).isEmpty();
        assertThat(board.holder(key("a"))).contains(ONE);
    }

    @Test
    void workersThatAskAtOnceNeverGetTheSame() throws InterruptedException {
        for (int i = 0; i < 24; i++) {
            enqueue("run-" + i, "p" + i % 3, i);
        }
        var taken = new ConcurrentLinkedQueue<AttemptKey>();
        var together = new CountDownLatch(4);
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            var worker = new WorkerId("worker-" + i);
            threads.execute(() -> {
                together.countDown();
                await(together);
                for (var next = board.takeNext(worker, MINUTE);
                        next.isPresent();
                        next = board.takeNext(worker, MINUTE)) {
                    taken.add(next.get().key());
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(taken).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void projectsTakeTurnsWhicheverWorkerAsks() {
        enqueue("a1", "a", 1);
        enqueue("a2", "a", 2);
        enqueue("b1", "b", 3);
        assertThat(List.of(next(ONE), next(TWO), next(ONE))).containsExactly(key("a1"), key("b1"), key("a2"));
    }

    @Test
    void whatADeadWorkerHeldIsSeizedOnceAndItsLeaseIsWorthNothing() {
        enqueue("a", "p", 1);
        var lease = board.takeNext(ONE, MINUTE).orElseThrow();
        assertThat(board.seizeExpired(TWO, MINUTE)).isEmpty();
        expire();
        assertThat(board.holder(key("a"))).isEmpty();
        assertThat(board.renew(ONE, List.of(lease), MINUTE)).isEmpty();
        var seized = board.seizeExpired(TWO, MINUTE);
        assertThat(seized).extracting(RunBoard.Lease::key).containsExactly(key("a"));
        assertThat(seized.get(0).fence()).isGreaterThan(lease.fence());
        assertThat(board.seizeExpired(ONE, MINUTE)).isEmpty();
        assertThat(board.renew(ONE, List.of(lease), MINUTE)).isEmpty();
        assertThat(board.renew(TWO, seized, MINUTE)).containsExactly(key("a"));
    }

    @Test
    void aWorkerThatComesBackInTimeGoesOnAndItsOldProcessDoesNot() {
        enqueue("a", "p", 1);
        var before = board.takeNext(ONE, MINUTE).orElseThrow();
        var resumed = board.resume(ONE, MINUTE);
        assertThat(resumed).extracting(RunBoard.Lease::key).containsExactly(key("a"));
        assertThat(board.renew(ONE, List.of(before), MINUTE)).isEmpty();
        assertThat(board.renew(ONE, resumed, MINUTE)).containsExactly(key("a"));
    }

    @Test
    void anAttemptThatIsGivenBackWaitsAgain() {
        enqueue("a", "p", 1);
        board.giveBack(ONE, board.takeNext(ONE, MINUTE).orElseThrow());
        assertThat(board.depth()).isEqualTo(1);
        assertThat(next(TWO)).isEqualTo(key("a"));
    }

    @Test
    void placesAreCountedForAllWorkers() {
        enqueue("a", "p", 1);
        assertThat(board.reserve(run("b"), 2)).isTrue();
        assertThat(board.reserve(run("b"), 2)).isTrue();
        assertThat(board.reserve(run("c"), 2)).isFalse();
        enqueue("b", "p", 2);
        assertThat(board.depth()).isEqualTo(2);
        board.remove(key("a"));
        assertThat(board.reserve(run("c"), 2)).isTrue();
    }

    @Test
    void tasksAreLeftForTheHolderInOrderAndCollectedOnce() {
        var stop = new StopAttempt(run("a"), 1);
        var release = new ReleaseAttempt(run("a"), 1, true);
        board.leave(ONE, stop);
        board.leave(ONE, release);
        board.leave(TWO, stop);
        assertThat(board.collect(ONE)).containsExactly(stop, release);
        assertThat(board.collect(ONE)).isEmpty();
        assertThat(board.collect(TWO)).containsExactly(stop);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void enqueue(String run, String project, int second) {
        board.enqueue(new RunBoard.Waiting(
                key(run), new ProjectId(project), Instant.ofEpochSecond(second), RunKind.GENERATION));
    }

    private static AttemptKey next(WorkerId worker) {
        return board.takeNext(worker, MINUTE).orElseThrow().key();
    }

    private static void expire() {
        jdbc.update("UPDATE run_queue SET expires_s = UNIX_TIMESTAMP() - 1");
    }

    private static CodegenTaskId run(String id) {
        return new CodegenTaskId(id);
    }

    private static AttemptKey key(String run) {
        return new AttemptKey(run(run), 1);
    }
}
