package io.codemaster.executor.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.WorkDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Puts in order what an earlier process left: first its processes end, then its transcripts are completed. */
@Component
class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final CodeAgent agent;

    private final TranscriptWriter transcripts;

    private final WorkDirectory directory;

    private final Counter orphans;

    Recovery(CodeAgent agent, TranscriptWriter transcripts, WorkDirectory directory, MeterRegistry metrics) {
        this.agent = agent;
        this.transcripts = transcripts;
        this.directory = directory;
        this.orphans = Counter.builder("codemaster.orphans.reaped")
                .description("Agents of an earlier process that were still there at the start and were ended")
                .register(metrics);
    }

    void run() {
        var ended = agent.endLeftovers();
        orphans.increment(ended.size());
        if (!ended.isEmpty()) {
            LOG.warn("Ended agents that an earlier process left running: {}", ended);
        }
        for (var key : attempts()) {
            if (transcripts.isOpen(key)) {
                complete(key);
            }
        }
    }

    private void complete(AttemptKey key) {
        try {
            transcripts.recover(key, agent.spooledLines(key, transcripts.secretsOf(key)));
        } catch (IOException | RuntimeException failure) {
            LOG.error("The transcript of {} could not be completed", key, failure);
        }
    }

    private List<AttemptKey> attempts() {
        var found = new ArrayList<AttemptKey>();
        for (var task : children(directory.runs())) {
            for (var attempt : children(task)) {
                var number = attempt.getFileName().toString();
                if (number.matches("[1-9][0-9]{0,8}")) {
                    found.add(
                            new AttemptKey(new CodegenTaskId(task.getFileName().toString()), Integer.parseInt(number)));
                }
            }
        }
        return found;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var children = Files.list(directory)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
