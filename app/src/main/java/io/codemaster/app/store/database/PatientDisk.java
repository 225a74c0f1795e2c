package io.codemaster.app.store.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The disk below the embedded database. H2 closes itself at the first write that fails, and leaves threads behind that never
 * get anywhere; on a disk that is full, a write waits here until there is room instead, and the product goes on by itself.
 * H2 makes it, by its class; files on it are named {@code patient:} and their path.
 */
public final class PatientDisk extends FilePathWrapper {

    static final String SCHEME = "patient";

    /** For H2. */
    public PatientDisk() {}

    /** Makes the scheme known to H2, which no file can be opened on before. */
    static void register() {
        FilePath.register(new PatientDisk());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new PatientFile(super.open(mode), Path.of(unwrap().toString()), DiskRoom.PRODUCT);
    }
}
