package io.codemaster.executor.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import tools.jackson.databind.json.JsonMapper;

/** Turns a commit into what is kept of it: the patch, the list of its files, and every tree that led to it. */
final class ChangeCapture {

    private final ArtifactStore artifacts;
    private final JsonMapper json = JsonMapper.builder().build();

    ChangeCapture(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    CapturedChanges keep(WorkTree tree, String base, String head) throws GitFailed, IOException {
        var changes = ChangeList.parse(tree.git().bytes(diff("--raw", "--numstat", "-z", "--abbrev=40", base, head)));
        ArtifactId patch;
        List<PatchMeter.Part> parts;
        try (var running = tree.git().start(diff("--patch", "--full-index", base, head));
                var metered = new PatchMeter(running.stdout())) {
            patch = artifacts.keep(metered);
            running.finish();
            parts = metered.parts();
        }
        var files = artifacts.keep(json.writeValueAsBytes(changes.files(parts)));
        return new CapturedChanges(base, head, changes.stat(), patch, files, trees(tree, base));
    }

    /** A pack with all recorded trees, without what the base has anyway. Nothing in it is a delta against the base. */
    private @Nullable ArtifactId trees(WorkTree tree, String base) throws GitFailed, IOException {
        var recorded = tree.recordedTrees();
        if (recorded.isEmpty()) {
            return null;
        }
        var wanted = String.join("\n", recorded) + "\n^" + base + "\n";
        try (var running = tree.git()
                .stdin(wanted.getBytes(StandardCharsets.US_ASCII))
                .start("pack-objects", "--revs", "--stdout", "--quiet")) {
            var kept = artifacts.keep(running.stdout());
            running.finish();
            return kept;
        }
    }

    private static String[] diff(String... more) {
        var always = List.of("diff", "-M", "--no-color", "--no-ext-diff", "--no-textconv");
        var all = new ArrayList<>(always);
        all.addAll(List.of(more));
        all.add("--");
        return all.toArray(String[]::new);
    }
}
