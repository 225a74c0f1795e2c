package io.codemaster.executor.claude.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down about a run's processes, for the case that the product dies before they do.
 *
 * @param bootId the boot in which the process numbers mean something
 * @param marker the assignment that all of them carry in their environment
 * @param processes those known, the agent first
 */
record ProcessRecord(String bootId, String marker, List<ProcessIdentity> processes) {

    private static final String FILE = "processes.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<ProcessRecord> read(Path control) throws IOException {
        Path file = control.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ProcessRecord.class));
        } catch (JacksonException e) {
            throw new IOException("unreadable process record " + file, e);
        }
    }

    void write(Path control) throws IOException {
        Path draft = control.resolve(FILE + ".new");
        Files.write(draft, JSON.writeValueAsBytes(this));
        Files.move(draft, control.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path control) throws IOException {
        Files.deleteIfExists(control.resolve(FILE));
    }
}
