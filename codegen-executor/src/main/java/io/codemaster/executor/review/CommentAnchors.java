package io.codemaster.executor.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.review.AnchorComments;
import io.codemaster.api.review.AnchorComments.Position;
import io.codemaster.api.review.AnchoredComments;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.UnifiedPatch;
import io.codemaster.api.review.UnifiedPatch.FilePatch;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Ties comments to lines of the patch that was kept, and copies those lines. */
@Component
class CommentAnchors {

    private static final int MOST_LINES = 500;

    private static final int LONGEST_SNIPPET = 20_000;

    private final ArtifactStore artifacts;

    CommentAnchors(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    @CommandHandler
    AnchoredComments handle(AnchorComments task) {
        if (task.comments().isEmpty()) {
            return new AnchoredComments(List.of());
        }
        var paths = task.comments().stream().map(Position::path).collect(Collectors.toSet());
        var whole = patch(task.changes().patch(), paths::contains);
        var round = task.changes().round();
        // lines that a follow-up put back as they were are part of the round alone
        var latest = round == null ? null : patch(round.patch(), paths::contains);
        var anchored = new ArrayList<LineComment>();
        for (int i = 0; i < task.comments().size(); i++) {
            anchored.add(anchored(i, task.comments().get(i), task.changes(), whole, latest));
        }
        return new AnchoredComments(List.copyOf(anchored));
    }

    private UnifiedPatch patch(ArtifactId id, java.util.function.Predicate<String> wanted) {
        try (var content = artifacts.open(id).orElseThrow(() -> new IOException("The patch is gone"))) {
            return UnifiedPatch.read(content, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("The patch " + id + " cannot be read", e);
        }
    }

    private static LineComment anchored(
            int index, Position position, CapturedChanges changes, UnifiedPatch whole, @Nullable UnifiedPatch latest) {
        var file = file(whole, position);
        var latestFile =
                latest == null || position.side() == Side.OLD ? Optional.<FilePatch>empty() : file(latest, position);
        if (file.isEmpty() && latestFile.isEmpty()) {
            throw refusal(index, "path", "The change does not touch %s.".formatted(position.path()));
        }
        if (position.endLine() < position.line() || position.endLine() - position.line() >= MOST_LINES) {
            throw refusal(
                    index,
                    "endLine",
                    "A comment is about up to %d lines, from the first to the last.".formatted(MOST_LINES));
        }
        var snippet = file.flatMap(it -> snippet(it, position))
                .or(() -> latestFile.flatMap(it -> snippet(it, position)))
                .orElseThrow(() -> refusal(
                        index,
                        "line",
                        "The change does not show line %s of %s on the %s side."
                                .formatted(
                                        position.endLine() == position.line()
                                                ? position.line()
                                                : position.line() + " to " + position.endLine(),
                                        position.path(),
                                        position.side() == Side.NEW ? "new" : "old")));
        return new LineComment(
                position.id(),
                position.path(),
                position.side(),
                position.line(),
                position.endLine(),
                position.side() == Side.NEW ? changes.headCommit() : changes.baseCommit(),
                snippet,
                position.body(),
                position.findingId());
    }

    /** The old side of a renamed file is known by both names. */
    private static Optional<FilePatch> file(UnifiedPatch patch, Position position) {
        var now = patch.file(position.path());
        return position.side() == Side.OLD ? now.or(() -> patch.fileBefore(position.path())) : now;
    }

    private static Optional<String> snippet(FilePatch file, Position position) {
        int wanted = position.line();
        var text = new StringBuilder();
        for (var hunk : file.hunks()) {
            for (var line : hunk.lines()) {
                if (wanted <= position.endLine() && line.number(position.side()) == wanted) {
                    text.append(wanted == position.line() ? "" : "\n").append(line.text());
                    wanted++;
                }
            }
        }
        if (wanted <= position.endLine()) {
            return Optional.empty();
        }
        return Optional.of(text.length() > LONGEST_SNIPPET ? text.substring(0, LONGEST_SNIPPET) : text.toString());
    }

    private static CommandRejected refusal(int index, String field, String sentence) {
        return new CommandRejected(
                ErrorCode.REVIEW_LINE_NOT_IN_DIFF, sentence, "lineComments[%d].%s".formatted(index, field));
    }
}
