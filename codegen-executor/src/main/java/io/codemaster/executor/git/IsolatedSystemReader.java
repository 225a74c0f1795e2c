package io.codemaster.executor.git;

import java.io.File;
import java.util.Locale;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts JGit off from the machine's git configuration: a {@code url.insteadOf}, an {@code http.proxy} or a credential
 * somewhere in a home directory must not decide where a token goes. Redirects are off for the same reason.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

    private IsolatedSystemReader(SystemReader original) {
        super(original);
    }

    /** Makes JGit use it in this process; again does nothing. */
    static synchronized void install() {
        var current = SystemReader.getInstance();
        if (!(current instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader(current));
        }
    }

    @Override
    @SuppressWarnings("NullAway") // JGit takes null for "not set" but is not annotated
    public @Nullable String getenv(String variable) {
        var name = variable.toUpperCase(Locale.ROOT);
        return name.startsWith("GIT_") || name.startsWith("XDG_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        var config = new NoFile(parent, fs);
        config.setString("http", null, "followRedirects", "false");
        config.setBoolean("http", null, "sslVerify", true);
        config.setInt("protocol", null, "version", 2);
        return config;
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    private static final class NoFile extends FileBasedConfig {

        @SuppressWarnings("NullAway") // JGit takes a null parent but is not annotated
        private NoFile(@Nullable Config parent, FS fs) {
            super(parent, new File("/dev/null"), fs);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // and nothing to keep
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
