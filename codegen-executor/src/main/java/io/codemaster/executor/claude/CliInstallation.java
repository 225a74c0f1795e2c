package io.codemaster.executor.claude;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.executor.shared.AttemptFailure;

/** Finds the CLI and knows its version. */
final class CliInstallation {

    /** The version that the product was made for and tested with. */
    static final String PINNED_VERSION = "2.1.330";

    private static final Logger LOG = LoggerFactory.getLogger(CliInstallation.class);

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+\\S*");

    private static final List<String> STANDARD_DIRECTORIES =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final int VERSION_SECONDS = 30;

    private final Map<Path, String> versions = new ConcurrentHashMap<>();

    private final String searchPath;

    CliInstallation(String productPath) {
        Set<String> directories = new LinkedHashSet<>();
        for (String directory : List.of(productPath.split(File.pathSeparator, -1))) {
            if (directory.startsWith("/")) {
                directories.add(directory);
            }
        }
        directories.addAll(STANDARD_DIRECTORIES);
        this.searchPath = String.join(File.pathSeparator, directories);
    }

    /** The PATH on which it is looked up, and which the agent gets. */
    String searchPath() {
        return searchPath;
    }

    /** The executable of a configured command. */
    Path locate(String command) throws AttemptFailure {
        if (command.contains("/")) {
            Path path = Path.of(command).toAbsolutePath().normalize();
            if (isProgram(path)) {
                return path;
            }
            throw missing("Claude Code was not found at " + path + ".");
        }
        for (String directory : searchPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(directory).resolve(command);
            if (isProgram(path)) {
                return path;
            }
        }
        throw missing("Claude Code (" + command + ") was not found on the PATH.");
    }

    /** What the CLI says of itself; asked once per executable. */
    String version(Path cli) throws AttemptFailure {
        String known = versions.get(cli);
        if (known != null) {
            return known;
        }
        String version = ask(cli);
        if (!version.equals(PINNED_VERSION)) {
            LOG.warn("Claude Code at {} is version {}; this product was tested with {}", cli, version, PINNED_VERSION);
        }
        versions.put(cli, version);
        return version;
    }

    private String ask(Path cli) throws AttemptFailure {
        try {
            var builder = new ProcessBuilder(cli.toString(), "--version")
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().put("PATH", searchPath);
            builder.environment().put("DISABLE_AUTOUPDATER", "1");
            Process process = builder.start();
            boolean ended = process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
                throw startFailed(cli, "it did not tell its version within " + VERSION_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher version = VERSION.matcher(said);
            if (process.exitValue() != 0 || !version.find()) {
                throw startFailed(cli, "it told no version but: " + said);
            }
            return version.group();
        } catch (IOException e) {
            throw startFailed(cli, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw startFailed(cli, "the product is being stopped");
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static AttemptFailure startFailed(Path cli, String why) {
        return new AttemptFailure(
                FailureCode.CLI_START_FAILED,
                GenerationStep.GENERATE,
                "Claude Code at " + cli + " cannot be used: " + why
                        + ". Run ./codemaster doctor to check the installation.");
    }

    private static AttemptFailure missing(String what) {
        return new AttemptFailure(
                FailureCode.CLI_MISSING,
                GenerationStep.GENERATE,
                what + " Install it with: npm install -g @anthropic-ai/claude-code@" + PINNED_VERSION
                        + ", or name its path in codemaster.claude.command.");
    }
}
