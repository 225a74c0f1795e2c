package io.codemaster.app.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file that holds a store: a zip of {@code backup.json}, which names every other part with its SHA-256, of
 * {@code database.zip}, which is what H2 writes for {@code BACKUP TO}, and of {@code secrets/…}.
 */
final class BackupArchive {

    private static final int FORMAT = 1;

    private static final String CONTENTS = "backup.json";

    private static final String DATABASE = "database.zip";

    private static final String SECRETS = "secrets/";

    private static final String DATABASE_ENDING = ".mv.db";

    /** Where the embedded database is below a data directory. */
    static final String DATABASE_FILE = "db/codemaster" + DATABASE_ENDING;

    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final JsonMapper JSON = new JsonMapper();

    private BackupArchive() {}

    /**
     * What is in a backup.
     *
     * @param format which form it has
     * @param madeAt when, in ISO 8601
     * @param parts the SHA-256 of each part by its name
     */
    record Contents(int format, String madeAt, Map<String, String> parts) {}

    /** What of a directory of secrets belongs into a backup, by name; drafts of an interrupted start do not. */
    static Map<String, Path> secretsIn(Path directory) throws IOException {
        var secrets = new TreeMap<String, Path>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                files.filter(Files::isRegularFile)
                        .filter(it -> isSecret(it.getFileName().toString()))
                        .forEach(it -> secrets.put(it.getFileName().toString(), it));
            }
        }
        return secrets;
    }

    private static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).matches() && !name.endsWith(".tmp");
    }

    // ---- writing ----

    /**
     * Writes one, to the disk itself.
     *
     * @param file is there and empty
     * @param database what H2 wrote
     */
    static void write(Path file, Path database, Map<String, Path> secrets, Instant madeAt) throws IOException {
        var sums = new TreeMap<String, String>();
        var parts = new TreeMap<String, Path>();
        parts.put(DATABASE, database);
        secrets.forEach((name, path) -> parts.put(SECRETS + name, path));
        var entries = new TreeMap<String, ZipEntry>();
        for (var part : parts.entrySet()) {
            entries.put(part.getKey(), stored(part.getKey(), part.getValue(), sums));
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new Contents(FORMAT, madeAt.toString(), sums)));
            for (var part : parts.entrySet()) {
                zip.putNextEntry(entries.get(part.getKey()));
                Files.copy(part.getValue(), zip);
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** As it is: the database is packed already, and secrets are small. */
    private static ZipEntry stored(String name, Path path, Map<String, String> sums) throws IOException {
        var crc = new CRC32();
        var digest = sha256();
        try (var input = new CheckedInputStream(new DigestInputStream(Files.newInputStream(path), digest), crc)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        sums.put(name, HexFormat.of().formatHex(digest.digest()));
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(Files.size(path));
        entry.setCompressedSize(Files.size(path));
        entry.setCrc(crc.getValue());
        return entry;
    }

    // ---- reading ----

    /**
     * Takes one apart and compares every part with its sum.
     *
     * @param room an empty directory; gets {@link #DATABASE_FILE} and the secrets, readable by their owner alone
     * @throws BackupRefusedException when it is no whole backup
     */
    static Contents extract(Path file, Path room) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var contents = contents(zip, file);
            for (var part : contents.parts().entrySet()) {
                var digest = sha256();
                var entry = zip.getEntry(part.getKey());
                if (entry == null) {
                    throw broken(file, part.getKey() + " is missing", null);
                }
                try (var input = new DigestInputStream(zip.getInputStream(entry), digest)) {
                    if (part.getKey().equals(DATABASE)) {
                        unpack(input, room.resolve(DATABASE_FILE), file);
                    } else {
                        keep(input, room.resolve(SECRETS).resolve(secretName(part.getKey(), file)));
                    }
                    input.transferTo(OutputStream.nullOutputStream());
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(part.getValue())) {
                    throw broken(file, part.getKey() + " is not what was written", null);
                }
            }
            return contents;
        } catch (ZipException noZip) {
            throw broken(file, "it cannot be read", noZip);
        }
    }

    private static Contents contents(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(CONTENTS);
        if (entry == null) {
            throw broken(file, CONTENTS + " is missing", null);
        }
        try (var input = zip.getInputStream(entry)) {
            var contents = JSON.readValue(input.readAllBytes(), Contents.class);
            if (contents.format() != FORMAT) {
                throw new BackupRefusedException("%s has the form %d of a newer CodeMaster; restore it with that."
                        .formatted(file, contents.format()));
            }
            if (!contents.parts().containsKey(DATABASE)) {
                throw broken(file, DATABASE + " is missing", null);
            }
            return contents;
        } catch (JacksonException unreadable) {
            throw broken(file, CONTENTS + " cannot be read", unreadable);
        }
    }

    private static String secretName(String part, Path file) {
        var name = part.startsWith(SECRETS) ? part.substring(SECRETS.length()) : "";
        if (!isSecret(name)) {
            throw broken(file, "it has a part of an unknown kind, " + part, null);
        }
        return name;
    }

    /** H2 names the file after the database that it was. */
    private static void unpack(InputStream input, Path database, Path file) throws IOException {
        var inner = new ZipInputStream(input);
        for (var entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
            if (entry.getName().endsWith(DATABASE_ENDING)) {
                keep(inner, database);
                return;
            }
        }
        throw broken(file, DATABASE + " holds no database", null);
    }

    private static void keep(InputStream input, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.copy(input, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static BackupRefusedException broken(Path file, String why, @Nullable Exception cause) {
        return new BackupRefusedException(
                "%s is no whole backup of CodeMaster: %s. Take another one.".formatted(file, why), cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
