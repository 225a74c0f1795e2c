package io.codemaster.query.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.DiffDetails;
import io.codemaster.api.codegen.DiffScope;
import io.codemaster.api.codegen.FileChange;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads patches from the artifact store, and cuts one file's patch out of the whole. */
@Component
class ChangeReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final TypeReference<List<FileChange>> FILES = new TypeReference<>() {};

    private static final int CACHED_INDEXES = 32;

    private final GenerationDetailsRepository generations;

    private final ArtifactStore artifacts;

    private final Map<ArtifactId, PatchIndex> indexes =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ArtifactId, PatchIndex> eldest) {
                    return size() > CACHED_INDEXES;
                }
            });

    ChangeReader(GenerationDetailsRepository generations, ArtifactStore artifacts) {
        this.generations = generations;
        this.artifacts = artifacts;
    }

    Optional<DiffDetails> diff(String taskId, DiffScope scope) {
        return change(taskId, scope)
                .map(it -> new DiffDetails(it.baseCommit(), it.headCommit(), it.stat(), files(it.files())));
    }

    /** The whole patch; the caller closes it. */
    Optional<InputStream> patch(String taskId, DiffScope scope) {
        return change(taskId, scope).flatMap(it -> artifacts.open(it.patch()));
    }

    /** One file's patch. */
    Optional<byte[]> patch(String taskId, String path, DiffScope scope) {
        return change(taskId, scope).flatMap(it -> {
            try {
                return cut(it, path);
            } catch (IOException e) {
                throw new UncheckedIOException("The patch of " + taskId + " cannot be read", e);
            }
        });
    }

    private Optional<byte[]> cut(GenerationDetailsEntity.Change change, String path) throws IOException {
        var index = index(change.patch());
        if (index.isEmpty()) {
            return Optional.empty();
        }
        var files = files(change.files());
        var paths = files.stream().map(FileChange::path).toList();
        var section = index.get().find(path, paths.indexOf(path), files.size());
        if (section.isEmpty()) {
            return Optional.empty();
        }
        try (var patch = artifacts.open(change.patch()).orElseThrow(() -> new IOException("The patch is gone"))) {
            patch.skipNBytes(section.get().from());
            return Optional.of(patch.readNBytes(Math.toIntExact(section.get().length())));
        }
    }

    private Optional<PatchIndex> index(ArtifactId patch) throws IOException {
        var cached = indexes.get(patch);
        if (cached != null) {
            return Optional.of(cached);
        }
        var content = artifacts.open(patch);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (var stream = content.get()) {
            var index = PatchIndex.of(stream);
            indexes.put(patch, index);
            return Optional.of(index);
        }
    }

    private List<FileChange> files(ArtifactId id) {
        return artifacts.find(id).map(it -> JSON.readValue(it, FILES)).orElseGet(List::of);
    }

    private Optional<GenerationDetailsEntity.Change> change(String taskId, DiffScope scope) {
        return generations.findById(taskId).flatMap(it -> it.change(scope));
    }
}
