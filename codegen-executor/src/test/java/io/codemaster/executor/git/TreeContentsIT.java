package io.codemaster.executor.git;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.executor.shared.Workspaces.KeptTree;
import tools.jackson.databind.json.JsonMapper;

/** Files of recorded trees, by real git, read back from nothing but what was kept. */
class TreeContentsIT {

    @TempDir
    private Path directory;

    private GitWorld world;

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
        world.repository
                .on("main")
                .file("README.md", "# Shop\n")
                .file("src/Order.java", "class Order {\n  int id;\n  int amount;\n  String name;\n}\n")
                .file("src/Same.java", "class Same {}\n")
                .commit("Start");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void everyTreeCanBeShownWhenWorkTreeAndMirrorAreGone() throws Exception {
        world.prepare();
        var first = world.git.keepTree(world.key, null);
        world.write("README.md", "# The shop\r\n");
        world.write("src/New.java", "class New {}");
        Files.write(world.file("raw.bin"), new byte[] {0, (byte) 0xff, 10, (byte) 0xc3});
        Files.createSymbolicLink(world.file("link"), Path.of("../../etc/passwd"));
        Files.write(world.file("empty"), new byte[0]);
        var second = world.git.keepTree(world.key, first.id());
        Files.move(world.file("src/Order.java"), world.file("src/Purchase.java"));
        Files.delete(world.file("src/Same.java"));
        var third = world.git.keepTree(world.key, second.id());
        var again = world.git.keepTree(world.key, third.id());
        world.git.discard(world.key);

        assertThat(again.record()).isNull();
        var shown = shown(first);
        assertThat(shown)
                .containsOnlyKeys("README.md", "src/Order.java", "src/Same.java")
                .containsEntry("README.md", "100644 # Shop\n");
        var record = record(second);
        assertThat(record.previous()).isEqualTo(first.id());
        assertThat(record.stat()).isEqualTo(new DiffStat(5, 3, 1));
        apply(shown, record);
        assertThat(shown)
                .containsEntry("README.md", "100644 # The shop\r\n")
                .containsEntry("raw.bin", "100644 \0\u00ff\n\u00c3")
                .containsEntry("link", "120000 ../../etc/passwd")
                .containsEntry("empty", "100644 ");
        apply(shown, record(third));
        assertThat(shown)
                .containsOnlyKeys("README.md", "src/Purchase.java", "src/New.java", "raw.bin", "link", "empty")
                .containsEntry(
                        "src/Purchase.java", "100644 class Order {\n  int id;\n  int amount;\n  String name;\n}\n");
        assertThat(record(third).files())
                .anySatisfy(it -> assertThat(it.oldPath()).isEqualTo("src/Order.java"));
    }

    @Test
    void theSameFilesAreKeptOnceForEveryRun() throws Exception {
        world.prepare();
        var first = world.git.keepTree(world.key, null);

        assertThat(world.git.keepTree(world.key, null).record()).isEqualTo(first.record());
        var contents = record(first).files().stream()
                .map(it -> requireNonNull(it.after()).content())
                .distinct();
        assertThat(contents).hasSize(2); // a directory a piece
    }

    private TreeRecord record(KeptTree tree) {
        return JsonMapper.builder()
                .build()
                .readValue(world.artifacts.find(requireNonNull(tree.record())).orElseThrow(), TreeRecord.class);
    }

    private Map<String, String> shown(KeptTree tree) {
        var shown = new TreeMap<String, String>();
        apply(shown, record(tree));
        return shown;
    }

    private void apply(Map<String, String> shown, TreeRecord record) {
        for (var entry : record.files()) {
            if (entry.before() != null) {
                shown.remove(entry.oldPath() == null ? entry.path() : entry.oldPath());
            }
        }
        for (var entry : record.files()) {
            var version = entry.after();
            if (version != null) {
                var bytes =
                        world.artifacts.find(requireNonNull(version.content())).orElseThrow();
                shown.put(
                        entry.path(),
                        version.mode() + " "
                                + new String(
                                        bytes, (int) version.at(), (int) version.bytes(), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
