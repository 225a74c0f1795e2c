package io.codemaster.executor.git;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.executor.shared.LocalTools;

/** The git command of this machine; asked once. */
@Component
class GitInstallation implements LocalTools {

    private static final long PATIENCE_SECONDS = 5;

    private volatile @Nullable String known;

    @Override
    public Optional<String> gitVersion() {
        var version = known;
        if (version == null) {
            version = ask();
            known = version;
        }
        return Optional.ofNullable(version);
    }

    private static @Nullable String ask() {
        try {
            var process = new ProcessBuilder("git", "--version")
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? said.replaceFirst("^git version ", "") : null;
        } catch (IOException missing) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
