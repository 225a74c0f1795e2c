package io.codemaster.app.admin;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much lies in directories. A look at many files takes a while, so what was found holds for a minute. */
@Component
class DirectorySizes {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final Map<Path, Measured> measured = new ConcurrentHashMap<>();

    private final Clock clock;

    DirectorySizes(Clock clock) {
        this.clock = clock;
    }

    private record Measured(long bytes, Instant at) {}

    /** The bytes of all files below it; 0 for a directory that is not there. */
    long bytes(Path directory) {
        var now = clock.instant();
        return measured.compute(
                        directory,
                        (path, known) ->
                                known != null && known.at().plus(GOOD_FOR).isAfter(now)
                                        ? known
                                        : new Measured(measure(path), now))
                .bytes();
    }

    private static long measure(Path directory) {
        var sum = new Sum();
        try {
            Files.walkFileTree(directory, sum);
        } catch (IOException vanished) {
            return sum.bytes;
        }
        return sum.bytes;
    }

    /** Files come and go while they are counted. */
    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        private Sum() {}

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException vanished) {
            return FileVisitResult.CONTINUE;
        }
    }
}
