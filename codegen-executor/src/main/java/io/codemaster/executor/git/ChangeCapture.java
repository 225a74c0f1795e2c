package io.codemaster.executor.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.DiffStat;
import tools.jackson.databind.json.JsonMapper;

/** Turns a commit into what is kept of it: the patch, the list of its files, and every tree that led to it. */
final class ChangeCapture {

    private final ArtifactStore artifacts;
    private final JsonMapper json = JsonMapper.builder().build();

    ChangeCapture(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** A change that was made at once. */
    CapturedChanges keep(WorkTree tree, String base, String head) throws GitFailed, IOException {
        var whole = kept(tree, base, head);
        var trees = trees(tree, base, tree.recordedTrees());
        return new CapturedChanges(base, head, whole.stat(), whole.patch(), whole.files(), trees);
    }

    /** A change that goes on from {@code start}: the whole of it, and what was added. */
    CapturedChanges keepFollowUp(WorkTree tree, String base, String start, String head) throws GitFailed, IOException {
        var whole = kept(tree, base, head);
        var round = kept(tree, start, head);
        var recorded = new ArrayList<>(tree.recordedTrees());
        if (!recorded.isEmpty()) {
            recorded.add(tree.treeOf(start)); // so that the round can be replayed with nothing but the base
        }
        return new CapturedChanges(
                base,
                head,
                whole.stat(),
                whole.patch(),
                whole.files(),
                trees(tree, base, recorded),
                new CapturedChanges.Round(start, round.stat(), round.patch(), round.files()));
    }

    private record Kept(DiffStat stat, ArtifactId patch, ArtifactId files) {}

    private Kept kept(WorkTree tree, String from, String to) throws GitFailed, IOException {
        var changes = ChangeList.parse(tree.git().bytes(diff("--raw", "--numstat", "-z", "--abbrev=40", from, to)));
        try (var running = tree.git().start(diff("--patch", "--full-index", from, to));
                var metered = new PatchMeter(running.stdout())) {
            var patch = artifacts.keep(metered);
            running.finish();
            var files = artifacts.keep(json.writeValueAsBytes(changes.files(metered.parts())));
            return new Kept(changes.stat(), patch, files);
        }
    }

    /** A pack with these trees, without what the base has anyway. Nothing in it is a delta against the base. */
    private @Nullable ArtifactId trees(WorkTree tree, String base, List<String> recorded)
            throws GitFailed, IOException {
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
