package io.codemaster.executor.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The agent's home, its own for each attempt.
 *
 * @param root where HOME points to
 */
record AgentHome(Path root) {

    Path configuration() {
        return root.resolve(".claude");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    void create() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root.getParent() == null ? root : root.getParent());
            Files.createDirectory(root, ownerOnly);
        }
        Files.createDirectories(configuration());
        Files.createDirectories(temporary());
    }
}
