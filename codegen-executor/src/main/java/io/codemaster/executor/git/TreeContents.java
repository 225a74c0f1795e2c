package io.codemaster.executor.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.TreeRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what is needed to show recorded trees without git: a list of every file of the first tree, then what each tree
 * has different from the one before, and the contents. Files that were there before lie together, a directory a piece, so
 * that a repository of many small files is a few contents, and the next run finds most of them kept; a file that changes
 * is a content of its own.
 */
final class TreeContents {

    /** What was there before is kept up to this much; a file that the agent touches is kept in any case. */
    private static final long FIRST_TREE_BYTES = 64L << 20;

    private static final long FIRST_TREE_FILE_BYTES = 1L << 20;

    private static final long CHANGED_FILE_BYTES = 64L << 20;

    private static final int PIECE_BYTES = 512 << 10;

    private static final int KNOWN = 20_000;

    private static final String LINK = "120000";

    private static final String SUBMODULE = "160000";

    private final ArtifactStore artifacts;

    private final JsonMapper json = JsonMapper.builder().build();

    private final Map<String, Place> known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > KNOWN;
        }
    });

    TreeContents(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    private record Place(long bytes, @Nullable ArtifactId content, long at) {}

    private record Listed(String path, String mode, String blob, long bytes) {

        String directory() {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }
    }

    private record Differing(
            String path, @Nullable String oldPath, String oldMode, String mode, String oldBlob, String blob) {}

    /** Every file of the first tree of an attempt. */
    ArtifactId keepFirst(WorkTree tree, String now) throws GitFailed, IOException {
        var listed = list(tree, now);
        var places = keepTogether(tree, listed);
        var entries = listed.stream()
                .map(it -> new TreeRecord.Entry(
                        it.path(), null, null, version(it.mode(), it.blob(), places.get(it.blob()), it.bytes())))
                .toList();
        return kept(new TreeRecord(now, null, stat(tree, now), entries));
    }

    /** What a tree has different from the one before. */
    ArtifactId keepNext(WorkTree tree, String previous, String now) throws GitFailed, IOException {
        var differing = differing(tree, previous, now);
        var wanted = new LinkedHashSet<String>();
        for (var file : differing) {
            if (isContent(file.oldMode())) {
                wanted.add(file.oldBlob());
            }
            if (isContent(file.mode())) {
                wanted.add(file.blob());
            }
        }
        var places = keepEach(tree, wanted);
        var entries = differing.stream()
                .map(it -> new TreeRecord.Entry(
                        it.path(),
                        it.oldPath(),
                        version(it.oldMode(), it.oldBlob(), places.get(it.oldBlob()), 0),
                        version(it.mode(), it.blob(), places.get(it.blob()), 0)))
                .toList();
        return kept(new TreeRecord(now, previous, stat(tree, now), entries));
    }

    private ArtifactId kept(TreeRecord record) {
        return artifacts.keep(json.writeValueAsBytes(record));
    }

    private static DiffStat stat(WorkTree tree, String now) throws GitFailed {
        return ChangeList.parse(tree.git()
                        .bytes(
                                "diff-tree",
                                "-r",
                                "-z",
                                "-M",
                                "--raw",
                                "--numstat",
                                "--abbrev=40",
                                "--no-ext-diff",
                                "--no-textconv",
                                "HEAD^{tree}",
                                now))
                .stat();
    }

    private static TreeRecord.@Nullable Version version(String mode, String blob, @Nullable Place place, long bytes) {
        if (mode.equals("000000")) {
            return null;
        }
        return place == null
                ? new TreeRecord.Version(mode, blob, bytes, null, 0)
                : new TreeRecord.Version(mode, blob, place.bytes(), place.content(), place.at());
    }

    private static boolean isContent(String mode) {
        return mode.startsWith("100") || mode.equals(LINK);
    }

    private static List<Listed> list(WorkTree tree, String now) throws GitFailed {
        var files = new ArrayList<Listed>();
        for (var entry : NulText.split(tree.git().bytes("ls-tree", "-r", "-z", "-l", "--full-tree", now))) {
            int tab = 0;
            while (entry[tab] != '\t') {
                tab++;
            }
            var words = new String(entry, 0, tab, StandardCharsets.US_ASCII).split(" +", -1);
            var path = NulText.path(Arrays.copyOfRange(entry, tab + 1, entry.length));
            files.add(new Listed(path, words[0], words[2], words[0].equals(SUBMODULE) ? 0 : Long.parseLong(words[3])));
        }
        return files;
    }

    private static List<Differing> differing(WorkTree tree, String previous, String now) throws GitFailed {
        var parts = NulText.split(tree.git()
                .bytes("diff-tree", "-r", "-z", "-M", "--raw", "--abbrev=40", "--no-ext-diff", previous, now));
        var files = new ArrayList<Differing>();
        for (int i = 0; i < parts.size(); ) {
            var words = new String(parts.get(i++), StandardCharsets.US_ASCII)
                    .substring(1)
                    .split(" ", -1);
            char status = words[4].charAt(0);
            @Nullable String oldPath = status == 'R' ? NulText.path(parts.get(i++)) : null;
            files.add(new Differing(NulText.path(parts.get(i++)), oldPath, words[0], words[1], words[2], words[3]));
        }
        return files;
    }

    /** Keeps small files together, directory by directory, in the order of their names: the same files are the same content. */
    private Map<String, Place> keepTogether(WorkTree tree, List<Listed> listed) throws GitFailed, IOException {
        var places = new HashMap<String, Place>();
        var wanted = new LinkedHashMap<String, Listed>();
        long left = FIRST_TREE_BYTES;
        for (var file : listed) {
            if (isContent(file.mode()) && file.bytes() <= Math.min(left, FIRST_TREE_FILE_BYTES)) {
                if (wanted.putIfAbsent(file.blob(), file) == null) {
                    left -= file.bytes();
                }
            }
        }
        var piece = new Piece(places);
        read(tree, wanted.keySet(), (blob, bytes, content) -> {
            var file = wanted.get(blob);
            if (file != null) {
                piece.add(file, content.readNBytes(Math.toIntExact(bytes)));
            }
        });
        piece.keep();
        return places;
    }

    private Map<String, Place> keepEach(WorkTree tree, Set<String> blobs) throws GitFailed, IOException {
        var places = new HashMap<String, Place>();
        for (var blob : blobs) {
            var place = known.get(blob);
            if (place != null) {
                places.put(blob, place);
            }
        }
        var missing = blobs.stream().filter(it -> !places.containsKey(it)).toList();
        read(tree, missing, (blob, bytes, content) -> {
            var place = new Place(bytes, bytes > CHANGED_FILE_BYTES ? null : keepOne(bytes, content), 0);
            places.put(blob, place);
            known.put(blob, place);
        });
        return places;
    }

    private ArtifactId keepOne(long bytes, InputStream content) throws IOException {
        return bytes <= 1 << 20 ? artifacts.keep(content.readNBytes((int) bytes)) : artifacts.keep(content);
    }

    private interface BlobReader {

        void read(String blob, long bytes, InputStream content) throws IOException;
    }

    /** Reads contents one after another; what a reader leaves of one is passed over. */
    private static void read(WorkTree tree, Iterable<String> blobs, BlobReader reader) throws GitFailed, IOException {
        var names = String.join("\n", blobs);
        if (names.isEmpty()) {
            return;
        }
        try (var running = tree.git()
                        .stdin((names + "\n").getBytes(StandardCharsets.US_ASCII))
                        .start("cat-file", "--batch");
                var out = new BufferedInputStream(running.stdout(), 1 << 16)) {
            for (var head = line(out); !head.isEmpty(); head = line(out)) {
                var words = head.split(" ", -1);
                if (words.length == 3) { // else it is missing
                    long bytes = Long.parseLong(words[2]);
                    var content = new Part(out, bytes);
                    reader.read(words[0], bytes, content);
                    content.skipRest();
                    if (out.read() != '\n') {
                        throw new EOFException("git ended in the middle of a content");
                    }
                }
            }
            running.finish();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** Some files of one directory. */
    private final class Piece {

        private final Map<String, Place> places;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private final Map<String, Place> here = new HashMap<>();

        private String directory = "";

        Piece(Map<String, Place> places) {
            this.places = places;
        }

        void add(Listed file, byte[] content) {
            if (!file.directory().equals(directory) || bytes.size() + content.length > PIECE_BYTES) {
                keep();
                directory = file.directory();
            }
            here.put(file.blob(), new Place(content.length, null, bytes.size()));
            bytes.writeBytes(content);
        }

        void keep() {
            if (here.isEmpty()) {
                return;
            }
            var id = artifacts.keep(bytes.toByteArray());
            here.forEach((blob, place) -> {
                var kept = new Place(place.bytes(), id, place.at());
                places.put(blob, kept);
                known.put(blob, kept);
            });
            here.clear();
            bytes.reset();
        }
    }

    /** So many bytes of a stream. */
    private static final class Part extends InputStream {

        private final InputStream in;

        private long left;

        Part(InputStream in, long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("git ended in the middle of a content");
            }
            left -= read;
            return read;
        }

        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
