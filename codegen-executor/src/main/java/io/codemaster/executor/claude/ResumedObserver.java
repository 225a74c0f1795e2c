package io.codemaster.executor.claude;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.shared.CodeAgent.Observer;

/**
 * Passes on what a resumed run does, from the moment when it is clear that the agent has found its conversation. An agent
 * that has not says so in its first line and ends; nobody hears of that.
 */
final class ResumedObserver implements Observer {

    private static final String NOT_FOUND = "No conversation found with session ID";

    private final Observer observer;

    private @Nullable AgentLaunch launch;

    private boolean told;

    private boolean refused;

    ResumedObserver(Observer observer) {
        this.observer = observer;
    }

    @Override
    public synchronized void started(AgentLaunch started) {
        launch = started;
    }

    @Override
    public synchronized void lines(List<OutputLine> lines) {
        refused |= !told && lines.get(0).text().contains(NOT_FOUND);
        if (!refused) {
            tell();
            observer.lines(lines);
        }
    }

    @Override
    public void filesMayHaveChanged(long afterLine) {
        observer.filesMayHaveChanged(afterLine);
    }

    /** The run is over; answers whether the agent found its conversation. */
    synchronized boolean found() {
        if (!refused) {
            tell();
        }
        return !refused;
    }

    private void tell() {
        var started = launch;
        if (!told && started != null) {
            told = true;
            observer.started(started);
        }
    }
}
