package io.codemaster.query.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Who can have written what is new in a file from one recorded tree to the next. One call in between: it has. Several, as
 * when tools ran side by side or the agent was faster than the recording:
 *
 * <ol>
 *   <li>where the calls that name the file, done one after another to the text before, give the text after, each has
 *       written what it wrote;
 *   <li>else a new line belongs to the newest call that names the file and writes that line, then to the newest other call
 *       that has the line in its text, then to the newest other call that speaks of the file, then to the newest other call
 *       at all, then to the newest that names the file;
 *   <li>a tree is read while the agent goes on: what no call before it explains is looked for in those up to the next tree.
 * </ol>
 */
final class StepAuthors {

    private final String path;

    private final @Nullable String workDirectory;

    private final List<RunCall> during;

    private final List<RunCall> soon;

    private final @Nullable RunCall last;

    private final Function<RunCall, CallInput> inputs;

    StepAuthors(
            String path,
            @Nullable String workDirectory,
            List<RunCall> during,
            List<RunCall> soon,
            @Nullable RunCall last,
            Function<RunCall, CallInput> inputs) {
        this.path = path;
        this.workDirectory = workDirectory;
        this.during = during;
        this.soon = soon;
        this.last = last;
        this.inputs = inputs;
    }

    LineOrigins write(LineOrigins before, String after) {
        var named = new ArrayList<RunCall>(during.stream().filter(this::names).toList());
        var told = told(before, after, named);
        if (told != null) {
            return told;
        }
        for (var call : soon) {
            if (names(call)) {
                named.add(call);
                told = told(before, after, named);
                if (told != null) {
                    return told;
                }
            }
        }
        return before.rewritten(after, this::author);
    }

    /** The calls done one after another, or null where that does not give the text. */
    private @Nullable LineOrigins told(LineOrigins before, String after, List<RunCall> calls) {
        var now = before;
        for (var call : calls) {
            for (var edit : inputs.apply(call).edits(now.text()).orElse(List.of())) {
                now = now.edited(edit, call);
            }
        }
        return now.text().equals(after) ? now : null;
    }

    private @Nullable RunCall author(String line) {
        var during = author(line, this.during);
        if (during != null && during.sure()) {
            return during.call();
        }
        var soon = author(line, this.soon);
        if (soon != null && soon.sure()) {
            return soon.call();
        }
        if (during != null) {
            return during.call();
        }
        return soon != null ? soon.call() : last;
    }

    private record Guess(RunCall call, boolean sure) {}

    private @Nullable Guess author(String line, List<RunCall> calls) {
        @Nullable RunCall naming = null;
        @Nullable RunCall writing = null;
        @Nullable RunCall otherWriting = null;
        @Nullable RunCall mentioning = null;
        @Nullable RunCall other = null;
        for (var call : calls) {
            var input = inputs.apply(call);
            if (names(call)) {
                naming = call;
                writing = input.writes(line) ? call : writing;
            } else if (!input.namesAFile()) {
                other = call;
                otherWriting =
                        input.writes(line) && (input.mentions(path) || otherWriting == null) ? call : otherWriting;
                mentioning = input.mentions(path) ? call : mentioning;
            }
        }
        for (var sure : new @Nullable RunCall[] {writing, otherWriting, mentioning}) {
            if (sure != null) {
                return new Guess(sure, true);
            }
        }
        var guess = other != null ? other : naming;
        return guess == null ? null : new Guess(guess, false);
    }

    private boolean names(RunCall call) {
        return inputs.apply(call).names(path, workDirectory);
    }
}
