package io.codemaster.executor.claude;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.shared.CodeAgent;

/** Keeps all that it hears, in order. */
class RecordingObserver implements CodeAgent.Observer {

    private final List<OutputLine> lines = Collections.synchronizedList(new ArrayList<>());

    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    private final List<Long> changes = new CopyOnWriteArrayList<>();

    private volatile @Nullable AgentLaunch launch;

    @Override
    public void started(AgentLaunch started) {
        launch = started;
    }

    @Override
    public void lines(List<OutputLine> batch) {
        batches.add(batch.size());
        lines.addAll(batch);
    }

    @Override
    public void filesMayHaveChanged(long afterLine) {
        changes.add(afterLine);
    }

    @Nullable AgentLaunch launch() {
        return launch;
    }

    List<OutputLine> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    List<Integer> batches() {
        return List.copyOf(batches);
    }

    List<Long> changes() {
        return List.copyOf(changes);
    }

    String text() {
        return String.join("\n", lines().stream().map(OutputLine::text).toList());
    }
}
