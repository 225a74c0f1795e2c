package io.codemaster.executor.codegen;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.RemoteFacts;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.Workspaces;

/** Proves access to repositories, a few at a time: a slow remote must not take the threads that store lines. */
@Component
class RepositoryTasks {

    private static final int AT_ONCE = 4;

    private static final long PATIENCE_SECONDS = 20;

    private final Semaphore places = new Semaphore(AT_ONCE);

    private final Workspaces workspaces;

    RepositoryTasks(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @CommandHandler
    RemoteFacts handle(ProveRepositoryAccess task) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new CommandRejected(
                    ErrorCode.REPOSITORY_UNREACHABLE,
                    "Too many repositories are being checked at the moment. Try again in a minute.",
                    "gitUrl");
        }
        try {
            return workspaces.prove(task);
        } finally {
            places.release();
        }
    }
}
