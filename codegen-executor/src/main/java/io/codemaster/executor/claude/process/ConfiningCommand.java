package io.codemaster.executor.claude.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command is put behind so that its processes can be controlled, as far as this system allows.
 *
 * @param confinement what it amounts to
 * @param prefix the words before the command
 */
record ConfiningCommand(Confinement confinement, List<String> prefix) {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiningCommand.class);

    private static final int PROBE_SECONDS = 10;

    private static final List<String> NAMESPACE =
            List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    /** For those who may make a user namespace only; within it they may make the other one. */
    private static final List<List<String>> NAMESPACES =
            List.of(NAMESPACE, behind(List.of("unshare", "-Ur"), NAMESPACE));

    /** The agent is told when the product is gone; the rest is up to the records. */
    private static final List<String> DEATH_SIGNAL = List.of("setpriv", "--pdeathsig", "TERM");

    /** Tries what is wanted once; without nice(1) the processes stand as high as the product. */
    static ConfiningCommand probe(Confinement wanted, int niceness) {
        var confining = probe(wanted);
        var nice = List.of("nice", "-n", String.valueOf(niceness));
        return niceness > 0 && works(nice)
                ? new ConfiningCommand(confining.confinement(), behind(nice, confining.prefix()))
                : confining;
    }

    private static ConfiningCommand probe(Confinement wanted) {
        if (wanted != Confinement.RECORDED_DESCENDANTS) {
            for (List<String> prefix : NAMESPACES) {
                if (works(prefix)) {
                    return new ConfiningCommand(Confinement.PID_NAMESPACE, prefix);
                }
            }
            if (wanted == Confinement.PID_NAMESPACE) {
                LOG.warn("This system allows no PID namespace, though codemaster.claude.confinement asks for one");
            }
        }
        return new ConfiningCommand(Confinement.RECORDED_DESCENDANTS, works(DEATH_SIGNAL) ? DEATH_SIGNAL : List.of());
    }

    /** The words to start. */
    List<String> around(List<String> command) {
        return behind(prefix, command);
    }

    private static List<String> behind(List<String> first, List<String> second) {
        var words = new ArrayList<>(first);
        words.addAll(second);
        return List.copyOf(words);
    }

    private static boolean works(List<String> prefix) {
        try {
            Process process = new ProcessBuilder(behind(prefix, List.of("true")))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
