package io.codemaster.executor.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CloseTranscript;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.Transcripts;
import io.codemaster.executor.shared.WorkDirectory;

/**
 * Keeps transcripts. While one is open a marker stands in the attempt's control directory, so that the next start finds
 * what was interrupted and adds the lines that were printed but not stored.
 */
@Component
class TranscriptWriter implements Transcripts {

    private static final Logger LOG = LoggerFactory.getLogger(TranscriptWriter.class);

    private static final String MARKER = "recording";

    private static final int BATCH = 256;

    /** With the last line's 256 KiB, and each character written as six, still below the least limit of a message. */
    private static final long BATCH_CHARACTERS = 1024 * 1024;

    private static final int TRIES = 12;

    private static final long FIRST_PAUSE_MS = 50;

    private static final long LONGEST_PAUSE_MS = 10_000;

    private final CommandGateway commands;

    private final WorkDirectory directory;

    private final SecretVault vault;

    TranscriptWriter(CommandGateway commands, WorkDirectory directory, SecretVault vault) {
        this.commands = commands;
        this.vault = vault;
        this.directory = directory;
    }

    /** The marker names the repository, whose token must not survive in a line that is read again. */
    @Override
    public void open(AttemptKey key, RepositoryId repositoryId) throws IOException {
        Files.createDirectories(directory.control(key));
        Files.writeString(marker(key), repositoryId.value());
        commands.sendAndWait(new OpenTranscript(key.transcriptId(), key.taskId(), key.attempt()));
    }

    /**
     * Returns when the lines are durable. A database that is away for a while only delays them: the agent's output waits
     * in its spool meanwhile.
     */
    @Override
    public void append(AttemptKey key, List<OutputLine> lines) {
        var pause = FIRST_PAUSE_MS;
        for (int attempt = 1; ; attempt++) {
            try {
                commands.sendAndWait(new RecordOutput(key.transcriptId(), lines));
                return;
            } catch (CommandExecutionException refused) {
                throw refused;
            } catch (RuntimeException failure) {
                if (attempt == TRIES) {
                    throw failure;
                }
                LOG.warn("Lines of {} could not be stored, trying again: {}", key, failure.toString());
                pause(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lines waited to be stored", e);
        }
    }

    @Override
    public void close(AttemptKey key) throws IOException {
        commands.sendAndWait(new CloseTranscript(key.transcriptId()));
        Files.deleteIfExists(marker(key));
    }

    /** Adds what an interrupted attempt had printed; lines that are stored already are passed over. */
    void recover(AttemptKey key, List<OutputLine> lines) throws IOException {
        commands.sendAndWait(new OpenTranscript(key.transcriptId(), key.taskId(), key.attempt()));
        int from = 0;
        while (from < lines.size()) {
            int to = batchEnd(lines, from);
            append(key, lines.subList(from, to));
            from = to;
        }
        close(key);
        LOG.info("Completed the transcript of {} with {} lines from its spool", key, lines.size());
    }

    /** Behind the last line that fits into one message with the line at this place, which is one that fits. */
    static int batchEnd(List<OutputLine> lines, int from) {
        int to = from;
        long characters = 0;
        while (to < lines.size() && to - from < BATCH && characters < BATCH_CHARACTERS) {
            characters += lines.get(to).text().length();
            to++;
        }
        return to;
    }

    /** The secrets that the attempt's lines could hold. */
    Set<String> secretsOf(AttemptKey key) throws IOException {
        return vault.reveal(new RepositoryId(Files.readString(marker(key)).strip()))
                .map(Set::of)
                .orElse(Set.of());
    }

    boolean isOpen(AttemptKey key) {
        return Files.exists(marker(key));
    }

    private Path marker(AttemptKey key) {
        return directory.control(key).resolve(MARKER);
    }
}
