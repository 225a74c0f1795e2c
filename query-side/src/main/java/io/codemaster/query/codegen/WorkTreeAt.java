package io.codemaster.query.codegen;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.FileChange;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.codegen.TreeRecord.Version;

/** The files of one recorded tree: those that the agent found, with what the trees up to this one have different. */
final class WorkTreeAt {

    /**
     * A file of the tree.
     *
     * @param sequence the event after which this content was recorded, null where it is as the agent found it
     * @param origin where it was when the agent found it, null where the agent made it
     */
    record Held(
            String path,
            Version version,
            @Nullable Long sequence,
            @Nullable String origin) {}

    private final Map<String, TreeRecord.Entry> found;

    private final NavigableMap<String, Held> files = new TreeMap<>();

    WorkTreeAt(Map<String, TreeRecord.Entry> found, List<RunTreeFile> changes) {
        this.found = found;
        found.forEach((path, entry) -> {
            var version = entry.after();
            if (version != null) {
                files.put(path, new Held(path, version, null, path));
            }
        });
        int from = 0;
        for (int i = 1; i <= changes.size(); i++) {
            if (i == changes.size()
                    || changes.get(i).tree() != changes.get(from).tree()) {
                apply(changes.subList(from, i));
                from = i;
            }
        }
    }

    /** What leaves goes first: a file may come to where another one was. */
    private void apply(List<RunTreeFile> tree) {
        var origins = new TreeMap<String, String>();
        for (var file : tree) {
            var entry = file.entry();
            var from = entry.oldPath() != null ? entry.oldPath() : entry.path();
            if (entry.before() != null) {
                var gone = files.remove(from);
                if (gone != null && gone.origin() != null) {
                    origins.put(entry.path(), gone.origin());
                }
            }
        }
        for (var file : tree) {
            var entry = file.entry();
            var version = entry.after();
            if (version != null) {
                @Nullable String origin = entry.before() == null ? null : origins.get(entry.path());
                files.put(entry.path(), new Held(entry.path(), version, file.sequence(), origin));
            }
        }
    }

    NavigableMap<String, Held> files() {
        return files;
    }

    Optional<Held> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** What the run has done to the file, null where it is as the agent found it. */
    FileChange.@Nullable Kind change(Held file) {
        var before = found.get(file.path());
        var version = before == null ? null : before.after();
        if (version != null) {
            return version.blob().equals(file.version().blob())
                            && version.mode().equals(file.version().mode())
                    ? null
                    : FileChange.Kind.MODIFIED;
        }
        return file.origin() != null && !files.containsKey(file.origin())
                ? FileChange.Kind.RENAMED
                : FileChange.Kind.ADDED;
    }

    /** Where a renamed file was. */
    @Nullable String oldPath(Held file) {
        return change(file) == FileChange.Kind.RENAMED ? file.origin() : null;
    }
}
