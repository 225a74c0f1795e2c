package io.codemaster.query.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.MomentDetails;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.codegen.TreeRecord.Version;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a run was after any of its events, without going through those before. */
@Component
class ReplayReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int PAGE_ROWS = 500;

    private static final int PAGE_BYTES = 4 << 20;

    private static final int CACHED_TREES = 4;

    private final FeedTable feed;

    private final ReplayTables tables;

    private final ArtifactStore artifacts;

    /** The files that agents found: several runs in a row, and every question about one, begin with the same. */
    private final Map<ArtifactId, Map<String, TreeRecord.Entry>> found =
            Collections.synchronizedMap(new LinkedHashMap<>(8, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ArtifactId, Map<String, TreeRecord.Entry>> eldest) {
                    return size() > CACHED_TREES;
                }
            });

    ReplayReader(FeedTable feed, ReplayTables tables, ArtifactStore artifacts) {
        this.feed = feed;
        this.tables = tables;
        this.artifacts = artifacts;
    }

    /** What the stream amounts to after an event. */
    MomentDetails moment(FeedHead head, long sequence) {
        var run = head.taskId();
        var moment = tables.head(run)
                .filter(it -> it.sequence() == sequence)
                .or(() -> tables.moment(run, sequence))
                .orElseGet(() -> RunMoment.begin(FeedHead.before(run, head.repositoryName())));
        var ended = new ArrayList<RunCall>();
        while (moment.sequence() < sequence) {
            int left = (int) Math.min(PAGE_ROWS, sequence - moment.sequence());
            var rows = feed.after(run, moment.sequence(), left, PAGE_BYTES);
            if (rows.isEmpty()) {
                break;
            }
            rows.forEach(row -> moment.apply(row, ended));
        }
        return moment.details(head.lastSequence(), tables.treeAt(run, sequence).orElse(null));
    }

    /** The tree that was recorded last up to an event. */
    Optional<RunTree> tree(String run, long sequence) {
        return tables.treeAt(run, sequence);
    }

    /** The files of a recorded tree, or empty where they are not kept. */
    Optional<WorkTreeAt> files(String run, RunTree tree) {
        return tables.firstTree(run, tree.attempt())
                .flatMap(this::found)
                .map(files -> new WorkTreeAt(files, tables.files(run, tree.attempt(), tree.number())));
    }

    /** The files that the agent of an attempt found, by path. */
    Optional<Map<String, TreeRecord.Entry>> found(RunTree first) {
        @Nullable ArtifactId record = first.record();
        if (record == null) {
            return Optional.empty();
        }
        var cached = found.get(record);
        if (cached != null) {
            return Optional.of(cached);
        }
        return artifacts.find(record).map(it -> {
            var files = new LinkedHashMap<String, TreeRecord.Entry>();
            for (var entry : JSON.readValue(it, TreeRecord.class).files()) {
                files.put(entry.path(), entry);
            }
            found.put(record, files);
            return files;
        });
    }

    /**
     * The bytes of a file, or empty where they are not kept. A file that the agent found and changed only later is kept with
     * that change.
     */
    Optional<InputStream> open(String run, RunTree tree, WorkTreeAt.Held file) throws IOException {
        var version = kept(run, tree, file);
        @Nullable ArtifactId content = version.content();
        if (content == null) {
            return Optional.empty();
        }
        var stream = artifacts.open(content);
        if (stream.isPresent()) {
            stream.get().skipNBytes(version.at());
        }
        return stream;
    }

    private Version kept(String run, RunTree tree, WorkTreeAt.Held file) {
        if (file.version().content() != null || file.sequence() != null) {
            return file.version();
        }
        for (var later : tables.files(run, tree.attempt(), Integer.MAX_VALUE)) {
            var before = later.entry().before();
            if (before != null
                    && before.content() != null
                    && before.blob().equals(file.version().blob())) {
                return before;
            }
        }
        return file.version();
    }

    /** The files that the agent found and that are gone in a tree. */
    List<TreeRecord.Entry> gone(String run, RunTree at, WorkTreeAt tree) {
        var renamed = tree.files().values().stream()
                .map(tree::oldPath)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return tables.firstTree(run, at.attempt()).flatMap(this::found).stream()
                .flatMap(it -> it.values().stream())
                .filter(it -> !tree.files().containsKey(it.path()) && !renamed.contains(it.path()))
                .toList();
    }
}
