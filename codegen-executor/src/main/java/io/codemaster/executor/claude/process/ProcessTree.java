package io.codemaster.executor.claude.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * All processes that descend from one, found by what they cannot shed together: their parents as far as seen, their PID
 * namespace, and an assignment in the environment they were started with.
 */
final class ProcessTree {

    private static final long ROUND_MILLIS = 10;

    private final String marker;

    private final @Nullable String namespace;

    private final Set<ProcessIdentity> recorded = ConcurrentHashMap.newKeySet();

    ProcessTree(String marker, List<ProcessIdentity> known, @Nullable String namespace) {
        this.marker = marker;
        this.namespace = namespace;
        recorded.addAll(known);
    }

    /** All that were ever seen. */
    List<ProcessIdentity> recorded() {
        return List.copyOf(recorded);
    }

    /** Looks for descendants that are not recorded yet; answers whether there were any. */
    boolean recordDescendants() {
        Map<Long, ProcFs.Entry> all = ProcFs.all();
        return recorded.addAll(descendants(all));
    }

    /** Those alive now, by every trace they leave. */
    Set<ProcessIdentity> alive() {
        Map<Long, ProcFs.Entry> all = ProcFs.all();
        Set<ProcessIdentity> alive = descendants(all);
        for (ProcFs.Entry process : all.values()) {
            long pid = process.identity().pid();
            if ((namespace != null && namespace.equals(ProcFs.pidNamespace(pid)))
                    || ProcFs.hasInEnvironment(pid, marker)) {
                alive.add(process.identity());
            }
        }
        recorded.addAll(alive);
        return alive;
    }

    /** Kills until nothing is left; answers whether that came true in time. */
    boolean kill(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                Set<ProcessIdentity> alive = alive();
                if (alive.isEmpty()) {
                    return true;
                }
                alive.forEach(ProcessTree::kill);
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Set<ProcessIdentity> descendants(Map<Long, ProcFs.Entry> all) {
        var children = new HashMap<Long, Set<ProcessIdentity>>();
        for (ProcFs.Entry process : all.values()) {
            children.computeIfAbsent(process.parent(), parent -> new HashSet<>())
                    .add(process.identity());
        }
        var found = new HashSet<ProcessIdentity>();
        var open = new ArrayDeque<ProcessIdentity>();
        for (ProcessIdentity known : recorded) {
            ProcFs.Entry process = all.get(known.pid());
            if (process != null && process.identity().equals(known)) {
                open.add(known);
            }
        }
        while (!open.isEmpty()) {
            ProcessIdentity process = open.remove();
            if (found.add(process)) {
                open.addAll(children.getOrDefault(process.pid(), Set.of()));
            }
        }
        return found;
    }

    private static void kill(ProcessIdentity process) {
        if (ProcFs.identity(process.pid()).filter(process::equals).isPresent()) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
