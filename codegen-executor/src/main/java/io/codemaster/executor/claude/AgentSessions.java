package io.codemaster.executor.claude;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.WorkDirectory;

/**
 * The conversations of runs that are over, kept beyond their work directory so that a follow-up can go on with them.
 *
 * <p>A conversation is the agent's own file. It holds whatever a tool printed as it was printed: no redaction touched it.
 * That is why it never leaves the work directory, is for the product's account alone, and goes nowhere but into the home
 * of another agent.
 */
final class AgentSessions {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String LAST_WORDS = "last-words.md";

    /** What the agent adds up over all runs of a conversation; left in, a run would be charged for those before it. */
    private static final String COST = "{\"type\":\"cost-state\"";

    private final WorkDirectory work;

    AgentSessions(WorkDirectory work) {
        this.work = work;
    }

    /** Keeps the conversation of a run that ended well, and its last words. */
    void keep(AttemptKey key, String sessionId, AgentHome home, @Nullable String lastWords) throws IOException {
        var directory = directory(key);
        privately(work.sessions());
        privately(parent(directory));
        privately(directory);
        if (lastWords != null) {
            write(directory.resolve(LAST_WORDS), out -> out.write(lastWords.getBytes(StandardCharsets.UTF_8)));
        }
        var file = find(home, sessionId);
        if (file.isPresent()) {
            write(directory.resolve(name(sessionId)), out -> copyWithoutCost(file.get(), out));
        }
    }

    /** ISO 8859-1 keeps every byte as it is, whatever a tool printed. */
    private static void copyWithoutCost(Path file, OutputStream target) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(COST)) {
                    target.write(line.getBytes(StandardCharsets.ISO_8859_1));
                    target.write('\n');
                }
            }
        }
    }

    /** Puts a kept conversation where an agent with this home and work tree looks for it; false when there is none. */
    boolean lay(AttemptKey key, String sessionId, AgentHome home, Path workspace) throws IOException {
        if (!ID.matcher(sessionId).matches()) {
            return false;
        }
        var kept = directory(key).resolve(name(sessionId));
        if (!Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        var project = projects(home).resolve(workspace.toString().replaceAll("[^A-Za-z0-9]", "-"));
        Files.createDirectories(project);
        Files.copy(kept, project.resolve(name(sessionId)), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** What a run said last; empty when that is not kept. */
    Optional<String> lastWords(AttemptKey key) throws IOException {
        var file = directory(key).resolve(LAST_WORDS);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    /** The agent names the directory after its work tree; a link in its place is the agent's doing and not followed. */
    private static Optional<Path> find(AgentHome home, String sessionId) throws IOException {
        if (!Files.isDirectory(projects(home), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var found = new ArrayList<Path>();
        try (var directories = Files.newDirectoryStream(projects(home))) {
            for (var directory : directories) {
                var file = directory.resolve(name(sessionId));
                if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(file);
                }
            }
        }
        return found.stream()
                .max((one, other) ->
                        Long.compare(one.toFile().length(), other.toFile().length()));
    }

    private static Path projects(AgentHome home) {
        return home.configuration().resolve("projects");
    }

    private static String name(String sessionId) {
        return sessionId + ".jsonl";
    }

    private Path directory(AttemptKey key) {
        var directory = work.session(key);
        if (!directory.normalize().equals(directory)
                || directory.getNameCount() != work.sessions().getNameCount() + 2) {
            throw new IllegalArgumentException("this id cannot name a directory");
        }
        return directory;
    }

    private static Path parent(Path directory) {
        var parent = directory.getParent();
        return parent == null ? directory : parent;
    }

    private static void privately(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private interface Writing {

        void to(OutputStream target) throws IOException;
    }

    /** Beside the place first, so that a half-written file never counts as a conversation. */
    private static void write(Path file, Writing content) throws IOException {
        var fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var target = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            content.to(target);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
