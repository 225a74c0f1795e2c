package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.shared.AttemptKey;

class RunDirectoriesIT {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private GitWorld world;

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whatIsOldGoesUnlessItIsActive() throws IOException {
        var old = attempt("old", 1, Duration.ofHours(30), 10);
        var oldButActive = attempt("active", 1, Duration.ofHours(30), 10);
        var young = attempt("young", 2, Duration.ofHours(2), 10);

        cleanUp(DataSize.ofGigabytes(1), List.of(key -> key.equals(oldButActive)));

        assertThat(world.work.run(old)).doesNotExist();
        assertThat(world.work.runs().resolve("old")).doesNotExist();
        assertThat(world.work.run(oldButActive)).exists();
        assertThat(world.work.run(young)).exists();
    }

    @Test
    void theOldestGoUntilTheRestFits() throws IOException {
        var oldest = attempt("a", 1, Duration.ofHours(3), 60_000);
        var active = attempt("b", 1, Duration.ofHours(2), 60_000);
        var newest = attempt("c", 1, Duration.ofHours(1), 30_000);

        cleanUp(DataSize.ofBytes(100_000), List.of(key -> key.equals(active)));
        assertThat(world.work.run(oldest)).doesNotExist();
        assertThat(world.work.run(newest)).exists();

        cleanUp(DataSize.ofBytes(0), List.of(key -> key.equals(active)));
        assertThat(world.work.run(newest)).doesNotExist();
        assertThat(world.work.run(active)).exists();
    }

    @Test
    void withoutKnowingWhatIsActiveNothingGoes() throws IOException {
        var old = attempt("old", 1, Duration.ofDays(30), 10);

        cleanUp(DataSize.ofBytes(0), List.of());

        assertThat(world.work.run(old)).exists();
    }

    @Test
    void conversationsGoByAgeAndWhenTheyAreTooMuchAndStayAfterTheirRun() throws IOException {
        var old = session("old", Duration.ofDays(31), 10);
        var older = session("a", Duration.ofDays(20), 60_000);
        var newer = session("b", Duration.ofDays(10), 60_000);
        var newest = session("c", Duration.ofDays(1), 30_000);

        cleanUp(DataSize.ofBytes(100_000), List.of(key -> false));

        assertThat(world.work.session(old).getParent()).doesNotExist();
        assertThat(world.work.session(older)).doesNotExist();
        assertThat(world.work.session(newer).resolve("session.jsonl")).exists();
        assertThat(world.work.session(newest)).exists();
    }

    private AttemptKey session(String task, Duration age, int bytes) throws IOException {
        var key = new AttemptKey(new CodegenTaskId(task), 1);
        var kept = Files.createDirectories(world.work.session(key));
        Files.write(kept.resolve("session.jsonl"), new byte[bytes]);
        Files.setLastModifiedTime(kept, FileTime.from(NOW.minus(age)));
        return key;
    }

    @Test
    void aDirectoryThatIsALinkIsLeftAlone() throws IOException {
        var outside = Files.createDirectories(directory.resolve("outside/1"));
        Files.createDirectories(world.work.runs());
        Files.createSymbolicLink(world.work.runs().resolve("linked"), outside.getParent());

        cleanUp(DataSize.ofBytes(0), List.of(key -> false));

        assertThat(outside).exists();
    }

    private AttemptKey attempt(String task, int number, Duration age, int bytes) throws IOException {
        var key = new AttemptKey(new CodegenTaskId(task), number);
        Files.createDirectories(world.work.workspace(key));
        Files.createDirectories(world.work.git(key));
        Files.write(world.work.workspace(key).resolve("file"), new byte[bytes]);
        for (var path : List.of(world.work.workspace(key), world.work.git(key), world.work.run(key))) {
            Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age)));
        }
        return key;
    }

    private void cleanUp(DataSize most, List<Predicate<AttemptKey>> judges) {
        new RunDirectories(
                        world.work,
                        world.git,
                        new WorkspaceProperties(
                                "feature/req-{key}", Duration.ofHours(24), most, Duration.ofDays(30), most),
                        new Judges(judges),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .cleanUp();
    }

    private record Judges(List<Predicate<AttemptKey>> judges) implements ObjectProvider<Predicate<AttemptKey>> {

        @Override
        public Iterator<Predicate<AttemptKey>> iterator() {
            return judges.iterator();
        }

        @Override
        public Stream<Predicate<AttemptKey>> stream() {
            return judges.stream();
        }

        @Override
        public Stream<Predicate<AttemptKey>> orderedStream() {
            return judges.stream();
        }
    }
}
