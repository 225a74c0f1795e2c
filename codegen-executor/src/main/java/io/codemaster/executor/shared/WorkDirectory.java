package io.codemaster.executor.shared;

import java.nio.file.Path;

/**
 * The layout of the work directory.
 *
 * <pre>
 * mirrors/&lt;repository&gt;.git        bare mirror of a repository, the agent never sees it
 * runs/&lt;task&gt;/&lt;attempt&gt;/git        the product's own git-dir, trusted, out of the agent's reach
 * runs/&lt;task&gt;/&lt;attempt&gt;/workspace  what the agent sees, with a throw-away .git of its own
 * runs/&lt;task&gt;/&lt;attempt&gt;/home       HOME, configuration and temporary files of the agent
 * runs/&lt;task&gt;/&lt;attempt&gt;/control    process records and the spool of the agent's output
 * sessions/&lt;task&gt;/&lt;attempt&gt;        the agent's conversation, kept so that a follow-up can go on with it
 * </pre>
 *
 * @param root absolute
 */
public record WorkDirectory(Path root) {

    public WorkDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path mirrors() {
        return root.resolve("mirrors");
    }

    public Path runs() {
        return root.resolve("runs");
    }

    public Path run(AttemptKey key) {
        return runs().resolve(key.taskId().value()).resolve(Integer.toString(key.attempt()));
    }

    public Path sessions() {
        return root.resolve("sessions");
    }

    public Path session(AttemptKey key) {
        return sessions().resolve(key.taskId().value()).resolve(Integer.toString(key.attempt()));
    }

    public Path git(AttemptKey key) {
        return run(key).resolve("git");
    }

    public Path workspace(AttemptKey key) {
        return run(key).resolve("workspace");
    }

    public Path home(AttemptKey key) {
        return run(key).resolve("home");
    }

    public Path control(AttemptKey key) {
        return run(key).resolve("control");
    }
}
