package io.codemaster.app.store.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A disk that takes nothing more while it is told to fail, as {@code failing:} and a path. H2 makes it by its class. */
public final class FailingDisk extends FilePathWrapper {

    private static volatile @Nullable String failure;

    /** For H2. */
    public FailingDisk() {}

    static void register() {
        FilePath.register(new FailingDisk());
    }

    /** From now on, with these words of the C library. */
    static void fail(String words) {
        failure = words;
    }

    static void mend() {
        failure = null;
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FailingFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as the real one
    private static final class FailingFile extends ForwardingFile {

        FailingFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            var words = failure;
            if (words != null) {
                throw new IOException(words);
            }
            return super.write(from, position);
        }
    }
}
