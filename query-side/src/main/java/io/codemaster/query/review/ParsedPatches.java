package io.codemaster.query.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.review.UnifiedPatch;

/** Patches that were read lately, so that a page that is opened again need not read them again. */
@Component
class ParsedPatches {

    private static final int KEPT = 8;

    private final ArtifactStore artifacts;

    private final Map<ArtifactId, UnifiedPatch> parsed =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ArtifactId, UnifiedPatch> eldest) {
                    return size() > KEPT;
                }
            });

    ParsedPatches(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** The patch, or empty when nothing of that name was kept. */
    Optional<UnifiedPatch> find(ArtifactId id) {
        var known = parsed.get(id);
        return known != null ? Optional.of(known) : read(id);
    }

    private Optional<UnifiedPatch> read(ArtifactId id) {
        var content = artifacts.open(id);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (var stream = content.get()) {
            var patch = UnifiedPatch.read(stream);
            parsed.put(id, patch);
            return Optional.of(patch);
        } catch (IOException e) {
            throw new UncheckedIOException("The patch " + id + " cannot be read", e);
        }
    }
}
