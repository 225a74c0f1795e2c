package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

class ClosedDatabaseTest {

    private static final AtomicBoolean FULL = new AtomicBoolean();

    @TempDir
    private Path directory;

    @BeforeAll
    static void aDiskThatCanBeFilled() {
        FilePath.register(new FillableDisk());
    }

    @Test
    void aDatabaseThatClosedItselfOnAFullDiskIsOpenedAgainWhenThereIsRoom() throws SQLException {
        var settings = new HikariConfig();
        settings.setJdbcUrl(DatabaseAddress.of("jdbc:h2:fillable:" + directory.resolve("store"))
                .url());
        settings.setUsername("sa");
        settings.setMaximumPoolSize(4);
        settings.setConnectionTimeout(1_000);
        settings.setExceptionOverrideClassName(ClosedDatabase.class.getName());
        try (var pool = new HikariDataSource(settings)) {
            run(pool, "CREATE TABLE kept (id INT)");
            run(pool, "INSERT INTO kept VALUES (1)");
            FULL.set(true);
            assertThatThrownBy(() -> run(pool, "INSERT INTO kept VALUES (2)")).isInstanceOf(SQLException.class);
            FULL.set(false);

            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                run(pool, "INSERT INTO kept VALUES (3)");
                return true;
            });
            assertThat(rows(pool, "SELECT COUNT(*) FROM kept WHERE id IN (1, 3)"))
                    .isEqualTo(2);
        } finally {
            FULL.set(false);
        }
    }

    private static void run(DataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int rows(DataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** The disk under it, which takes nothing more while it is full. H2 makes it by its class. */
    public static final class FillableDisk extends FilePathWrapper {

        /** For H2. */
        public FillableDisk() {}

        @Override
        public String getScheme() {
            return "fillable";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FillableFile(super.open(mode));
        }
    }

    private static final class FillableFile extends FileBaseDefault {

        private final FileChannel file;

        FillableFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
            return file.write(from, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }
    }
}
