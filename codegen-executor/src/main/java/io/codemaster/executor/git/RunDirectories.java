package io.codemaster.executor.git;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.WorkDirectory;
import io.codemaster.executor.shared.Workspaces;

/**
 * Keeps the directories of attempts that are over, and the conversations that are kept of them, from filling the disk:
 * removes those that are old, then the oldest ones until the rest fits. Whoever runs attempts says which are active, by a bean {@code Predicate<AttemptKey>};
 * without one, nothing is ever removed here.
 */
@Component
class RunDirectories {

    private static final Logger LOG = LoggerFactory.getLogger(RunDirectories.class);

    private final WorkDirectory work;
    private final Workspaces workspaces;
    private final WorkspaceProperties properties;
    private final ObjectProvider<Predicate<AttemptKey>> active;
    private final Clock clock;

    @Autowired
    RunDirectories(
            WorkDirectory work,
            Workspaces workspaces,
            WorkspaceProperties properties,
            ObjectProvider<Predicate<AttemptKey>> active) {
        this(work, workspaces, properties, active, Clock.systemUTC());
    }

    RunDirectories(
            WorkDirectory work,
            Workspaces workspaces,
            WorkspaceProperties properties,
            ObjectProvider<Predicate<AttemptKey>> active,
            Clock clock) {
        this.work = work;
        this.workspaces = workspaces;
        this.properties = properties;
        this.active = active;
        this.clock = clock;
    }

    private record Directory(AttemptKey key, Path path, Instant lastUsed) {}

    /** Removes what is too old or too much. */
    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void cleanUp() {
        cleanUpRuns();
        cleanUpSessions();
    }

    /** A run that goes on with a conversation works on a copy, so none is ever in use. */
    private void cleanUpSessions() {
        try {
            var kept = directories(
                    work.sessions(),
                    (key, path) -> Files.getLastModifiedTime(path).toInstant());
            kept.sort(Comparator.comparing(Directory::lastUsed).reversed());
            var oldest = clock.instant().minus(properties.keepSessions());
            long total = 0;
            for (var session : kept) {
                total += FileTrees.size(session.path());
                if (session.lastUsed().isBefore(oldest)
                        || total > properties.maxSessions().toBytes()) {
                    LOG.info("Removing the agent's conversation of {}", session.key());
                    FileTrees.delete(session.path());
                    deleteIfEmpty(session.path().getParent());
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("The agent's conversations could not be cleaned up: {}", unreadable.getMessage());
        }
    }

    private static void deleteIfEmpty(@Nullable Path task) throws IOException {
        try {
            if (task != null) {
                Files.deleteIfExists(task);
            }
        } catch (DirectoryNotEmptyException otherAttempts) {
            // they stay
        }
    }

    private void cleanUpRuns() {
        var judges = active.orderedStream().toList();
        if (judges.isEmpty()) {
            return;
        }
        try {
            var kept = new ArrayList<Directory>();
            var oldest = clock.instant().minus(properties.keepWorkspaces());
            for (var directory : directories(work.runs(), this::lastUsed)) {
                boolean isActive = judges.stream().anyMatch(judge -> judge.test(directory.key()));
                if (!isActive && directory.lastUsed().isBefore(oldest)) {
                    LOG.info(
                            "Removing the work directory of {}: it has not been used since {}",
                            directory.key(),
                            directory.lastUsed());
                    workspaces.discard(directory.key());
                } else {
                    kept.add(directory);
                }
            }
            fit(kept, judges);
        } catch (IOException unreadable) {
            LOG.warn("The work directories could not be cleaned up: {}", unreadable.getMessage());
        }
    }

    private void fit(List<Directory> directories, List<Predicate<AttemptKey>> judges) throws IOException {
        long total = 0;
        var sizes = new ArrayList<Long>();
        directories.sort(Comparator.comparing(Directory::lastUsed));
        for (var directory : directories) {
            long size = FileTrees.size(directory.path());
            sizes.add(size);
            total += size;
        }
        long most = properties.maxDisk().toBytes();
        for (int i = 0; i < directories.size() && total > most; i++) {
            var directory = directories.get(i);
            if (judges.stream().noneMatch(judge -> judge.test(directory.key()))) {
                LOG.info("Removing the work directory of {}: all together take {} bytes", directory.key(), total);
                workspaces.discard(directory.key());
                total -= sizes.get(i);
            }
        }
    }

    private interface Clocking {

        Instant lastUsed(AttemptKey key, Path directory) throws IOException;
    }

    private static List<Directory> directories(Path root, Clocking clocking) throws IOException {
        var found = new ArrayList<Directory>();
        for (var task : children(root)) {
            for (var attempt : children(task)) {
                var number = attempt.getFileName().toString();
                if (number.matches("[0-9]{1,6}")) {
                    var key =
                            new AttemptKey(new CodegenTaskId(task.getFileName().toString()), Integer.parseInt(number));
                    found.add(new Directory(key, attempt, clocking.lastUsed(key, attempt)));
                }
            }
        }
        return found;
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> entry.getFileName().toString().matches("[A-Za-z0-9._:@+-]+"))
                    .toList();
        }
    }

    private Instant lastUsed(AttemptKey key, Path directory) throws IOException {
        var latest = Instant.EPOCH;
        for (var path : List.of(
                directory, work.git(key), work.git(key).resolve("index"), work.workspace(key), work.control(key))) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                var time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                latest = time.isAfter(latest) ? time : latest;
            }
        }
        return latest;
    }
}
