package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What the program asks of a product that has the database open, as files of a directory that only the product's user may
 * enter: {@code .request} is renamed to {@code .taken} by the product, which writes {@code .zip} and at last {@code .done}, or
 * a sentence into {@code .failed}.
 *
 * @param room the directory
 * @param id names the request
 */
record BackupRequest(Path room, String id) {

    static final String ASKED = ".request";

    /** Makes the directory where there is none. */
    static Path room(Path dataDir) throws IOException {
        return Files.createDirectories(
                dataDir.resolve("backup"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The request that a file of the directory belongs to. */
    static BackupRequest of(Path file) {
        var name = file.getFileName().toString();
        return new BackupRequest(file.resolveSibling("").normalize(), name.substring(0, name.lastIndexOf('.')));
    }

    Path asked() {
        return room.resolve(id + ASKED);
    }

    Path taken() {
        return room.resolve(id + ".taken");
    }

    Path database() {
        return room.resolve(id + ".zip");
    }

    Path done() {
        return room.resolve(id + ".done");
    }

    Path failed() {
        return room.resolve(id + ".failed");
    }

    void remove() throws IOException {
        for (var file : new Path[] {asked(), taken(), database(), done(), failed()}) {
            Files.deleteIfExists(file);
        }
    }
}
