package io.codemaster.executor.mergerequest;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.CheckUserName;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeBranches;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestTask;
import io.codemaster.api.mergerequest.MergedChange;
import io.codemaster.api.mergerequest.OpenMergeRequest;
import io.codemaster.api.mergerequest.ReadMergeRequest;
import io.codemaster.api.mergerequest.RecordMergeRequest;
import io.codemaster.api.mergerequest.RecordMergeRequestFailure;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.PublicAddressProperties;
import io.codemaster.executor.shared.RepositoryServers;

/** Takes what is to be done on platforms, does it in threads of its own, a few at a time, and reports what came of it. */
@Component
@EnableConfigurationProperties({PlatformProperties.class, PublicAddressProperties.class})
class MergeRequestTasks {

    private static final Logger LOG = LoggerFactory.getLogger(MergeRequestTasks.class);

    private static final int AT_ONCE = 4;

    private static final long MERGE_PATIENCE_SECONDS = 90;

    private final CommandGateway commands;

    private final SecretVault vault;

    private final PublicAddressProperties address;

    private final PlainGitHost plainGit;

    private final Map<Platform, MergeRequestHost> hosts;

    private final ExecutorService threads;

    /** What waits or runs; the same is not done twice at once. */
    private final Set<MergeRequestTask> underWay = ConcurrentHashMap.newKeySet();

    /** Of one merge request one thing at a time. */
    private final Map<MergeRequestId, Object> turns = new ConcurrentHashMap<>();

    MergeRequestTasks(
            CommandGateway commands,
            SecretVault vault,
            RepositoryServers servers,
            PlatformProperties properties,
            PublicAddressProperties address,
            Clock clock) {
        this.commands = commands;
        this.vault = vault;
        this.address = address;
        this.plainGit = new PlainGitHost(servers);
        this.hosts = Map.of(
                Platform.GITLAB,
                new GitLabHost(servers, properties, clock),
                Platform.GITHUB,
                new GitHubHost(servers, properties, clock),
                Platform.GIT,
                plainGit);
        var number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            var thread = new Thread(work, "merge-request-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private interface Work {

        RemoteMergeRequest done() throws MergeTrouble;
    }

    @CommandHandler
    void handle(OpenMergeRequest task) {
        later(task, task.attempt(), () -> host(task.order()).open(wanted(task)));
    }

    @CommandHandler
    void handle(ReadMergeRequest task) {
        later(task, 0, () -> host(task.order()).read(task.order(), token(task.order()), task.number()));
    }

    /** Somebody waits for this one. */
    @CommandHandler
    MergedChange handle(MergeBranches task) throws InterruptedException {
        var merging = threads.submit(() -> merged(task));
        try {
            return merging.get(MERGE_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof MergeTrouble trouble) {
                throw trouble.asRejection();
            }
            throw internal(task, failed).asRejection();
        } catch (TimeoutException late) {
            throw new MergeTrouble(
                            ErrorCode.MERGE_PLATFORM_SILENT,
                            "The repository's server did not finish in time. Look again in a minute: the merge may still"
                                    + " have happened.",
                            late)
                    .asRejection();
        }
    }

    private MergedChange merged(MergeBranches task) throws MergeTrouble {
        synchronized (turn(task.mergeRequestId())) {
            try {
                var order = task.order();
                var title = order.title();
                return new MergedChange(plainGit.merge(
                        order,
                        title == null ? order.requirementKey() : Neutral.plain(title),
                        List.of(
                                "Requirement: " + order.requirementKey(),
                                "Merged-by: " + Neutral.plain(name(task.mergedBy())))));
            } catch (MergeTrouble trouble) {
                report(task, trouble);
                throw trouble;
            }
        }
    }

    // ---- in a thread of its own ----

    private void later(MergeRequestTask task, int attempt, Work work) {
        if (underWay.add(task)) {
            threads.execute(() -> {
                try {
                    carryOut(task, attempt, work);
                } finally {
                    underWay.remove(task);
                }
            });
        }
    }

    private void carryOut(MergeRequestTask task, int attempt, Work work) {
        synchronized (turn(task.mergeRequestId())) {
            try {
                commands.sendAndWait(new RecordMergeRequest(task.mergeRequestId(), attempt, work.done(), null));
            } catch (MergeTrouble trouble) {
                LOG.info("{}: {}", task.mergeRequestId(), trouble.getMessage());
                report(task, trouble);
            } catch (CommandExecutionException unheard) {
                LOG.warn(
                        "What became of {} could not be recorded; it is looked at again",
                        task.mergeRequestId(),
                        unheard);
            } catch (RuntimeException fault) {
                report(task, internal(task, fault));
            }
        }
    }

    private Object turn(MergeRequestId id) {
        return turns.computeIfAbsent(id, key -> new Object());
    }

    private void report(MergeRequestTask task, MergeTrouble trouble) {
        try {
            commands.sendAndWait(new RecordMergeRequestFailure(task.mergeRequestId(), trouble.failure()));
        } catch (CommandExecutionException unheard) {
            LOG.warn("The failure of {} could not be recorded; it is tried again", task.mergeRequestId(), unheard);
        }
    }

    private static MergeTrouble internal(MergeRequestTask task, Exception fault) {
        LOG.error("{} failed", task, fault);
        return new MergeTrouble(
                ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD,
                "The product could not make sense of what the platform did. It is tried again; if it stays, look at the"
                        + " log.",
                fault);
    }

    // ---- what is needed for it ----

    private MergeRequestHost host(MergeRequestOrder order) {
        var host = hosts.get(order.platform());
        return host == null ? plainGit : host;
    }

    private @Nullable String token(MergeRequestOrder order) {
        return vault.reveal(order.repositoryId()).orElse(null);
    }

    private MergeRequestHost.Wanted wanted(OpenMergeRequest task) {
        return new MergeRequestHost.Wanted(
                task.order(),
                MergeRequestText.of(task.order(), task.brief(), address.publicUrl(), this::name),
                token(task.order()),
                task.number());
    }

    /** Names are not part of the record; they are asked for when they are needed. */
    private String name(UserId user) {
        try {
            @Nullable String name = commands.sendAndWait(new CheckUserName(user));
            return name == null ? "somebody" : name;
        } catch (AggregateNotFoundException | CommandExecutionException unknown) {
            return "somebody";
        }
    }
}
