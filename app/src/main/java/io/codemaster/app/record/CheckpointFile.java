package io.codemaster.app.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * The checkpoints outside the database: one to a line, its fields apart by a space. Copies of it elsewhere are what makes
 * the record hard to forge for whoever has both the database and this machine.
 */
final class CheckpointFile {

    private final Path path;

    CheckpointFile(Path dataDir) {
        this.path = dataDir.resolve("record").resolve("checkpoints");
    }

    Path path() {
        return path;
    }

    /** Adds one; it is on the disk when this returns. */
    void append(Checkpoint it) {
        var line = "%d %s %s %s %s%n".formatted(it.position(), it.hash(), it.at(), it.publicKey(), it.signature());
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(
                    path,
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("a checkpoint of the record cannot be written to " + path, e);
        }
    }

    /** All of them, none where the file is not there; a line that is none is left out, a crash may have cut the last. */
    List<Checkpoint> read() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return lines.flatMap(line -> parse(line).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints of the record cannot be read from " + path, e);
        }
    }

    private static List<Checkpoint> parse(String line) {
        var fields = line.split(" ", -1);
        try {
            return fields.length == 5
                    ? List.of(new Checkpoint(
                            Long.parseLong(fields[0]), fields[1], Instant.parse(fields[2]), fields[3], fields[4]))
                    : List.of();
        } catch (NumberFormatException | DateTimeException cut) {
            return List.of();
        }
    }
}
