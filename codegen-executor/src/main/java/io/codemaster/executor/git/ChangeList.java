package io.codemaster.executor.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.FileChange;

/** Reads what {@code git diff --raw --numstat -z} prints: first what happened to each file, then how many lines. */
final class ChangeList {

    private static final long LARGE_BYTES = 1L << 20;
    private static final long LARGE_LINES = 20_000;

    private final List<Entry> entries = new ArrayList<>();

    private ChangeList() {}

    private static final class Entry {

        private final char status;
        private final String path;
        private final @Nullable String oldPath;
        private boolean binary;
        private int additions;
        private int deletions;

        private Entry(char status, String path, @Nullable String oldPath) {
            this.status = status;
            this.path = path;
            this.oldPath = oldPath;
        }
    }

    static ChangeList parse(byte[] output) {
        var list = new ChangeList();
        var parts = NulText.split(output);
        // By the bytes of the name: ISO-8859-1 keeps every one of them.
        Map<String, Entry> byName = new HashMap<>();
        int i = 0;
        while (i < parts.size() && parts.get(i).length > 0 && parts.get(i)[0] == ':') {
            var raw = new String(parts.get(i++), StandardCharsets.US_ASCII);
            char status = raw.charAt(raw.lastIndexOf(' ') + 1);
            @Nullable String oldPath = status == 'R' || status == 'C' ? NulText.path(parts.get(i++)) : null;
            var name = parts.get(i++);
            var entry = new Entry(status, NulText.path(name), status == 'R' ? oldPath : null);
            list.entries.add(entry);
            byName.put(new String(name, StandardCharsets.ISO_8859_1), entry);
        }
        while (i < parts.size()) {
            var line = new String(parts.get(i++), StandardCharsets.ISO_8859_1);
            int first = line.indexOf('\t');
            int second = line.indexOf('\t', first + 1);
            var name = line.substring(second + 1);
            if (name.isEmpty()) { // a rename: old and new name follow
                name = new String(parts.get(i + 1), StandardCharsets.ISO_8859_1);
                i += 2;
            }
            @Nullable Entry entry = byName.get(name);
            if (entry != null) {
                entry.binary = line.startsWith("-");
                entry.additions += entry.binary ? 0 : Integer.parseInt(line.substring(0, first));
                entry.deletions += entry.binary ? 0 : Integer.parseInt(line.substring(first + 1, second));
            }
        }
        return list;
    }

    /** The files, with what the patch says of their size. */
    List<FileChange> files(List<PatchMeter.Part> parts) {
        var files = new ArrayList<FileChange>();
        int part = 0;
        for (var entry : entries) {
            // A file that became a link, or the other way round, is taken away and added in the patch: two parts.
            int belonging = entry.status == 'T' ? 2 : 1;
            boolean large = false;
            for (int i = 0; i < belonging && part < parts.size(); i++) {
                var size = parts.get(part++);
                large |= size.bytes() > LARGE_BYTES || size.lines() > LARGE_LINES;
            }
            files.add(new FileChange(
                    entry.path,
                    entry.oldPath,
                    kind(entry.status),
                    entry.additions,
                    entry.deletions,
                    entry.binary,
                    large));
        }
        return files;
    }

    DiffStat stat() {
        return new DiffStat(
                entries.size(),
                entries.stream().mapToInt(entry -> entry.additions).sum(),
                entries.stream().mapToInt(entry -> entry.deletions).sum());
    }

    private static FileChange.Kind kind(char status) {
        return switch (status) {
            case 'A', 'C' -> FileChange.Kind.ADDED;
            case 'D' -> FileChange.Kind.DELETED;
            case 'R' -> FileChange.Kind.RENAMED;
            default -> FileChange.Kind.MODIFIED;
        };
    }
}
