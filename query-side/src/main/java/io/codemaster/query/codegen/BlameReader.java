package io.codemaster.query.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.FileBlame;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.TreeRecord.Version;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells which call wrote each line of a file. It follows the file through the recorded trees, as the last attempt left them;
 * from one tree to the next a line that is still there keeps its call, and a new one is given to a call whose result came in
 * between, see {@link StepAuthors}.
 */
@Component
class BlameReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final long LARGEST = 4L << 20;

    private static final int EXCERPT = 1_000;

    private static final int SNIFFED = 8_000;

    private final FeedTable feed;

    private final FeedExport export;

    private final ReplayTables tables;

    private final ReplayReader replay;

    BlameReader(FeedTable feed, FeedExport export, ReplayTables tables, ReplayReader replay) {
        this.feed = feed;
        this.export = export;
        this.tables = tables;
        this.replay = replay;
    }

    /** How a file came to a content: from one version to the next, with the tree that recorded it. */
    private record Step(
            RunTreeFile file, String path, @Nullable Version before, Version after) {}

    /** The run as its last attempt left it, or empty where its files are not kept. */
    Optional<Ended> ended(String run) {
        return tables.treeAt(run, Long.MAX_VALUE)
                .flatMap(tree -> replay.files(run, tree).map(files -> new Ended(run, tree, files)));
    }

    /** What is asked about more than one file of a run is read once. */
    final class Ended {

        private final String run;

        private final RunTree tree;

        private final WorkTreeAt files;

        private final List<RunTreeFile> changes;

        private final TreeMap<Integer, RunTree> trees = new TreeMap<>();

        private final List<RunCall> calls;

        private final Map<RunCall, CallInput> inputs = new HashMap<>();

        private final @Nullable String workDirectory;

        private Ended(String run, RunTree tree, WorkTreeAt files) {
            this.run = run;
            this.tree = tree;
            this.files = files;
            this.changes = tables.files(run, tree.attempt(), tree.number());
            tables.trees(run, tree.attempt()).forEach(it -> trees.put(it.number(), it));
            this.calls = tables.calls(run, tree.attempt());
            this.workDirectory = tables.head(run).map(RunMoment::workDirectory).orElse(null);
        }

        /** The files that the run left with a content of its own. */
        List<WorkTreeAt.Held> changed() {
            return files.files().values().stream()
                    .filter(it -> it.sequence() != null && files.change(it) != null)
                    .toList();
        }

        /** A file's lines with their calls, or empty for a file that has no lines. */
        Optional<LineOrigins> lines(String path) {
            var file = files.find(path)
                    .orElseThrow(() -> new CommandRejected(
                            ErrorCode.FILE_NOT_FOUND, "There is no such file in what the run left."));
            if (file.version().mode().equals("160000") || file.version().bytes() > LARGEST) {
                throw new CommandRejected(
                        ErrorCode.FILE_NOT_KEPT,
                        "The lines of this file are not told: it is a submodule, or larger than 4 MiB.");
            }
            var steps = steps(path);
            var first = steps.isEmpty() ? file.version() : steps.get(0).before();
            var start = first == null ? "" : content(path, first);
            if (isBinary(content(path, file.version()))) {
                return Optional.empty();
            }
            var lines = LineOrigins.older(start);
            for (var step : steps) {
                lines = authors(step).write(lines, content(path, step.after()));
            }
            return Optional.of(lines);
        }

        @Nullable Long sequence(String path) {
            return files.find(path).map(WorkTreeAt.Held::sequence).orElse(null);
        }

        /** Backwards from what the file is: where it was called otherwise it is followed there. */
        private List<Step> steps(String path) {
            var steps = new ArrayList<Step>();
            var name = path;
            for (int i = changes.size() - 1; i >= 0; i--) {
                var change = changes.get(i);
                var after = change.entry().after();
                if (after == null || !change.entry().path().equals(name)) {
                    continue;
                }
                var before = change.entry().before();
                steps.add(0, new Step(change, name, before, after));
                var oldPath = change.entry().oldPath();
                if (before != null) {
                    name = oldPath == null ? name : oldPath;
                    continue;
                }
                int gone = goneBefore(i, after.blob());
                if (gone < 0) {
                    return steps;
                }
                // Taken away in one tree and back, the same, under any name in a later one.
                steps.remove(0);
                name = changes.get(gone).entry().path();
                i = gone;
            }
            return steps;
        }

        private int goneBefore(int from, String blob) {
            for (int i = from - 1; i >= 0; i--) {
                var entry = changes.get(i).entry();
                var before = entry.before();
                if (entry.after() == null && before != null && before.blob().equals(blob)) {
                    return i;
                }
            }
            return -1;
        }

        /** Who can have written what is new in a tree. */
        private StepAuthors authors(Step step) {
            var here = step.file().sequence();
            var earlier = trees.lowerEntry(step.file().tree());
            long after = earlier == null ? 0 : earlier.getValue().sequence();
            var later = trees.higherEntry(step.file().tree());
            long next = later == null ? Long.MAX_VALUE : later.getValue().sequence();
            var during = new ArrayList<RunCall>();
            var soon = new ArrayList<RunCall>();
            @Nullable RunCall last = null;
            for (var call : calls) {
                if (call.resultSequence() <= here) {
                    last = call;
                    if (call.resultSequence() > after) {
                        during.add(call);
                    }
                } else if (call.resultSequence() <= next) {
                    soon.add(call);
                }
            }
            return new StepAuthors(step.path(), workDirectory, during, soon, last, this::input);
        }

        CallInput input(RunCall call) {
            return inputs.computeIfAbsent(call, it -> {
                int place = 0;
                for (var block : message(it.sequence()).path("content")) {
                    if (block.path("type").asString("").equals("tool_use") && place++ == it.place()) {
                        return new CallInput(it.tool(), block.path("input"));
                    }
                }
                return new CallInput(it.tool(), JSON.createObjectNode());
            });
        }

        private JsonNode message(long sequence) {
            var row = feed.find(run, sequence);
            if (row.isEmpty()) {
                return JSON.createObjectNode();
            }
            try {
                return JSON.readTree(export.whole(row.get())).path("line").path("message");
            } catch (JacksonException | IOException unreadable) {
                return JSON.createObjectNode();
            }
        }

        private String content(String path, Version version) {
            try (var content = replay.open(run, tree, new WorkTreeAt.Held(path, version, null, null))
                    .orElseThrow(() -> new CommandRejected(
                            ErrorCode.FILE_NOT_KEPT, "An earlier content of this file is not kept."))) {
                var bytes = content.readNBytes((int) Math.min(version.bytes(), LARGEST + 1));
                return new String(bytes, StandardCharsets.ISO_8859_1);
            } catch (IOException broken) {
                throw new UncheckedIOException("A kept content of " + run + " cannot be read", broken);
            }
        }

        FileBlame.Call call(RunCall call) {
            return new FileBlame.Call(
                    call.sequence(),
                    call.resultSequence(),
                    call.toolUseId(),
                    call.tool(),
                    call.attempt(),
                    input(call).action(workDirectory),
                    words(call.thoughtSequence(), "thinking"),
                    words(call.textSequence(), "text"),
                    call.todo());
        }

        private FileBlame.@Nullable Words words(@Nullable Long sequence, String kind) {
            if (sequence == null) {
                return null;
            }
            var said = new StringBuilder();
            for (var block : message(sequence).path("content")) {
                if (block.path("type").asString("").equals(kind)) {
                    said.append(block.path(kind).asString(""));
                }
            }
            var text = said.toString().strip();
            if (text.isEmpty()) {
                return null;
            }
            int end = text.length() <= EXCERPT
                    ? text.length()
                    : text.offsetByCodePoints(0, text.codePointCount(0, EXCERPT));
            return new FileBlame.Words(sequence, end == text.length() ? text : text.substring(0, end) + "…");
        }
    }

    private static boolean isBinary(String content) {
        int nul = content.indexOf('\0');
        return nul >= 0 && nul < SNIFFED;
    }

    /** A file's lines, each with its call. */
    FileBlame blame(GenerationDetails generation, String path) {
        var requirement = new FileBlame.Requirement(
                generation.requirementId(), generation.requirementKey(), generation.requirementTitle());
        var ended = ended(generation.id().value()).orElse(null);
        if (ended == null) {
            return new FileBlame(path, null, false, false, List.of(), List.of(), requirement);
        }
        var lines = ended.lines(path).orElse(null);
        if (lines == null) {
            return new FileBlame(path, ended.sequence(path), true, true, List.of(), List.of(), requirement);
        }
        var items = new ArrayList<FileBlame.Line>();
        var calls =
                new TreeSet<RunCall>(Comparator.comparingLong(RunCall::sequence).thenComparingInt(RunCall::place));
        for (var call : lines.origins()) {
            int line = items.size() + 1;
            if (call == null) {
                items.add(new FileBlame.Line(line, null, null, null));
            } else {
                items.add(new FileBlame.Line(line, call.sequence(), call.tool(), call.toolUseId()));
                calls.add(call);
            }
        }
        var told = calls.stream().map(ended::call).toList();
        return new FileBlame(path, ended.sequence(path), true, false, items, told, requirement);
    }
}
