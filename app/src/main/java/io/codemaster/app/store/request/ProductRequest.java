package io.codemaster.app.store.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a program asks of a product that has the database open, as files of a directory that only the product's user may
 * enter: {@code .request} is renamed to {@code .taken} by the product, which writes its answer and at last {@code .done}, or
 * a sentence into {@code .failed}.
 *
 * @param room the directory
 * @param id names the request
 */
public record ProductRequest(Path room, String id) {

    /** What a request ends with until the product takes it. */
    public static final String ASKED = ".request";

    private static final String TAKEN = ".taken";

    private static final String DONE = ".done";

    private static final String FAILED = ".failed";

    /** Makes the directory where there is none. */
    public static Path room(Path dataDir, String name) throws IOException {
        return Files.createDirectories(
                dataDir.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The request that a file of the directory belongs to. */
    public static ProductRequest of(Path file) {
        var name = file.getFileName().toString();
        return new ProductRequest(file.resolveSibling("").normalize(), name.substring(0, name.lastIndexOf('.')));
    }

    /** Holds what is asked. */
    public Path asked() {
        return room.resolve(id + ASKED);
    }

    /** The same once the product has begun. */
    public Path taken() {
        return room.resolve(id + TAKEN);
    }

    /** What the product writes. */
    public Path answer(String ending) {
        return room.resolve(id + ending);
    }

    /** Is there once the answer is whole. */
    public Path done() {
        return room.resolve(id + DONE);
    }

    /** Why there is no answer. */
    public Path failed() {
        return room.resolve(id + FAILED);
    }

    /** Leaves nothing of it. */
    public void remove() throws IOException {
        try (var files = Files.newDirectoryStream(room, id + ".*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
