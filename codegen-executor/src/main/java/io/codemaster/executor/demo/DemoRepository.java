package io.codemaster.executor.demo;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** A bare repository with one commit on {@code main}. The same files always make the same commit. */
final class DemoRepository {

    /** When the demo program was written, as far as git is told. */
    private static final Instant WRITTEN_AT = Instant.parse("2026-11-02T09:00:00Z");

    private final Path directory;

    DemoRepository(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /**
     * Makes the repository unless it is there. It appears whole or not at all.
     *
     * @param files contents by path below the root; paths that end in {@code .sh} or begin with {@code bin/} can be run
     */
    void createUnlessThere(Map<String, byte[]> files) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory.getParent());
        var draft = Files.createTempDirectory(directory.getParent(), "draft-");
        try (var repository = new FileRepository(draft.toFile())) {
            repository.create(true);
            repository.getConfig().setBoolean("http", null, "receivepack", true);
            repository.getConfig().setBoolean("receive", null, "denyDeletes", true);
            repository.getConfig().save();
            commit(repository, files);
        }
        try {
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(draft, directory);
        }
    }

    private static void commit(Repository repository, Map<String, byte[]> files) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var author = new PersonIdent("CodeMaster demo", "demo@codemaster.localhost", WRITTEN_AT, ZoneOffset.UTC);
            var commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, files));
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(
                    "Split a bill among friends\n\nA small program with a test that fails and a feature that is missing.\n");
            var id = inserter.insert(commit);
            inserter.flush();
            point(repository, id);
        }
    }

    private static ObjectId tree(ObjectInserter inserter, Map<String, byte[]> files) throws IOException {
        var index = DirCache.newInCore();
        var builder = index.builder();
        for (var file : files.entrySet()) {
            var entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(canRun(file.getKey()) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    private static boolean canRun(String path) {
        return path.endsWith(".sh") || path.startsWith("bin/");
    }

    private static void point(Repository repository, ObjectId commit) throws IOException {
        RefUpdate main = repository.updateRef(Constants.R_HEADS + "main");
        main.setNewObjectId(commit);
        main.forceUpdate();
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
    }
}
