package io.codemaster.query.review;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDetails.Position;
import io.codemaster.api.review.ReviewDetails.PositionState;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.UnifiedPatch;
import io.codemaster.api.review.UnifiedPatch.FilePatch;
import io.codemaster.api.review.UnifiedPatch.Hunk;

/** Follows commented lines through what was changed after the comment. */
final class CommentPlaces {

    private CommentPlaces() {}

    /** Lines of a file at some version of it. */
    record Place(String path, int line, int endLine) {}

    /** Where the comment was made. */
    static Place of(LineComment comment) {
        return new Place(comment.path(), comment.line(), comment.endLine());
    }

    /** What has become of the comment; lines that are nowhere are outdated. */
    static Position position(LineComment comment, @Nullable Place now) {
        if (now == null) {
            return new Position(PositionState.OUTDATED, null, null);
        }
        var same = now.line() == comment.line() && now.path().equals(comment.path());
        return new Position(same ? PositionState.UNCHANGED : PositionState.MOVED, now.path(), now.line());
    }

    /**
     * Where the lines are after a patch. Lines that it touches are looked for among the file's new lines.
     *
     * @param snippet the lines as they were commented
     */
    static Optional<Place> after(UnifiedPatch patch, Place place, String snippet) {
        var file = patch.fileBefore(place.path());
        if (file.isEmpty()) {
            return Optional.of(place);
        }
        if (file.get().deleted()) {
            return Optional.empty();
        }
        int shift = 0;
        for (var hunk : file.get().hunks()) {
            int next = firstOld(hunk);
            for (var line : hunk.lines()) {
                var added = line.oldLine() == 0;
                if (added && next <= place.line()) {
                    shift++;
                } else if (added && next <= place.endLine()) {
                    return standing(file.get(), Side.NEW, shifted(place, shift), snippet);
                } else if (!added) {
                    if (line.newLine() == 0 && line.oldLine() < place.line()) {
                        shift--;
                    } else if (line.newLine() == 0 && line.oldLine() <= place.endLine()) {
                        return standing(file.get(), Side.NEW, shifted(place, shift), snippet);
                    }
                    next = line.oldLine() + 1;
                }
            }
        }
        return Optional.of(shifted(new Place(file.get().path(), place.line(), place.endLine()), shift));
    }

    private static Place shifted(Place place, int shift) {
        return new Place(place.path(), place.line() + shift, place.endLine() + shift);
    }

    /** A hunk that only adds is counted from the line before it. */
    private static int firstOld(Hunk hunk) {
        return hunk.lines().stream().anyMatch(it -> it.oldLine() > 0) ? hunk.oldStart() : hunk.oldStart() + 1;
    }

    /** Where the snippet stands in what a patch shows of the file's side, as near as possible to where it was. */
    static Optional<Place> standing(UnifiedPatch patch, Side side, Place place, String snippet) {
        return patch.file(place.path())
                .or(() -> patch.fileBefore(place.path()))
                .flatMap(it -> standing(it, side, place, snippet));
    }

    private static Optional<Place> standing(FilePatch file, Side side, Place place, String snippet) {
        if (snippet.isBlank()) {
            return Optional.empty();
        }
        var wanted = List.of(snippet.split("\n", -1));
        Place nearest = null;
        for (var hunk : file.hunks()) {
            var shown = hunk.lines().stream().filter(it -> it.number(side) > 0).toList();
            for (int i = 0; i + wanted.size() <= shown.size(); i++) {
                int line = shown.get(i).number(side);
                var nearer = nearest == null || Math.abs(line - place.line()) < Math.abs(nearest.line() - place.line());
                if (nearer && matches(shown.subList(i, i + wanted.size()), wanted)) {
                    nearest = new Place(side == Side.NEW ? file.path() : place.path(), line, line + wanted.size() - 1);
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static boolean matches(List<UnifiedPatch.Line> shown, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!shown.get(i).text().equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }
}
