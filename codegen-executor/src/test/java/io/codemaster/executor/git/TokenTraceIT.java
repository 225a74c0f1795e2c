package io.codemaster.executor.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token is used, and is nowhere afterwards. */
class TokenTraceIT {

    private static final String TOKEN = "glpat-Zx81QmPlant3dT0ken77";

    @TempDir
    private Path directory;

    @Test
    void aTokenIsInNoFileNoArgumentNoEnvironmentAndNoLog() throws Exception {
        var encoded = Base64.getEncoder().encodeToString(("oauth2:" + TOKEN).getBytes(UTF_8));
        var log = new ByteArrayOutputStream();
        var console = System.out;
        var seen = ConcurrentHashMap.<String>newKeySet();
        var watching = new AtomicBoolean(true);
        var watcher = new Thread(() -> {
            while (watching.get()) {
                ProcessHandle.current().descendants().forEach(child -> note(child, seen));
            }
        });
        System.setOut(new PrintStream(log, true, UTF_8));
        watcher.start();
        try (var world = new GitWorld(directory)) {
            var commit = world.repository.on("main");
            for (int i = 0; i < 300; i++) {
                commit.file("f" + i, "x" + i);
            }
            commit.commit("Start");
            world.server.requireToken("oauth2", TOKEN);

            world.git.prove(world.proof(null, TOKEN));
            var prepared = world.prepare();
            world.write("a.txt", "a\n");
            world.git.recordTree(world.key);
            var captured = world.git.capture(world.key, world.order(), prepared.branch(), prepared.baseCommit());
            world.git.push(world.key, world.order(), prepared.branch(), captured.headCommit());
            world.server.refusePushes("your token is " + TOKEN);
            world.write("a.txt", "b\n");
            var again = world.git.capture(world.key, world.order(), prepared.branch(), prepared.baseCommit());
            String refused = "";
            try {
                world.git.push(world.key, world.order(), "feature/other", again.headCommit());
            } catch (io.codemaster.executor.shared.AttemptFailure failure) {
                refused = failure.failure().message();
            }

            assertThat(world.server.authorizations()).isNotEmpty().containsOnly("Basic " + encoded);
            assertThat(refused).contains("your token is ***");
            assertThat(holders(world.work.root(), TOKEN, encoded)).isEmpty();
            assertThat(String.join("\n", world.server.requests())).doesNotContain(TOKEN);
        } finally {
            watching.set(false);
            watcher.join();
            System.setOut(console);
        }
        assertThat(seen).isNotEmpty();
        assertThat(seen).noneMatch(text -> text.contains(TOKEN) || text.contains(encoded));
        assertThat(log.toString(UTF_8)).doesNotContain(TOKEN, encoded);
    }

    @Test
    void theMachinesOwnGitConfigurationIsNotRead() throws Exception {
        IsolatedSystemReader.install();
        var reader = SystemReader.getInstance();

        var config = reader.openUserConfig(null, FS.DETECTED);
        config.load();

        assertThat(config.getString("http", null, "followRedirects")).isEqualTo("false");
        assertThat(reader.openSystemConfig(null, FS.DETECTED).getSections()).isEmpty();
        assertThat(reader.openJGitConfig(new Config(), FS.DETECTED).getFile()).hasToString("/dev/null");
        assertThat(reader.getenv("GIT_CONFIG_GLOBAL")).isNull();
    }

    @Test
    void commandsGetNothingOfTheProductsEnvironment() throws Exception {
        var fake = directory.resolve("fake-git");
        Files.writeString(fake, "#!/bin/sh\nenv\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        var environment = new GitCli(fake.toString(), directory).in(directory).text("x");

        assertThat(environment.lines().map(line -> line.replaceFirst("=.*", "")))
                .allMatch(name -> name.startsWith("GIT_")
                        || Set.of("PATH", "HOME", "XDG_CONFIG_HOME", "LC_ALL", "TZ", "PWD", "SHLVL", "_", "OLDPWD")
                                .contains(name));
        assertThat(environment).contains("GIT_CONFIG_GLOBAL=/dev/null", "GIT_ALLOW_PROTOCOL=none");
    }

    private static void note(ProcessHandle child, Set<String> seen) {
        for (var what : new String[] {"cmdline", "environ"}) {
            try {
                var text =
                        new String(Files.readAllBytes(Path.of("/proc", Long.toString(child.pid()), what)), ISO_8859_1);
                if (!text.isEmpty()) {
                    seen.add(text);
                }
            } catch (IOException gone) {
                // it lived too short to be read
            }
        }
    }

    private static Set<Path> holders(Path root, String... needles) throws IOException {
        var holders = ConcurrentHashMap.<Path>newKeySet();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), ISO_8859_1);
                for (var needle : needles) {
                    if (text.contains(needle)) {
                        holders.add(file);
                    }
                }
            }
        }
        return holders;
    }
}
