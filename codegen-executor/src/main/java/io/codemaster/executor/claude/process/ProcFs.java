package io.codemaster.executor.claude.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Reads {@code /proc}. Whatever vanishes while it is read is treated as gone. */
final class ProcFs {

    private static final Path PROC = Path.of("/proc");

    /** Where field 22, the start time, stands after the command's closing parenthesis. */
    private static final int START_TIME = 19;

    private ProcFs() {}

    /** Every process that is not a zombie, by its number. */
    static Map<Long, Entry> all() {
        var found = new HashMap<Long, Entry>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                read(pid).ifPresent(process -> found.put(pid, process));
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    /** One process, empty when it is gone or a zombie. */
    static Optional<Entry> read(long pid) {
        String stat = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
        int name = stat == null ? -1 : stat.lastIndexOf(')');
        if (stat == null || name < 0) {
            return Optional.empty();
        }
        String[] fields = stat.substring(name + 1).trim().split(" ", START_TIME + 2);
        if (fields.length <= START_TIME || "Z".equals(fields[0]) || "X".equals(fields[0])) {
            return Optional.empty();
        }
        var identity = new ProcessIdentity(pid, Long.parseLong(fields[START_TIME]));
        return Optional.of(new Entry(identity, Long.parseLong(fields[1])));
    }

    /** The process's identity, empty when it is gone. */
    static Optional<ProcessIdentity> identity(long pid) {
        return read(pid).map(Entry::identity);
    }

    /** Names the PID namespace the process lives in, null when that cannot be read. */
    static @Nullable String pidNamespace(long pid) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/ns/pid")).toString();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the process was started with exactly this {@code NAME=value} in its environment. */
    static boolean hasInEnvironment(long pid, String assignment) {
        String environment = text(PROC.resolve(pid + "/environ"));
        return environment != null && ("\0" + environment + "\0").contains("\0" + assignment + "\0");
    }

    /** Differs after each boot, so that old process numbers mean nothing. */
    static String bootId() {
        String id = text(PROC.resolve("sys/kernel/random/boot_id"));
        return id == null ? "" : id.trim();
    }

    private static @Nullable String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    record Entry(ProcessIdentity identity, long parent) {}
}
