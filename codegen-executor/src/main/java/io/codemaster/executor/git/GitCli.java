package io.codemaster.executor.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/**
 * The git command for local work: no shell, no credential, no configuration but the one it is given, nothing of the
 * product's environment, no network, and an end in time.
 */
final class GitCli {

    private static final int STDERR_LIMIT = 16 * 1024;

    /** What a hostile repository could switch on is switched off on every command line, whatever a file says. */
    private static final List<String> SAFE = List.of(
            "-c", "core.hooksPath=/dev/null",
            "-c", "core.fsmonitor=false",
            "-c", "core.attributesFile=/dev/null",
            "-c", "core.excludesFile=/dev/null",
            "-c", "protocol.allow=never",
            "-c", "submodule.recurse=false",
            "-c", "diff.ignoreSubmodules=all",
            "-c", "gc.auto=0",
            "-c", "maintenance.auto=false",
            "-c", "core.quotePath=false");

    private final String command;
    private final Path home;
    private final ExecutorService readers = Executors.newCachedThreadPool(GitCli::daemon);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(GitCli::daemon);

    /**
     * @param home an empty directory that no command changes
     */
    GitCli(String command, Path home) {
        this.command = command;
        this.home = home;
    }

    /** A command for one git-dir. */
    Invocation in(Path gitDir) {
        return new Invocation(gitDir);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "git-command");
        thread.setDaemon(true);
        return thread;
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<String, String>();
        @Nullable String path = System.getenv("PATH");
        environment.put("PATH", path == null ? "/usr/local/bin:/usr/bin:/bin" : path);
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_ATTR_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "/bin/false");
        environment.put("GIT_ALLOW_PROTOCOL", "none");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_NO_REPLACE_OBJECTS", "1");
        environment.put("GIT_LITERAL_PATHSPECS", "1");
        environment.putAll(more);
        return environment;
    }

    /** One command, put together and then run. */
    final class Invocation {

        private final Path gitDir;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> options = new ArrayList<>();
        private @Nullable Path workTree;
        private byte[] stdin = new byte[0];
        private Duration limit = Duration.ofMinutes(5);
        private @Nullable StopSignal stop;

        private Invocation(Path gitDir) {
            this.gitDir = gitDir;
        }

        Invocation workTree(Path directory) {
            this.workTree = directory;
            return this;
        }

        Invocation stdin(byte[] bytes) {
            this.stdin = bytes;
            return this;
        }

        Invocation config(String keyAndValue) {
            options.add("-c");
            options.add(keyAndValue);
            return this;
        }

        Invocation env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        Invocation limit(Duration most) {
            this.limit = most;
            return this;
        }

        Invocation stop(StopSignal signal) {
            this.stop = signal;
            return this;
        }

        /** Runs it and answers what it printed. */
        byte[] bytes(String... arguments) throws GitFailed {
            try (var running = start(arguments)) {
                var out = new ByteArrayOutputStream();
                running.stdout().transferTo(out);
                running.finish();
                return out.toByteArray();
            } catch (IOException broken) {
                throw new GitFailed("its output could not be read", true, broken);
            }
        }

        /** Runs it and answers what it printed, without the last line break. */
        String text(String... arguments) throws GitFailed {
            return new String(bytes(arguments), StandardCharsets.UTF_8).strip();
        }

        /** Like {@link #bytes}, for a command that may be told to stop. */
        void runUnlessStopped(String... arguments) throws GitFailed, StoppedException {
            try {
                bytes(arguments);
            } catch (GitFailed failed) {
                if (stop != null && stop.isStopped()) {
                    throw new StoppedException();
                }
                throw failed;
            }
        }

        /** Starts it; the caller reads its output, then asks how it ended. */
        Running start(String... arguments) throws GitFailed {
            var line = new ArrayList<String>();
            line.add(command);
            line.addAll(SAFE);
            line.addAll(options);
            line.add("--git-dir=" + gitDir);
            if (workTree != null) {
                line.add("--work-tree=" + workTree);
            }
            line.addAll(List.of(arguments));
            var builder = new ProcessBuilder(line);
            builder.directory((workTree == null ? gitDir : workTree).toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(environment));
            try {
                return new Running(builder.start(), stdin, limit, stop);
            } catch (IOException notStarted) {
                if (DiskSpace.isExhausted(notStarted)) {
                    throw new GitFailed(DiskSpace.MESSAGE, false, notStarted);
                }
                throw new GitFailed(
                        "the git command could not be started; install git on the machine of the worker",
                        false,
                        notStarted);
            }
        }
    }

    /** A command that runs. */
    final class Running implements AutoCloseable {

        private final Process process;
        private final CompletableFuture<String> stderr = new CompletableFuture<>();
        private final Future<?> deadline;
        private volatile boolean late;

        private Running(Process process, byte[] stdin, Duration limit, @Nullable StopSignal stop) {
            this.process = process;
            readers.execute(() -> stderr.complete(readErrors()));
            this.deadline = clock.schedule(
                    () -> {
                        late = true;
                        kill();
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            if (stop != null) {
                Executor elsewhere = readers;
                stop.whenStopped().thenAcceptAsync(reason -> kill(), elsewhere);
            }
            readers.execute(() -> {
                try (var input = process.getOutputStream()) {
                    input.write(stdin);
                } catch (IOException closedEarly) {
                    // how the command ended says why
                }
            });
        }

        InputStream stdout() {
            return process.getInputStream();
        }

        /** Waits for the end. */
        void finish() throws GitFailed {
            try {
                int exit = process.waitFor();
                if (late) {
                    throw new GitFailed("it took too long and was ended", true, null);
                }
                if (exit != 0) {
                    var said = Wording.clean(stderr.join(), 300);
                    throw new GitFailed(said.isEmpty() ? "exit code " + exit : said, isTemporary(exit, said), null);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new GitFailed("it was interrupted", true, interrupted);
            }
        }

        @Override
        public void close() {
            deadline.cancel(false);
            kill();
        }

        private boolean isTemporary(int exit, String said) {
            // Git reads large files through memory mapping: one that is cut short under its hands kills it (SIGBUS).
            return exit == 128 + 7
                    || said.contains("short read")
                    || said.contains("unable to stat")
                    || said.contains("No such file")
                    || said.contains("Unable to process path")
                    || said.contains("unable to index file")
                    || said.contains("confused by unstable object source data");
        }

        private void kill() {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }

        private String readErrors() {
            var kept = new ByteArrayOutputStream();
            var buffer = new byte[4096];
            try (var errors = process.getErrorStream()) {
                for (int n = errors.read(buffer); n >= 0; n = errors.read(buffer)) {
                    kept.write(buffer, 0, Math.min(n, STDERR_LIMIT - kept.size()));
                }
            } catch (IOException ended) {
                // what was read so far is what there is
            }
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
